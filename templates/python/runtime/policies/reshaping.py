"""Policies that change JSON: of a request before it is sent, of an answer before it is decoded.

Each works on the object at its `parent`, or on every item of an array there. What is not there is
not changed.
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
from .draft import Draft, InBody, InItem, Look, Reference, Template, as_text, parts_of
from .places import ABSENT, Step, dig, is_array, is_object, items_at, put
from .policies import Policy

_WITH_BODY = frozenset({"PATCH", "POST", "PUT"})


@dataclass(frozen=True, slots=True)
class BodyPolicy(Policy):
    """A policy on the JSON of a body."""

    changes_json: ClassVar[bool] = True
    parent: tuple[Step, ...]
    property: tuple[Step, ...]
    """From the parent to what is read or set; empty for the parent itself."""

    def on_request(self, draft: Draft) -> Draft:
        """The request with its JSON changed. A form or a file stays as it is."""
        operation = draft.operation
        used: list[object] = []
        if operation.link is not None:
            return draft

        def look(reference: Reference) -> object:
            found = (
                dig(before, reference.path)
                if isinstance(reference, InBody)
                else draft.look(reference)
            )
            used.append(found)
            return found

        before = draft.json()
        after = self.on_json(before, look)
        if after is ABSENT:
            return draft
        if isinstance(operation.body, Json):
            body = dataclasses.replace(operation.body, value=after)
        elif operation.body is None and operation.method in _WITH_BODY:
            body = Json(after)
        else:
            return draft
        changed = dataclasses.replace(operation, body=body)
        return dataclasses.replace(draft, operation=changed).weave(*used)


@dataclass(frozen=True, slots=True)
class SetProperty(BodyPolicy):
    """Set a property (`setproperty`). A value with an absent part sets nothing."""

    value: Template
    json: bool = False
    """Whether the value is JSON text, in which references stand for values."""

    def on_json(self, body: object, look: Look) -> object:
        """The body with the property; an object is made where there is no body at all."""
        root: object = {} if body is ABSENT and not self.parent else body
        for item in items_at(root, self.parent):
            value = self._value(look, item)
            if value is not ABSENT:
                put(item, self.property, value)
        return root if root else body

    def _value(self, look: Look, item: object) -> object:
        parts = parts_of(self.value)
        found = [p if isinstance(p, str) else _looked(p, look, item) for p in parts]
        if any(value is ABSENT for value in found):
            return ABSENT
        if self.json:
            shown = [
                v if isinstance(p, str) else _dumped(v)
                for p, v in zip(parts, found, strict=True)
            ]
            return cast("object", json.loads("".join(map(str, shown))))
        if len(found) == 1 and not isinstance(found[0], Secret):
            return _copied(found[0])
        return "".join(map(as_text, found))


def _looked(reference: Reference, look: Look, item: object) -> object:
    return (
        dig(item, reference.path) if isinstance(reference, InItem) else look(reference)
    )


def _copied(value: object) -> object:
    """A copy of what may come from the body: it must not come to hold itself."""
    return copy.deepcopy(value)


def _dumped(value: object) -> str:
    return json.dumps(value.reveal() if isinstance(value, Secret) else value)


@dataclass(frozen=True, slots=True)
class Convert(BodyPolicy):
    """A policy that reads one place and writes what it makes of it to another."""

    target: InBody | InItem

    def on_json(self, body: object, look: Look) -> object:
        """The body with what was made of the property; unchanged where that is of another kind."""
        for item in items_at(body, self.parent):
            made = self.converted(dig(item, self.property))
            if made is not ABSENT:
                holder = item if isinstance(self.target, InItem) else body
                put(holder, self.target.path, _copied(made))
        return body

    def converted(self, value: object) -> object:
        """What a value becomes; `ABSENT` for one that is not of the kind that is wanted."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class StringReplace(Convert):
    """Replace a text in a string (`stringreplace`)."""

    old: str
    new: str

    def converted(self, value: object) -> object:
        """The string with each occurrence replaced."""
        return value.replace(self.old, self.new) if isinstance(value, str) else ABSENT


@dataclass(frozen=True, slots=True)
class EncodeValue(Convert):
    """Percent-encode a string (`encodepropertyvalue`)."""

    def converted(self, value: object) -> object:
        """The string, encoded."""
        return quote(value, safe="") if isinstance(value, str) else ABSENT


@dataclass(frozen=True, slots=True)
class ObjectToArray(Convert):
    """`{"a": 1}` becomes `[{"key": "a", "value": 1}]` (`convertobjecttoarray`)."""

    key: str = "key"
    value: str = "value"

    def converted(self, value: object) -> object:
        """The members of the object, in their order."""
        if not is_object(value):
            return ABSENT
        return [{self.key: name, self.value: one} for name, one in value.items()]


@dataclass(frozen=True, slots=True)
class ArrayToObject(Convert):
    """`[{"id": "a"}]` becomes `{"a": {"id": "a"}}` (`convertarraytoobject`)."""

    key: tuple[Step, ...]
    """From an item to its key."""
    retain: bool = True
    """Whether items keep it."""

    def converted(self, value: object) -> object:
        """The items by their keys; `ABSENT` where an item has no key of its own."""
        if not is_array(value):
            return ABSENT
        keys = [dig(item, self.key) for item in value]
        if not all(isinstance(key, str | int) for key in keys):
            return ABSENT
        made = {as_text(key): item for key, item in zip(keys, value, strict=True)}
        if not self.retain:
            for item in made.values():
                holder = dig(item, self.key[:-1])
                if is_object(holder):
                    holder.pop(str(self.key[-1]), None)
        return made


@dataclass(frozen=True, slots=True)
class StringToArray(Convert):
    """`"a;b"` becomes `[{"id": "a"}, {"id": "b"}]` (`stringtoarray`)."""

    delimiters: str
    """Each of these characters ends an item."""
    child: str | None = None
    """The member that holds an item; `None` where the items are the strings."""

    def converted(self, value: object) -> object:
        """The parts that are not empty."""
        if not isinstance(value, str):
            return ABSENT
        parts = [p for p in re.split(f"[{re.escape(self.delimiters)}]", value) if p]
        return parts if self.child is None else [{self.child: p} for p in parts]
