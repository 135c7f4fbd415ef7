"""Policies: what a connector has the platform do to its requests and answers, done here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast

import httpx2

from ..auth.secret import Credentials, Secret
from ..http.settings import Target
from .draft import Draft, Header, InBody, Look, Reference
from .places import ABSENT, dig
from .woven import WovenCredentials

if TYPE_CHECKING:
    from ..operation import Operation

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
    ) -> Target:
        """The first three as they are behind the policies, and what is done to the answer.

        Raises `ValueError` for a value of the connection, or an argument, that cannot be sent.
        """
        id_ = operation.id
        here = [one for one in self.each if not one.operations or id_ in one.operations]
        given = (one for one in connection.values() if isinstance(one, Secret))
        draft = Draft(
            operation=operation,
            base_url=base_url,
            credentials=WovenCredentials(raw=tuple(given)) | credentials,
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
        return Target(draft.operation, draft.base_url, draft.credentials, reshape)


def _read(response: httpx2.Response) -> object:
    try:
        return cast("object", json.loads(response.content))
    except (ValueError, RecursionError):
        return ABSENT
