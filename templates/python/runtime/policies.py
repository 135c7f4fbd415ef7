"""Policies: what a connector has the platform do to its requests and answers, done here."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast

import httpx2

from .auth import Credentials, Secret
from .draft import (
    Connection,
    Draft,
    Header,
    InBody,
    InItem,
    Look,
    Query,
    Reference,
    Template,
    as_text,
    called,
    fill,
    parts_of,
)
from .encode import Multi, path
from .places import ABSENT, dig

if TYPE_CHECKING:
    from .operation import Operation

__all__ = [
    "Connection",
    "Header",
    "HostUrl",
    "InBody",
    "InItem",
    "Policies",
    "Policy",
    "Query",
    "Reshape",
    "Route",
    "SetHeader",
    "SetQuery",
]

Exists = Literal["override", "skip", "append"]
"""What happens to a header or a query parameter that is there already."""
Section = Literal["request", "response"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What is done to the requests, or to the answers, of some operations."""

    chooses_host: ClassVar[bool] = False
    changes_json: ClassVar[bool] = False
    operations: tuple[str, ...] = ()
    """Their `operationId`s; none for all operations."""
    section: Section = "request"

    def on_request(self, draft: Draft) -> Draft:
        """The request, changed. Raises `ValueError` where a value cannot be sent."""
        return draft

    def on_headers(self, response: httpx2.Response, look: Look) -> None:
        """Change the headers of an answer."""

    def on_json(self, body: object, look: Look) -> object:
        """The JSON of an answer, changed; `body` may be changed in place."""
        return body


@dataclass(frozen=True, slots=True)
class SetHeader(Policy):
    """Set a header (`setheader`). A value that is empty or absent sets nothing."""

    name: str
    value: Template
    exists: Exists = "override"

    def on_request(self, draft: Draft) -> Draft:
        """The request with the header."""
        value = fill(self.value, draft.look)
        before = draft.header(self.name)
        if not value or not as_text(value):
            return draft
        if self.exists == "skip" and (before is not None or self._of_body(draft)):
            return draft
        if self.exists == "append" and before is not None:
            value = _together(before, ",", value)
        return draft.set_header(self.name, value)

    def _of_body(self, draft: Draft) -> bool:
        return self.name.lower() == "content-type" and draft.operation.body is not None

    def on_headers(self, response: httpx2.Response, look: Look) -> None:
        """Set it on the answer."""
        value = fill(self.value, look)
        before = response.headers.get(self.name)
        if value and not (self.exists == "skip" and before is not None):
            new = as_text(value)
            append = self.exists == "append" and before is not None
            response.headers[self.name] = f"{before},{new}" if append else new


@dataclass(frozen=True, slots=True)
class SetQuery(Policy):
    """Set a query parameter (`setqueryparameter`). A value that is empty or absent sets nothing."""

    name: str
    value: Template
    exists: Exists = "override"

    def on_request(self, draft: Draft) -> Draft:
        """The request with the parameter; appended to one that is there, it is sent twice."""
        value = fill(self.value, draft.look)
        before = draft.query(self.name)
        if not value or not as_text(value):
            return draft
        if before is None or self.exists == "override":
            return draft.set_query(self.name, value)
        if self.exists == "skip":
            return draft
        both = Multi([as_text(before), as_text(value)])
        return draft.set_query(self.name, both).weave(before, value)


@dataclass(frozen=True, slots=True)
class HostUrl(Policy):
    """Send to another host (`dynamichosturl`), and below another base path where the URL has one."""

    chooses_host: ClassVar[bool] = True
    url: Template
    base_path: str = ""
    """Of the definition: for a URL without a path."""

    def on_request(self, draft: Draft) -> Draft:
        """The request, to that host. Raises `ValueError` where there is none."""
        parts = parts_of(self.url)
        found = [p if isinstance(p, str) else draft.look(p) for p in parts]
        for part, value in zip(parts, found, strict=True):
            if value is ABSENT and not isinstance(part, str):
                raise ValueError(f"{draft.operation.id}: {called(part)} is not given")
        url = _joined([as_text(value).strip() for value in found])
        problem = _problem(url, _host_end(parts))
        if problem:
            names = ", ".join(called(p) for p in parts if not isinstance(p, str))
            hidden = any(isinstance(value, Secret) for value in found)
            which = "the URL" if hidden else repr(url)
            raise ValueError(f"{draft.operation.id}: {names}: {which} {problem}")
        there = url.rstrip("/")
        if httpx2.URL(url).path in ("", "/"):
            there += self.base_path
        return dataclasses.replace(draft, base_url=there).weave(*found)


@dataclass(frozen=True, slots=True)
class Route(Policy):
    """Fill in what a path has of the connection and of other arguments (`routerequesttoendpoint`)."""

    values: Mapping[str, Reference]
    """By the placeholder in the path."""

    def on_request(self, draft: Draft) -> Draft:
        """The request, to that path. Raises `ValueError` for a value that no path can have."""
        template = draft.operation.path
        if "{@" not in template:
            return draft
        found: dict[str, object] = {}
        for name, one in self.values.items():
            if f"{{{name}}}" in template:
                found[name] = draft.look(one)
                if found[name] is ABSENT:
                    raise ValueError(
                        f"{draft.operation.id}: {called(one)} is not given"
                    )
        filled = path(template, {name: as_text(one) for name, one in found.items()})
        operation = dataclasses.replace(draft.operation, path=filled)
        return dataclasses.replace(draft, operation=operation).weave(*found.values())


@dataclass(frozen=True, slots=True)
class Reshape:
    """What becomes of an answer before it is decoded."""

    policies: tuple[Policy, ...]
    draft: Draft = field(repr=False)
    """The request: its URL can hold a secret."""

    def __call__(self, response: httpx2.Response) -> httpx2.Response:
        """The answer to decode. Headers are set on the one that came; its body stays as it was."""
        changes_json = any(policy.changes_json for policy in self.policies)
        root = _read(response) if changes_json else ABSENT

        def look(reference: Reference) -> object:
            match reference:
                case Header(name):
                    return response.headers.get(name, ABSENT)
                case InBody(steps):
                    return dig(root, steps)
                case _:
                    return self.draft.look(reference)

        for policy in self.policies:
            policy.on_headers(response, look)
        if root is ABSENT:
            return response
        try:
            for policy in self.policies:
                root = policy.on_json(root, look)
            content = json.dumps(root).encode()
        except RecursionError:
            return response
        headers = {"Content-Type": response.headers.get("content-type", "")}
        return httpx2.Response(response.status_code, headers=headers, content=content)


@dataclass(frozen=True, slots=True)
class Policies:
    """All policies of a connector, in the order in which they are applied."""

    each: tuple[Policy, ...]

    @property
    def choose_host(self) -> bool:
        """Whether they know where some of the operations are."""
        return any(one.chooses_host for one in self.each)

    def without_host(self) -> Policies:
        """The policies, less those that choose the host: for who says where the API is."""
        return Policies(tuple(one for one in self.each if not one.chooses_host))

    def __call__(
        self,
        operation: Operation[Any],
        base_url: str,
        credentials: Credentials,
        connection: Mapping[str, str | Secret],
        headers: Mapping[str, str],
        /,
    ) -> tuple[Operation[Any], str, Credentials, Reshape | None]:
        """The first three as they are behind the policies, and what is done to the answer.

        Raises `ValueError` for a value of the connection, or an argument, that cannot be sent.
        """
        id_ = operation.id
        here = [one for one in self.each if not one.operations or id_ in one.operations]
        given = (one for one in connection.values() if isinstance(one, Secret))
        draft = Draft(
            operation=operation,
            base_url=base_url,
            credentials=credentials | Credentials(raw=tuple(given)),
            connection=connection,
            headers=headers,
        )
        for policy in here:
            if policy.section == "request":
                draft = policy.on_request(draft)
        if not draft.base_url:
            raise ValueError(f"{id_}: nothing says where it is: give base_url")
        later = tuple(one for one in here if one.section == "response")
        reshape = Reshape(later, draft) if later else None
        return draft.operation, draft.base_url, draft.credentials, reshape


def _together(before: str | Secret, between: str, value: str | Secret) -> str | Secret:
    made = f"{as_text(before)}{between}{as_text(value)}"
    hidden = isinstance(before, Secret) or isinstance(value, Secret)
    return Secret(made) if hidden else made


def _joined(texts: Iterable[str]) -> str:
    """Texts in a row; where one ends with a slash and the next begins with one, only one stays."""
    made = ""
    for text in texts:
        if text.startswith("/") and made.endswith("/") and not made.endswith("://"):
            made = made.rstrip("/")
        made += text
    return made


def _host_end(parts: Iterable[str | Reference]) -> str:
    """The text that the host of a template ends with, behind the last value in it."""
    end = ""
    for part in parts:
        if not isinstance(part, str):
            end = ""
            continue
        host, slash, _ = part.rpartition("://")[2].partition("/")
        end += host
        if slash:
            break
    return end


_NO_URL = re.compile(r"[\s\\?#\x00-\x1f\x7f]")
_DOTS = r"(?:\.|%2e){1,2}"


def _problem(url: str, host_end: str) -> str | None:
    """Why a text is no base URL, or None."""
    try:
        read = httpx2.URL(url)
    except (httpx2.InvalidURL, ValueError):
        return "is no URL"
    authority = url.partition("://")[2].partition("/")[0]
    if read.scheme not in ("http", "https") or not read.host:
        return "is no http or https URL with a host"
    if url.count("://") > 1:
        return "has a scheme twice: give the host alone"
    if read.userinfo or "@" in authority:
        return "holds a credential, which does not belong in a URL"
    if _NO_URL.search(url):
        return "is more than scheme, host and path"
    # What reads the path takes them for steps up: the rest of it would not count.
    if any(re.fullmatch(_DOTS, part, re.IGNORECASE) for part in url.split("/")):
        return "has a part that is '.' or '..'"
    # A value with a slash in it would send everything to a host of its own choice.
    if not authority.lower().endswith(host_end.lower()):
        return f"is on another host than one that ends with {host_end!r}"
    return None


def _read(response: httpx2.Response) -> object:
    try:
        return cast("object", json.loads(response.content))
    except (ValueError, RecursionError):
        return ABSENT
