"""Requests while policies change them, and the templates of the policies' values.

A template is text, a reference to a value of the call, or a tuple of both.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..auth.secret import Secret
from ..encode.dumps import dumps
from ..encode.lists import Multi
from ..encode.text import header_fields, pairs
from ..encode.wire import wire
from .embedded import EmbeddedCredentials
from .places import ABSENT, Step, dig

if TYPE_CHECKING:
    from ..operation import Operation


@dataclass(frozen=True, slots=True)
class Connection:
    """A connection parameter, by its name in the definition; `default` if it is not given."""

    name: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """A header of the request; of the response in a policy on responses."""

    name: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query parameter of the request."""

    name: str


@dataclass(frozen=True, slots=True)
class InBody:
    """A path in the JSON of the body."""

    path: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class InItem:
    """A path in the array item that a policy is applied to."""

    path: tuple[Step, ...] = ()


Reference = Connection | Header | Query | InBody | InItem
Template = str | Reference | tuple[str | Reference, ...]

Resolve = Callable[[Reference], object]
"""Returns the value of a reference: text, a `Secret`, JSON, or `ABSENT`."""


def parts_of(template: Template) -> tuple[str | Reference, ...]:
    """Return the parts of a template in order."""
    return template if isinstance(template, tuple) else (template,)


def as_text(value: object) -> str:
    """Return a value as part of a text: strings unchanged, all others as JSON."""
    if isinstance(value, Secret):
        return value.reveal()
    return value if isinstance(value, str) else dumps(value)


def fill(template: Template, resolve: Resolve) -> str | Secret | None:
    """Return a template as text, a `Secret` if a part is one; `None` if a part is absent."""
    found = [p if isinstance(p, str) else resolve(p) for p in parts_of(template)]
    if any(value is ABSENT for value in found):
        return None
    filled = "".join(map(as_text, found))
    hidden = any(isinstance(value, Secret) for value in found)
    return Secret(filled) if hidden else filled


def describe(reference: Reference) -> str:
    """Return the name of a reference for messages."""
    match reference:
        case Connection(name):
            return f"the connection parameter {name!r}"
        case Header(name) | Query(name):
            return f"the argument {name!r}"
        case InBody(steps) | InItem(steps):
            return f"the property {'.'.join(map(str, steps))!r}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A request while policies change it."""

    operation: Operation[Any]
    base_url: str
    credentials: EmbeddedCredentials
    connection: Mapping[str, str | Secret]
    """The connection parameters by their names in the definition."""
    headers: Mapping[str, str]
    """Headers of the client and the call, sent in addition to those of the operation."""

    def resolve(self, reference: Reference) -> object:
        """Return the value of a reference; `ABSENT` if it has none."""
        match reference:
            case Connection(name, default):
                given = self.connection.get(name)
                if given is not None and as_text(given):
                    return given
                return ABSENT if default is None else default
            case Header(name):
                found = self.header(name)
                return ABSENT if found is None else found
            case Query(name):
                found = self.query(name)
                return ABSENT if found is None else found
            case InBody(steps):
                return dig(self.json(), steps)
            case InItem():
                return ABSENT

    def header(self, name: str) -> str | Secret | None:
        """Return the current value of a header."""
        wanted = name.lower()
        for known, hidden in self.credentials.headers.items():
            if known.lower() == wanted:
                return hidden
        for layer in (self.operation.headers, self.headers):
            named = {
                key: value for key, value in layer.items() if key.lower() == wanted
            }
            for value in header_fields(named).values():
                return value
        return None

    def query(self, name: str) -> str | Secret | None:
        """Return the current value of a query parameter."""
        if name in self.credentials.query:
            return self.credentials.query[name]
        given = [pair.joined for pair in pairs(self._query_of(name))]
        return ",".join(given) if given else None

    def _query_of(self, name: str) -> Mapping[str, object]:
        query = self.operation.query
        return {name: query[name]} if name in query else {}

    def json(self) -> object:
        """Return a copy of the JSON of the body; `ABSENT` without a JSON body."""
        from ..bodies.json import Json
        from ..unset import UNSET

        body = self.operation.body
        if isinstance(body, Json) and body.value is not UNSET:
            return wire(body.value)
        return ABSENT

    def set_header(self, name: str, value: str | Secret) -> Draft:
        """Return the draft with a header, which replaces the existing one."""
        lower = name.lower()
        operation, credentials = self.operation, self.credentials
        headers = {k: v for k, v in operation.headers.items() if k.lower() != lower}
        hidden = {k: v for k, v in credentials.headers.items() if k.lower() != lower}
        if isinstance(value, Secret):
            hidden[name] = value
        else:
            headers[name] = value
        return dataclasses.replace(
            self,
            operation=dataclasses.replace(operation, headers=headers),
            credentials=dataclasses.replace(credentials, headers=hidden),
        )

    def set_query(self, name: str, value: str | Secret | Multi) -> Draft:
        """Return the draft with a query parameter, which replaces the existing one."""
        query = {k: v for k, v in self.operation.query.items() if k != name}
        hidden = {k: v for k, v in self.credentials.query.items() if k != name}
        if isinstance(value, Secret):
            hidden[name] = value
        else:
            query[name] = value
        return dataclasses.replace(
            self,
            operation=dataclasses.replace(self.operation, query=query),
            credentials=dataclasses.replace(self.credentials, query=hidden),
        )

    def with_embedded(self, *values: object) -> Draft:
        """Return the draft with the secrets among the values masked wherever its request is shown."""
        secrets = [value.reveal() for value in values if isinstance(value, Secret)]
        if not secrets:
            return self
        # Plain, as in a URL, and as in JSON.
        forms = (
            form
            for text in secrets
            for form in (text, quote(text, safe=""), json.dumps(text)[1:-1])
        )
        embedded = tuple(Secret(form) for form in dict.fromkeys(forms))
        credentials = self.credentials
        return dataclasses.replace(
            self,
            credentials=dataclasses.replace(
                credentials, secrets_in_text=(*credentials.secrets_in_text, *embedded)
            ),
        )
