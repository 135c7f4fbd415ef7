"""A request on its way through policies, and what the values in them stand for.

Values are templates: text, a reference to what is known when a call is made, or a tuple of both.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..auth.secret import Secret
from ..encode.lists import Multi
from ..encode.text import header_fields, pairs
from ..encode.wire import wire
from .places import ABSENT, Step, dig
from .woven import WovenCredentials

if TYPE_CHECKING:
    from ..operation import Operation


@dataclass(frozen=True, slots=True)
class Connection:
    """A connection parameter, by its name in the connector; `default` where it is not given."""

    name: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """A header of the request, or of the answer in a policy on answers."""

    name: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query parameter of the request."""

    name: str


@dataclass(frozen=True, slots=True)
class InBody:
    """A place in the JSON of the body."""

    path: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class InItem:
    """A place in the item that a policy is at."""

    path: tuple[Step, ...] = ()


Reference = Connection | Header | Query | InBody | InItem
Template = str | Reference | tuple[str | Reference, ...]

Look = Callable[[Reference], object]
"""What a reference stands for: text, a `Secret`, JSON, or `ABSENT`."""


def parts_of(template: Template) -> tuple[str | Reference, ...]:
    """The parts of a template, in their order."""
    return template if isinstance(template, tuple) else (template,)


def as_text(value: object) -> str:
    """A value within text: strings as they are, all else as JSON."""
    if isinstance(value, Secret):
        return value.reveal()
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def fill(template: Template, look: Look) -> str | Secret | None:
    """A template as text, secret where a part of it is; `None` where a part is absent."""
    found = [p if isinstance(p, str) else look(p) for p in parts_of(template)]
    if any(value is ABSENT for value in found):
        return None
    made = "".join(map(as_text, found))
    hidden = any(isinstance(value, Secret) for value in found)
    return Secret(made) if hidden else made


def called(reference: Reference) -> str:
    """What a person knows a reference as."""
    match reference:
        case Connection(name):
            return f"the connection parameter {name!r}"
        case Header(name) | Query(name):
            return f"the argument {name!r}"
        case InBody(steps) | InItem(steps):
            return f"the property {'.'.join(map(str, steps))!r}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A request on its way through the policies."""

    operation: Operation[Any]
    base_url: str
    credentials: WovenCredentials
    connection: Mapping[str, str | Secret]
    """By the names of the connector."""
    headers: Mapping[str, str]
    """What is sent beside the headers of the operation."""

    def look(self, reference: Reference) -> object:
        """What a reference stands for."""
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
        """The value that a header has so far."""
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
        """The value that a query parameter has so far."""
        if name in self.credentials.query:
            return self.credentials.query[name]
        given = [pair.joined for pair in pairs(self._queried(name))]
        return ",".join(given) if given else None

    def _queried(self, name: str) -> Mapping[str, object]:
        query = self.operation.query
        return {name: query[name]} if name in query else {}

    def json(self) -> object:
        """The JSON of the body, to be changed at will; `ABSENT` where there is none."""
        from ..bodies.json import Json
        from ..unset import UNSET

        body = self.operation.body
        if isinstance(body, Json) and body.value is not UNSET:
            return wire(body.value)
        return ABSENT

    def set_header(self, name: str, value: str | Secret) -> Draft:
        """With a header, in place of the one that it had."""
        lower = name.lower()
        operation, proof = self.operation, self.credentials
        headers = {k: v for k, v in operation.headers.items() if k.lower() != lower}
        hidden = {k: v for k, v in proof.headers.items() if k.lower() != lower}
        if isinstance(value, Secret):
            hidden[name] = value
        else:
            headers[name] = value
        return dataclasses.replace(
            self,
            operation=dataclasses.replace(operation, headers=headers),
            credentials=dataclasses.replace(proof, headers=hidden),
        )

    def set_query(self, name: str, value: str | Secret | Multi) -> Draft:
        """With a query parameter, in place of the one that it had."""
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

    def weave(self, *values: object) -> Draft:
        """With the secrets among the values to be looked for wherever a request is shown."""
        secrets = [value.reveal() for value in values if isinstance(value, Secret)]
        if not secrets:
            return self
        # As it stands in a URL, and in JSON.
        forms = (
            form
            for text in secrets
            for form in (text, quote(text, safe=""), json.dumps(text)[1:-1])
        )
        woven = tuple(Secret(form) for form in dict.fromkeys(forms))
        proof = self.credentials
        return dataclasses.replace(
            self,
            credentials=dataclasses.replace(proof, woven=(*proof.woven, *woven)),
        )
