"""Policies: changes to requests and responses, which the platform would make for a connector."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast

import httpx2

from ..auth.secret import Credentials, Secret
from ..http.settings import Target
from .draft import Draft, Header, InBody, Reference, Resolve
from .embedded import EmbeddedCredentials
from .places import ABSENT, dig

if TYPE_CHECKING:
    from ..operation import Operation

Exists = Literal["override", "skip", "append"]
"""The action if the header or query parameter already has a value."""

Section = Literal["request", "response"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A change to the requests, or to the responses, of some operations."""

    chooses_host: ClassVar[bool] = False
    changes_json: ClassVar[bool] = False
    operations: tuple[str, ...] = ()
    """The `operationId`s of these operations; empty for all."""
    section: Section = "request"

    def on_request(self, draft: Draft) -> Draft:
        """Return the changed request. Raises `ValueError` for a value that cannot be sent."""
        return draft

    def on_headers(self, response: httpx2.Response, resolve: Resolve) -> None:
        """Set the headers of a response."""

    def on_json(self, body: object, resolve: Resolve) -> object:
        """Return the changed JSON of a response; `body` may be changed in place."""
        return body


@dataclass(frozen=True, slots=True)
class Reshape:
    """The policies on a response, applied before it is decoded."""

    policies: tuple[Policy, ...]
    draft: Draft = field(repr=False)
    """The request, not shown because its URL can hold a secret."""

    def __call__(self, response: httpx2.Response) -> httpx2.Response:
        """Return the response to decode. The original gets the changed headers, but keeps its body."""
        changes_json = any(policy.changes_json for policy in self.policies)
        root = _read(response) if changes_json else ABSENT

        def resolve(reference: Reference) -> object:
            match reference:
                case Header(name):
                    return response.headers.get(name, ABSENT)
                case InBody(steps):
                    return dig(root, steps)
                case _:
                    return self.draft.resolve(reference)

        for policy in self.policies:
            policy.on_headers(response, resolve)
        if root is ABSENT:
            return response
        try:
            for policy in self.policies:
                root = policy.on_json(root, resolve)
            content = json.dumps(root).encode()
        except RecursionError:
            return response
        headers = {"Content-Type": response.headers.get("content-type", "")}
        return httpx2.Response(response.status_code, headers=headers, content=content)


@dataclass(frozen=True, slots=True)
class Policies:
    """The policies of a connector, in the order in which they are applied."""

    each: tuple[Policy, ...]

    @property
    def choose_host(self) -> bool:
        """True if a policy sets the host of an operation."""
        return any(policy.chooses_host for policy in self.each)

    def without_host(self) -> Policies:
        """Return the policies but those that set the host, for a client with a base URL."""
        return Policies(tuple(p for p in self.each if not p.chooses_host))

    def __call__(
        self,
        operation: Operation[Any],
        base_url: str,
        credentials: Credentials,
        connection: Mapping[str, str | Secret],
        headers: Mapping[str, str],
        /,
    ) -> Target:
        """Return the first three as changed by the policies, and the policies on the response.

        Raises `ValueError` for a connection parameter or an argument that cannot be sent.
        """
        id_ = operation.id
        applicable = [p for p in self.each if not p.operations or id_ in p.operations]
        secrets = (value for value in connection.values() if isinstance(value, Secret))
        draft = Draft(
            operation=operation,
            base_url=base_url,
            credentials=EmbeddedCredentials(raw=tuple(secrets)) | credentials,
            connection=connection,
            headers=headers,
        )
        for policy in applicable:
            if policy.section == "request":
                draft = policy.on_request(draft)
        if not draft.base_url:
            raise ValueError(f"{id_}: base_url must be given: pass base_url=...")
        on_response = tuple(
            policy for policy in applicable if policy.section == "response"
        )
        reshape = Reshape(on_response, draft) if on_response else None
        return Target(draft.operation, draft.base_url, draft.credentials, reshape)


def _read(response: httpx2.Response) -> object:
    try:
        return cast("object", json.loads(response.content))
    except (ValueError, RecursionError):
        return ABSENT
