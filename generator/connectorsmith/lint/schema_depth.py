"""How deep schemas are nested, without recursion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from connectorsmith.lint.reachable import Schema, inner_schemas
from connectorsmith.lint.references import resolved

_Way: TypeAlias = list[tuple[Schema, Iterator[Schema]]]
"""The schemas from a start to here, each with those inside that are still to be seen."""


class Depths:
    """The depths of the schemas of one document, each found out once."""

    def __init__(self, root: Schema) -> None:
        self._root = root
        self._known: dict[int, int] = {}
        self._open = set[int]()

    def depth(self, schema: Schema) -> int:
        """Levels of schemas inside each other, `$ref`s followed; a circle counts once."""
        way: _Way = []
        self._enter(schema, way)
        while way:
            current, rest = way[-1]
            inner = next(rest, None)
            if inner is None:
                way.pop()
                self._open.discard(id(current))
                self._raise(way, current)
            elif id(inner := resolved(self._root, inner)) not in self._known:
                self._enter(inner, way)
            elif id(inner) not in self._open:
                self._raise(way, inner)
        return self._known[id(schema)]

    def _enter(self, schema: Schema, way: _Way) -> None:
        if id(schema) not in self._known:
            self._known[id(schema)] = 1
            self._open.add(id(schema))
            way.append((schema, inner_schemas(schema)))

    def _raise(self, way: _Way, inner: Schema) -> None:
        if way:
            outer = id(way[-1][0])
            self._known[outer] = max(self._known[outer], self._known[id(inner)] + 1)
