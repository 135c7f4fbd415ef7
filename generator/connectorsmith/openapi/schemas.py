"""Schemas with their `allOf`, and the properties at paths in them."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain, islice
from typing import TypeAlias

from connectorsmith.documents.data import mapping, reference, sequence
from connectorsmith.documents.document import Json
from connectorsmith.openapi.extensions import has_open_schema
from connectorsmith.openapi.references import References

Schema: TypeAlias = Mapping[str, Json]

_MAX_PARTS = 50
"""Schemas that `allOf` combines to one; further ones are ignored."""
_MAX_NAMES = 1_000
"""Property names that are offered as suggestions; further ones are left out."""


class Unfound(Enum):
    """Reasons why a name or a path has no single schema."""

    MISSING = "it is not declared"
    OPEN = "the schema is open"
    AMBIGUOUS = "several parameters have this name"


@dataclass(frozen=True, slots=True)
class Located:
    """The schema at a path."""

    path: tuple[str, ...]
    """The names of the properties on the path."""
    schema: Schema


@dataclass(frozen=True, slots=True)
class Composition:
    """A schema with everything that its `allOf` adds.

    Names are looked up, never copied, because many schemas can share a large part.
    """

    parts: Sequence[Schema]
    """The schema itself, with its `$ref` resolved, then those of its `allOf`, in order."""
    by_precedence: Sequence[Schema]
    """The same schemas: a property of an earlier one overrides that of a later one.

    A schema comes before its `allOf`, and a later member of that before an earlier one.
    """
    is_complete: bool
    """False if a part cannot be resolved or is beyond the limit."""

    @property
    def is_open(self) -> bool:
        """True if it can have undeclared properties: it is dynamic or incomplete."""
        return not self.is_complete or any(map(has_open_schema, self.parts))

    def has(self, name: str) -> bool:
        """Return True if there is a property of this name."""
        return any(name in mapping(part.get("properties")) for part in self.parts)

    def schema_of(self, name: str) -> Json:
        """Return the schema of a property; None if there is none."""
        parts = self.by_precedence
        schemas = (mapping(part.get("properties")).get(name) for part in parts)
        return next((schema for schema in schemas if schema is not None), None)

    def properties(self) -> Mapping[str, Json]:
        """Return all properties, in the order in which the parts first declare them."""
        properties: dict[str, Json] = {}
        for part in (*self.parts, *reversed(self.by_precedence)):
            properties |= mapping(part.get("properties"))
        return properties

    def requires(self, name: str) -> bool:
        """Return True if the property of this name is required."""
        return any(name in sequence(part.get("required")) for part in self.parts)

    def names(self) -> Collection[str]:
        """Return the names of the properties, up to the limit for suggestions."""
        names = chain.from_iterable(
            mapping(part.get("properties")) for part in self.parts
        )
        return tuple(islice(names, _MAX_NAMES))

    @property
    def type(self) -> str:
        """The type, which the members can imply; empty if unknown."""
        for part in self.parts:
            declared = part.get("type")
            if isinstance(declared, str):
                return declared
            if "properties" in part:
                return "object"
            if "items" in part:
                return "array"
        return ""

    @property
    def items(self) -> Schema:
        """The schema of an array's items; empty if none is declared."""
        for part in self.parts:
            if "items" in part:
                return mapping(part["items"])
        return {}

    def find(self, name: str) -> Schema | Unfound:
        """Return the schema of a property, or the reason why there is none."""
        lists_properties, is_open = False, False
        for part in self.by_precedence:
            properties = mapping(part.get("properties"))
            if name in properties:
                return mapping(properties[name])
            if part.get("additionalProperties") or has_open_schema(part):
                is_open = True
            if properties or part.get("type") in _WITHOUT_PROPERTIES:
                lists_properties = True
        is_known = lists_properties and not is_open and len(self.parts) < _MAX_PARTS
        return Unfound.MISSING if is_known else Unfound.OPEN


_WITHOUT_PROPERTIES = ("string", "integer", "number", "boolean", "file")


class Schemas:
    """The schemas of one document. Results are computed once."""

    def __init__(self, references: References) -> None:
        self.references = references
        self._composed: dict[int, Composition] = {}
        self._located: dict[tuple[str | int, str], Located | Unfound] = {}

    def compose(self, schema: Json) -> Composition:
        """Return a schema with its `allOf`."""
        resolved = self.references.resolved(schema)
        known = self._composed.get(id(resolved))
        if known is None:
            # Its parts keep the schema alive, so no other object gets its id.
            known = self._composed[id(resolved)] = self._compose(resolved)
        return known

    def _compose(self, schema: Schema) -> Composition:
        parts: dict[int, Schema] = {}
        is_complete = True
        pending: list[Json] = [schema]
        while pending:
            part = self.references.target(pending.pop())
            if not isinstance(part, Mapping) or len(parts) >= _MAX_PARTS:
                is_complete = False
            elif id(part) not in parts:
                parts[id(part)] = part
                pending += list(islice(sequence(part.get("allOf")), _MAX_PARTS))[::-1]
        by_precedence = tuple(self._by_precedence(schema, parts.keys()))
        return Composition(tuple(parts.values()), by_precedence, is_complete)

    def _by_precedence(self, schema: Schema, parts: Container[int]) -> Iterator[Schema]:
        passed: set[int] = set()
        pending: list[Json] = [schema]
        while pending:
            part = mapping(self.references.target(pending.pop()))
            if id(part) in parts and id(part) not in passed:
                passed.add(id(part))
                yield part
                pending += islice(sequence(part.get("allOf")), _MAX_PARTS)

    def type_of(self, schema: Json) -> str:
        """Return the type of a schema, which its members can imply; empty if unknown."""
        return self.compose(schema).type

    def items_of(self, schema: Json) -> Schema:
        """Return the schema of an array's items; empty if none is declared."""
        return self.compose(schema).items

    def find(self, schema: Json, path: str) -> Schema | Unfound:
        """Return the schema at a path."""
        located = self.locate(schema, path)
        return located if isinstance(located, Unfound) else located.schema

    def locate(self, schema: Json, path: str) -> Located | Unfound:
        """Resolve a path: property names separated by slashes.

        A name that contains slashes or dots is found too, and so is a path with dots.
        """
        written = mapping(schema)
        # Many users of a shared schema ask for the same path.
        key = (reference(written) or id(written), path)
        if key not in self._located:
            self._located[key] = self._locate(written, path)
        return self._located[key]

    def _locate(self, schema: Schema, path: str) -> Located | Unfound:
        if not path:
            return Located((), schema)
        whole = self.compose(schema).find(path)
        if isinstance(whole, Mapping):
            return Located((path,), whole)
        here, passed = schema, list[str]()
        for step in (
            path.replace("/", ".").split(".") if "." in path else path.split("/")
        ):
            if not step:
                continue
            inner = self.compose(here).find(step)
            if isinstance(inner, Unfound):
                return inner
            here = inner
            passed.append(step)
        return Located(tuple(passed), here)


def inner_schemas(schema: Schema) -> Iterator[Schema]:
    """Yield the schemas directly inside a schema, as they are written."""
    for key, value in schema.items():
        if key == "properties":
            yield from _mappings(mapping(value).values())
        elif key in ("items", "additionalProperties", "not"):
            yield from _mappings((value, *sequence(value)))
        elif key in ("allOf", "anyOf", "oneOf"):
            yield from _mappings(sequence(value))


def _mappings(values: Iterable[Json]) -> Iterator[Schema]:
    return (value for value in values if isinstance(value, Mapping))


def is_empty(schema: Schema) -> bool:
    """Return True if a schema allows any value, or any object."""
    if has_open_schema(schema) or any(schema.get(key) for key in _RESTRICTING):
        return False
    return schema.get("type") in (None, "object")


_RESTRICTING = (
    "$ref",
    "properties",
    "additionalProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "enum",
)
