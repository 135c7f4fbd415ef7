"""Traversal of schemas through `$ref`, in linear time and safe in cycles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from connectorsmith.documents.document import Json
from connectorsmith.openapi.references import References
from connectorsmith.openapi.schemas import Schema, inner_schemas


def reachable(
    references: References, starts: Iterable[Json], most: int | None = None
) -> dict[int, Schema]:
    """Return the starting schemas and all inside them, by identity.

    Stop after `most` schemas.
    """
    reached: dict[int, Schema] = {}
    stack = [references.resolved(start) for start in starts]
    while stack and (most is None or len(reached) < most):
        schema = stack.pop()
        if id(schema) not in reached:
            reached[id(schema)] = schema
            stack.extend(references.resolved(inner) for inner in inner_schemas(schema))
    return reached


_Path: TypeAlias = list[tuple[Schema, Iterator[Schema]]]
"""The schemas from the start to the current one, each with its unvisited inner schemas."""


class Depths:
    """The depths of the schemas of one document, each computed once."""

    def __init__(self, references: References) -> None:
        self._references = references
        self._known: dict[int, int] = {}
        self._open = set[int]()

    def depth(self, schema: Schema) -> int:
        """Return the levels of nested schemas, with `$ref`s resolved; a cycle counts once."""
        path: _Path = []
        self._enter(schema, path)
        while path:
            current, unvisited = path[-1]
            inner = next(unvisited, None)
            if inner is None:
                path.pop()
                self._open.discard(id(current))
                self._raise(path, current)
            elif id(inner := self._references.resolved(inner)) not in self._known:
                self._enter(inner, path)
            elif id(inner) not in self._open:
                self._raise(path, inner)
        return self._known[id(schema)]

    def _enter(self, schema: Schema, path: _Path) -> None:
        if id(schema) not in self._known:
            self._known[id(schema)] = 1
            self._open.add(id(schema))
            path.append((schema, inner_schemas(schema)))

    def _raise(self, path: _Path, inner: Schema) -> None:
        if path:
            outer = id(path[-1][0])
            self._known[outer] = max(self._known[outer], self._known[id(inner)] + 1)
