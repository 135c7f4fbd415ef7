"""Sample values for schemas: deterministic, and unusual where the schema allows it."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from tools.corpus.exercise.callbacks import is_hidden_url
from tools.corpus.exercise.definition import Definition, Node, is_given, kind, members

UNKNOWN = "x unknown-member"
"""A member that no definition declares."""

MOMENTS = (
    "2026-01-31T12:00:00Z",
    "2026-01-31T12:00:00",
    "2026-01-31T12:00:00+05:30",
    "2026-01-31T12:00:00.1234567Z",
    "2026-01-31 12:00:00",
    "2026-01-31",
    "2026-01-31T12:00:00.123+0000",
    "2026-01-31T12:00Z",
)
"""Date-times as servers send them; not all of them follow RFC 3339."""

_TEXTS = (
    "a b/c?d=e&f#g",
    '100% "sure" it\'s+so; ok',
    "Grüße, 世界 🎈",
    "%2Fencoded%20already",
    "back\\slash {brace} [x]",
)


class CutError(Exception):
    """A recursive schema that has been followed far enough."""


@dataclass(slots=True)
class Sampler:
    """A maker of values, which depend only on its settings and on names."""

    definition: Definition
    is_response: bool = False
    """True for the value of a response, which has internal members,
    too; a caller does not give them.
    """
    sparse: bool = False
    """True to make only required members; in a response, every third member."""
    unknown: bool = False
    """True to add an undeclared member to every object with declared ones."""
    _open: list[str] = field(default_factory=list[str])

    def value(self, node: Any, name: str) -> Any:
        """Return a value for a schema. Raises `CutError` inside a recursive schema."""
        reference = node.get("$ref") if isinstance(node, Mapping) else None
        if not isinstance(reference, str):
            return self._value(self.definition.schema(node), name)
        if self._open.count(reference) > 1 or len(self._open) > 12:
            raise CutError
        self._open.append(reference)
        try:
            return self._value(self.definition.schema(node), name)
        finally:
            self._open.pop()

    def _value(self, schema: Node, name: str) -> Any:
        match kind(schema):
            case "array":
                return self._array(schema, name)
            case "object":
                return self._object(schema, name)
            case "any":
                return {"any thing": [name, 1, None, True]}
            case "file":
                return f"file of {name}".encode()
            case primitive:
                return self._primitive(schema, primitive, name)

    def _array(self, schema: Node, name: str) -> list[Any]:
        try:
            return [self.value(schema.get("items"), f"{name}{n}") for n in (1, 2)]
        except CutError:
            return []

    def _object(self, schema: Node, name: str) -> dict[str, Any]:
        sample: dict[str, Any] = {}
        declared = list(members(schema))
        for index, (member, node, required) in enumerate(declared):
            if not self._wanted(index, node, required):
                continue
            try:
                sample[member] = self.value(node, member)
            except CutError:
                continue
        additional = schema.get("additionalProperties")
        if isinstance(additional, Mapping) and additional:
            with suppress(CutError):
                sample[UNKNOWN] = self.value(additional, name)
        elif not declared or self.unknown:
            sample[UNKNOWN] = {"of": name}
        return sample

    def _wanted(self, index: int, node: Any, required: bool) -> bool:
        if self.is_response:
            return not self.sparse or index % 3 == 0
        # The target of a reference may be internal.
        followed = self.definition.follow(node)
        if is_hidden_url(followed):
            return False  # the callback URL is given separately: see callbacks.py
        given = is_given(followed, required=required)
        return given and (required or not self.sparse)

    def _primitive(self, schema: Node, type_: str, name: str) -> Any:
        number = crc32(name.encode())
        known = [v for v in schema.get("enum") or () if _fits(v, type_)]
        if known and not (self.is_response and number % 5 == 0 and type_ == "string"):
            return known[number % len(known)]
        match type_:
            case "boolean":
                return number % 2 == 0
            case "integer":
                return _within(schema, 3 + number % 5)
            case "number":
                # A whole number is a number, too.
                return _within(schema, 7 if number % 3 == 0 else 1.5)
            case _:
                return self._string(schema, number, name, bool(known))

    def _string(self, schema: Node, number: int, name: str, is_enum: bool) -> str:
        match schema.get("format"):
            case "date-time" if not is_enum:
                return MOMENTS[number % (len(MOMENTS) if self.is_response else 1)]
            case "date" if not is_enum:
                return "2026-01-31"
            case "byte":
                return base64.b64encode(f"bytes of {name}".encode()).decode()
            case "uuid" | "guid" | "GUID":
                return f"00000000-0000-4000-8000-{number:012x}"
            case _:
                return f"{name} {_TEXTS[number % len(_TEXTS)]}"


def _fits(value: Any, type_: str) -> bool:
    match type_:
        case "string":
            return isinstance(value, str) and bool(value)
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case _:
            return isinstance(value, int | float) and not isinstance(value, bool)


def _within(schema: Node, value: float) -> float:
    least, most = schema.get("minimum"), schema.get("maximum")
    if isinstance(least, int | float) and value < least:
        value = least + 1
    if isinstance(most, int | float) and value > most:
        value = most
    return value
