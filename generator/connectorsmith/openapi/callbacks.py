"""Properties that receive the platform's callback URL, and the bodies that contain them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from connectorsmith.documents.data import mapping, sequence, texts
from connectorsmith.documents.document import Json
from connectorsmith.openapi.extensions import NOTIFICATION_URL, is_internal
from connectorsmith.openapi.operations import RawOperation
from connectorsmith.openapi.references import References
from connectorsmith.openapi.schemas import Schema

_MAX_ROUTES = 8
"""Routes to one schema that are distinguished; further ones are ignored."""


def is_callback(schema: Schema) -> bool:
    """Return True if a schema is marked as the callback URL."""
    return schema.get(NOTIFICATION_URL) is True


@dataclass(frozen=True, slots=True)
class _Route:
    """The facts that hold for all schemas on a route from a body to a schema."""

    required: bool
    internal: bool
    also: frozenset[str] = frozenset()
    """The names that a schema requires in the parts of its `allOf`."""


class Callbacks:
    """The callback URLs in the bodies of all operations, found in one traversal."""

    def __init__(
        self, references: References, operations: Iterable[RawOperation]
    ) -> None:
        self._references = references
        self._routes: defaultdict[int, set[_Route]] = defaultdict(set)
        self._holders: defaultdict[int, set[int]] = defaultdict(set)
        marked: list[int] = []
        pending: list[tuple[Schema, _Route]] = []
        for operation in operations:
            if operation.body is not None:
                hidden = is_internal(operation.body.value)
                route = _Route(operation.body.is_required, hidden)
                self._enter(operation.body.value.get("schema"), route, 0, pending)
        while pending:
            schema, route = pending.pop()
            if is_callback(schema):
                marked.append(id(schema))
            self._descend(schema, route, pending)
        self._leading = self._above(marked)

    def _enter(
        self,
        value: Json,
        route: _Route,
        holder: int,
        pending: list[tuple[Schema, _Route]],
    ) -> None:
        written = mapping(value)
        schema = self._references.resolved(written)
        if not schema:
            return
        internal = route.internal or is_internal(written) or is_internal(schema)
        route = _Route(route.required, internal, route.also)
        self._holders[id(schema)].add(holder)
        known = self._routes[id(schema)]
        if route not in known and len(known) < _MAX_ROUTES:
            known.add(route)
            pending.append((schema, route))

    def _descend(
        self, schema: Schema, route: _Route, pending: list[tuple[Schema, _Route]]
    ) -> None:
        required = route.also.union(texts(schema.get("required")))
        for name, value in mapping(schema.get("properties")).items():
            inner = _Route(route.required and name in required, route.internal)
            self._enter(value, inner, id(schema), pending)
        # A list may be empty, so nothing in it is required.
        item = _Route(False, route.internal)
        self._enter(schema.get("items"), item, id(schema), pending)
        part = _Route(route.required, route.internal, required)
        for value in sequence(schema.get("allOf")):
            self._enter(value, part, id(schema), pending)

    def _above(self, marked: list[int]) -> frozenset[int]:
        """Return the marked schemas and all that contain them."""
        containing = set(marked)
        pending = marked
        while pending:
            for holder in self._holders[pending.pop()]:
                if holder not in containing:
                    containing.add(holder)
                    pending.append(holder)
        return frozenset(containing)

    def is_in_a_body(self, schema: Mapping[str, Json]) -> bool:
        """Return True if a schema is part of a body."""
        return id(schema) in self._routes

    def is_required(self, schema: Mapping[str, Json]) -> bool:
        """Return True if everything on at least one route to it is required.

        Not on every route, because a cycle adds routes with optional properties.
        """
        return any(route.required for route in self._routes.get(id(schema), ()))

    def is_internal(self, schema: Mapping[str, Json]) -> bool:
        """Return True if it, or a schema on every route to it, is internal."""
        return all(route.internal for route in self._routes.get(id(schema), ()))

    def in_body_of(self, operation: RawOperation) -> bool:
        """Return True if the body of an operation contains a callback URL."""
        schema = self._references.resolved(operation.body_schema)
        return id(schema) in self._leading
