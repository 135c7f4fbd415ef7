"""Policies that change JSON: of a request before it is sent, of a response before it is decoded.

Each is applied to the object at its `parent`, or to each item of an array there. Missing values
stay missing.
"""

from __future__ import annotations

import copy
import dataclasses
import json
import re
from dataclasses import dataclass
from typing import ClassVar, cast
from urllib.parse import quote

from ..auth.secret import Secret
from ..bodies.json import Json
from .draft import (
    Draft,
    InBody,
    InItem,
    Reference,
    Resolve,
    Template,
    as_text,
    parts_of,
)
from .places import ABSENT, Step, dig, is_array, is_object, items_at, put
from .policies import Policy

_WITH_BODY = frozenset({"PATCH", "POST", "PUT"})


@dataclass(frozen=True, slots=True)
class BodyPolicy(Policy):
    """A policy that changes the JSON of a body."""

    changes_json: ClassVar[bool] = True
    parent: tuple[Step, ...]
    property: tuple[Step, ...]
    """The path from the parent to the value that is read or set; empty for the parent itself."""

    def on_request(self, draft: Draft) -> Draft:
        """Return the request with its JSON changed; forms and files stay unchanged."""
        operation = draft.operation
        used: list[object] = []
        if operation.link is not None:
            return draft

        def resolve(reference: Reference) -> object:
            found = (
                dig(before, reference.path)
                if isinstance(reference, InBody)
                else draft.resolve(reference)
            )
            used.append(found)
            return found

        before = draft.json()
        after = self.on_json(before, resolve)
        if after is ABSENT:
            return draft
        if isinstance(operation.body, Json):
            body = dataclasses.replace(operation.body, value=after)
        elif operation.body is None and operation.method in _WITH_BODY:
            body = Json(after)
        else:
            return draft
        changed = dataclasses.replace(operation, body=body)
        return dataclasses.replace(draft, operation=changed).with_embedded(*used)


@dataclass(frozen=True, slots=True)
class SetProperty(BodyPolicy):
    """A policy that sets a property (`setproperty`), unless a part of the value is absent."""

    value: Template
    json: bool = False
    """True if the value is JSON text with references in place of values."""

    def on_json(self, body: object, resolve: Resolve) -> object:
        """Return the body with the property; a new object if there is no body."""
        root: object = {} if body is ABSENT and not self.parent else body
        for item in items_at(root, self.parent):
            value = self._value(resolve, item)
            if value is not ABSENT:
                put(item, self.property, value)
        return root if root else body

    def _value(self, resolve: Resolve, item: object) -> object:
        parts = parts_of(self.value)
        found = [
            p if isinstance(p, str) else _resolved(p, resolve, item) for p in parts
        ]
        if any(value is ABSENT for value in found):
            return ABSENT
        if self.json:
            shown = [
                v if isinstance(p, str) else _json(v)
                for p, v in zip(parts, found, strict=True)
            ]
            return cast("object", json.loads("".join(map(str, shown))))
        if len(found) == 1 and not isinstance(found[0], Secret):
            return _copy(found[0])
        return "".join(map(as_text, found))


def _resolved(reference: Reference, resolve: Resolve, item: object) -> object:
    return (
        dig(item, reference.path)
        if isinstance(reference, InItem)
        else resolve(reference)
    )


def _copy(value: object) -> object:
    """Return a copy, so that a body cannot contain itself."""
    return copy.deepcopy(value)


def _json(value: object) -> str:
    return json.dumps(value.reveal() if isinstance(value, Secret) else value)


@dataclass(frozen=True, slots=True)
class Convert(BodyPolicy):
    """A policy that reads a value, converts it and writes the result to another path."""

    target: InBody | InItem

    def on_json(self, body: object, resolve: Resolve) -> object:
        """Return the body with the converted property; unchanged if the property has another type."""
        for item in items_at(body, self.parent):
            converted = self.converted(dig(item, self.property))
            if converted is not ABSENT:
                holder = item if isinstance(self.target, InItem) else body
                put(holder, self.target.path, _copy(converted))
        return body

    def converted(self, value: object) -> object:
        """Return the converted value; `ABSENT` for a value of another type."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class StringReplace(Convert):
    """A policy that replaces a text in a string (`stringreplace`)."""

    old: str
    new: str

    def converted(self, value: object) -> object:
        """Return the string with each occurrence replaced."""
        return value.replace(self.old, self.new) if isinstance(value, str) else ABSENT


@dataclass(frozen=True, slots=True)
class EncodeValue(Convert):
    """A policy that percent-encodes a string (`encodepropertyvalue`)."""

    def converted(self, value: object) -> object:
        """Return the encoded string."""
        return quote(value, safe="") if isinstance(value, str) else ABSENT


@dataclass(frozen=True, slots=True)
class ObjectToArray(Convert):
    """A policy that makes `{"a": 1}` into `[{"key": "a", "value": 1}]` (`convertobjecttoarray`)."""

    key: str = "key"
    value: str = "value"

    def converted(self, value: object) -> object:
        """Return the members of the object in order."""
        if not is_object(value):
            return ABSENT
        return [{self.key: name, self.value: item} for name, item in value.items()]


@dataclass(frozen=True, slots=True)
class ArrayToObject(Convert):
    """A policy that makes `[{"id": "a"}]` into `{"a": {"id": "a"}}` (`convertarraytoobject`)."""

    key: tuple[Step, ...]
    """The path from an item to its key."""
    retain: bool = True
    """True if the items keep their key."""

    def converted(self, value: object) -> object:
        """Return the items by their keys; `ABSENT` if an item has no key."""
        if not is_array(value):
            return ABSENT
        keys = [dig(item, self.key) for item in value]
        if not all(isinstance(key, str | int) for key in keys):
            return ABSENT
        converted = {as_text(key): item for key, item in zip(keys, value, strict=True)}
        if not self.retain:
            for item in converted.values():
                holder = dig(item, self.key[:-1])
                if is_object(holder):
                    holder.pop(str(self.key[-1]), None)
        return converted


@dataclass(frozen=True, slots=True)
class StringToArray(Convert):
    """A policy that makes `"a;b"` into `[{"id": "a"}, {"id": "b"}]` (`stringtoarray`)."""

    delimiters: str
    """Characters, each of which ends an item."""
    child: str | None = None
    """The name of the member for an item; `None` if the items are plain strings."""

    def converted(self, value: object) -> object:
        """Return the parts that are not empty."""
        if not isinstance(value, str):
            return ABSENT
        parts = [p for p in re.split(f"[{re.escape(self.delimiters)}]", value) if p]
        return parts if self.child is None else [{self.child: p} for p in parts]
