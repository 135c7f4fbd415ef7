"""What an object schema has with all that `allOf` adds, and which schemas are sent."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from connectorsmith.documents.data import mapping, sequence
from connectorsmith.documents.document import Json
from connectorsmith.lint.references import target

_MOST_PARTS = 30
"""Schemas that are put together to one; chains of many would cost a square."""

_DYNAMIC = ("x-ms-dynamic-schema", "x-ms-dynamic-properties")


@dataclass(frozen=True, slots=True)
class Shape:
    """An object, as the parts that `allOf` puts together. Names are looked up, never
    copied: a large part may be shared by many objects."""

    parts: Sequence[Mapping[str, Json]]
    is_open: bool
    """Whether it may have more: it is dynamic, or a part of it is not known."""

    @classmethod
    def of(cls, root: Mapping[str, Json], schema: Mapping[str, Json]) -> Shape:
        """The shape of a schema of the document `root`."""
        parts: dict[int, Mapping[str, Json]] = {}
        is_open = False
        stack: list[Json] = [schema]
        while stack:
            part = stack.pop()
            if isinstance(part, Mapping) and "$ref" in part:
                part = target(root, part)
            if not isinstance(part, Mapping) or len(parts) >= _MOST_PARTS:
                is_open = True
            elif id(part) not in parts:
                parts[id(part)] = part
                is_open = is_open or any(key in part for key in _DYNAMIC)
                stack.extend(sequence(part.get("allOf"))[:_MOST_PARTS])
        return cls(tuple(parts.values()), is_open)

    def has(self, name: str) -> bool:
        """Whether there is a property of this name."""
        return any(name in mapping(part.get("properties")) for part in self.parts)

    def property(self, name: str) -> Json:
        """The schema of a property; None where there is none."""
        found = (mapping(part.get("properties")).get(name) for part in self.parts)
        return next((schema for schema in found if schema is not None), None)

    def requires(self, name: str) -> bool:
        """Whether the property of this name is required."""
        return any(name in sequence(part.get("required")) for part in self.parts)

    def names(self) -> Collection[str]:
        """The properties, as many as a person might have meant."""
        names = chain.from_iterable(
            mapping(part.get("properties")) for part in self.parts
        )
        return tuple(islice(names, 1_000))


def sent_schemas(root: Mapping[str, Json]) -> frozenset[int]:
    """The identity of every schema that a request's body reaches, through references."""
    seen: set[int] = set()
    stack = list(_bodies(root))
    while stack:
        schema = stack.pop()
        if isinstance(schema, Mapping) and "$ref" in schema:
            schema = target(root, schema)
        if isinstance(schema, Mapping) and id(schema) not in seen:
            seen.add(id(schema))
            stack.extend(mapping(schema.get("properties")).values())
            stack.extend(sequence(schema.get("allOf")))
            stack.extend((schema.get("items"), schema.get("additionalProperties")))
    return frozenset(seen)


def _bodies(root: Mapping[str, Json]) -> Iterator[Json]:
    for parameter in mapping(root.get("parameters")).values():
        yield mapping(parameter).get("schema")
    for path in mapping(root.get("paths")).values():
        for holder in (path, *mapping(path).values()):
            for parameter in sequence(mapping(holder).get("parameters")):
                yield mapping(parameter).get("schema")
