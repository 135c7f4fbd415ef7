"""The properties that the platform writes its callback URL into, and how bodies hold them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from connectorsmith.documents.data import mapping, sequence, texts
from connectorsmith.documents.document import Json
from connectorsmith.lint.references import target
from connectorsmith.lint.surface import Surface

MARK = "x-ms-notification-url"
_MOST_WAYS = 8
"""Ways to one schema that are told apart."""


def is_callback(schema: Mapping[str, Json]) -> bool:
    """Whether a schema is marked as the callback URL."""
    return schema.get(MARK) is True


@dataclass(frozen=True, slots=True)
class _Way:
    """What holds of everything on one way from a body to a schema."""

    required: bool
    internal: bool
    also: frozenset[str] = frozenset()
    """What a schema requires of the parts in its `allOf`."""


class Callbacks:
    """Where callback URLs stand, over all bodies at once; each schema costs a few steps."""

    def __init__(self, root: Mapping[str, Json], surface: Surface) -> None:
        self._root = root
        self._ways: defaultdict[int, set[_Way]] = defaultdict(set)
        self._holders: defaultdict[int, set[int]] = defaultdict(set)
        marked: list[int] = []
        pending: list[tuple[Mapping[str, Json], _Way]] = []
        for operation in surface.operations.values():
            required = operation.body.get("required") is True
            way = _Way(required, _is_internal(operation.body))
            self._enter(operation.body.get("schema"), way, 0, pending)
        while pending:
            schema, way = pending.pop()
            if is_callback(schema):
                marked.append(id(schema))
            self._descend(schema, way, pending)
        self._leading = self._above(marked)

    def _enter(
        self,
        value: Json,
        way: _Way,
        holder: int,
        pending: list[tuple[Mapping[str, Json], _Way]],
    ) -> None:
        schema = mapping(value)
        internal = way.internal or _is_internal(schema)
        if "$ref" in schema:
            schema = mapping(target(self._root, schema))
            internal = internal or _is_internal(schema)
        if not schema:
            return
        way = _Way(way.required, internal, way.also)
        self._holders[id(schema)].add(holder)
        known = self._ways[id(schema)]
        if way not in known and len(known) < _MOST_WAYS:
            known.add(way)
            pending.append((schema, way))

    def _descend(
        self,
        schema: Mapping[str, Json],
        way: _Way,
        pending: list[tuple[Mapping[str, Json], _Way]],
    ) -> None:
        required = way.also.union(texts(schema.get("required")))
        for name, value in mapping(schema.get("properties")).items():
            inner = _Way(way.required and name in required, way.internal)
            self._enter(value, inner, id(schema), pending)
        # A list may be empty: nothing in it is sent for certain.
        item = _Way(False, way.internal)
        self._enter(schema.get("items"), item, id(schema), pending)
        part = _Way(way.required, way.internal, required)
        for value in sequence(schema.get("allOf")):
            self._enter(value, part, id(schema), pending)

    def _above(self, marked: list[int]) -> frozenset[int]:
        """These schemas, and all that hold them."""
        found = set(marked)
        pending = marked
        while pending:
            for holder in self._holders[pending.pop()]:
                if holder not in found:
                    found.add(holder)
                    pending.append(holder)
        return frozenset(found)

    def is_in_a_body(self, schema: Mapping[str, Json]) -> bool:
        """Whether a body leads to a schema."""
        return id(schema) in self._ways

    def is_required(self, schema: Mapping[str, Json]) -> bool:
        """Whether all on some way to it is required; a cycle has ways that are not."""
        return any(way.required for way in self._ways.get(id(schema), ()))

    def is_internal(self, schema: Mapping[str, Json]) -> bool:
        """Whether it, or something on every way to it, is internal."""
        return all(way.internal for way in self._ways.get(id(schema), ()))

    def in_body(self, body: Mapping[str, Json]) -> bool:
        """Whether there is a callback URL in the body that a parameter declares."""
        schema = mapping(body.get("schema"))
        if "$ref" in schema:
            schema = mapping(target(self._root, schema))
        return id(schema) in self._leading


def _is_internal(value: Mapping[str, Json]) -> bool:
    return value.get("x-ms-visibility") == "internal"
