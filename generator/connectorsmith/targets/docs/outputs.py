"""The Returns of an operation, and the definitions that they refer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from connectorsmith.documents.data import mapping
from connectorsmith.documents.document import Json
from connectorsmith.openapi.extensions import NOTIFICATION_CONTENT
from connectorsmith.openapi.operations import RawOperation
from connectorsmith.render.code import shown
from connectorsmith.targets.docs.schemas import MAX_DEPTH, Kind, PageSchemas, Place
from connectorsmith.targets.docs.tables import Allowance, OutputRow, Table

MAX_PATH = 1_000
"""Characters of a field's path; a longer one is shortened."""


@dataclass(frozen=True, slots=True)
class Dynamic:
    """A response whose schema is only known when a maker creates a flow."""

    form: ClassVar = "dynamic"


@dataclass(frozen=True, slots=True)
class Whole:
    """A response that is one value: a basic type, or a definition with its own section."""

    form: ClassVar = "whole"
    title: str
    kind: Kind
    description: str


@dataclass(frozen=True, slots=True)
class Fields:
    """A response that is an inline object or array, as a table of its fields."""

    form: ClassVar = "fields"
    table: Table[OutputRow]


Returns = Dynamic | Whole | Fields


@dataclass(frozen=True, slots=True)
class DefinitionSection:
    """The section of a definition that Returns refer to."""

    name: str
    description: str
    table: Table[OutputRow]


def returns(
    schemas: PageSchemas, operation: RawOperation, allowance: Allowance
) -> Returns | None:
    """Return the Returns of an operation; None if it declares no response schema."""
    place = schemas.place(_schema(operation))
    if place.dynamic:
        return Dynamic()
    if schemas.has_section(place):
        kind = Kind(place.definition or "", definition=place.definition)
        return _whole(place, "Body", kind, allowance)
    if place.type == "array" or schemas.is_object(place):
        return Fields(allowance.table(_root_places(schemas, place)))
    kind = schemas.kind(place)
    return _whole(place, "response", kind, allowance) if shown(kind.name) else None


def _whole(place: Place, untitled: str, kind: Kind, allowance: Allowance) -> Whole:
    return Whole(place.title or untitled, kind, allowance.text(place.description))


def _schema(operation: RawOperation) -> Json:
    """Return the schema of the first success that has one: 200, 201, or another 2xx.

    A webhook trigger returns the later notification, not the response to the
    subscription.
    """
    if operation.is_trigger and NOTIFICATION_CONTENT in operation.item:
        return operation.content.get("schema")
    return operation.success_schema(default=False)


def _root_places(schemas: PageSchemas, place: Place) -> Iterator[OutputRow | None]:
    if place.type == "array":
        yield from _array(schemas, place, place.title or "", "", ())
    else:
        yield from _members(schemas, place, "", (id(place.target),))


def _members(
    schemas: PageSchemas, parent: Place, path: str, above: tuple[int, ...]
) -> Iterator[OutputRow | None]:
    """Yield the rows of an object's properties, depth first; the object itself has none."""
    for member in schemas.members(parent):
        place = member.place
        name = place.title or member.name
        here = _shortened(f"{path}.{member.name}" if path else member.name)
        named = schemas.named_kind(place)
        if place.internal:
            yield None
        elif named is not None:
            yield OutputRow(name, here, named, place.description)
        elif place.dynamic or place.type not in ("", "object", "array"):
            yield OutputRow(name, here, schemas.kind(place), place.description)
        elif place.type == "array":
            yield from _array(schemas, place, name, here, above)
        elif schemas.is_object(place):
            yield None
            yield from _below(schemas, place, here, above)
        elif "properties" in place.target:
            yield None  # An object without properties has no row.
        else:
            yield OutputRow(name, here, schemas.kind(place), place.description)


def _array(
    schemas: PageSchemas, place: Place, name: str, path: str, above: tuple[int, ...]
) -> Iterator[OutputRow | None]:
    """Yield the row of an array and the rows of its items, which continue its path."""
    named = schemas.named_kind(place)
    yield OutputRow(name, path, named or schemas.kind(place), place.description)
    items = schemas.items(place)
    if named is None and not items.dynamic and schemas.is_object(items):
        yield from _below(schemas, items, path, above)


def _below(
    schemas: PageSchemas, place: Place, path: str, above: tuple[int, ...]
) -> Iterator[OutputRow | None]:
    if id(place.target) not in above and len(above) < MAX_DEPTH:
        yield from _members(schemas, place, path, (*above, id(place.target)))


def _shortened(path: str) -> str:
    return path if len(path) <= MAX_PATH else path[:MAX_PATH] + "…"


def definitions(
    schemas: PageSchemas, results: Iterable[Returns], allowance: Allowance
) -> tuple[DefinitionSection, ...]:
    """Return the definitions that Returns refer to, directly or not, in document order."""
    sections: dict[str, DefinitionSection] = {}
    pending = [name for result in results for name in _names(result)]
    while pending:
        name = pending.pop()
        if name in sections:
            continue
        place = schemas.named(name)
        table = allowance.table(_root_places(schemas, place))
        sections[name] = DefinitionSection(name, place.description, table)
        pending += _names(Fields(table))
    everything = mapping(schemas.definition.root.get("definitions"))
    return tuple(sections[name] for name in everything if name in sections)


def basic_types(results: Iterable[Returns]) -> tuple[str, ...]:
    """Return the basic types of responses, each once, in the page's order."""
    names = (
        result.kind.name
        for result in results
        if isinstance(result, Whole) and result.kind.definition is None
    )
    return tuple(dict.fromkeys(names))


def _names(result: Returns) -> list[str]:
    if isinstance(result, Dynamic):
        return []
    kinds = (
        [result.kind]
        if isinstance(result, Whole)
        else [row.kind for row in result.table.rows]
    )
    return [kind.definition for kind in kinds if kind.definition is not None]
