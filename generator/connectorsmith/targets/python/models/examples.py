"""_examples.py: example values of fields from the definition, for `example` in tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.json import ABSENT, Absent, Json
from connectorsmith.ir.types import (
    ArrayType,
    NamedType,
    ObjectType,
    Property,
    Schema,
    StringType,
    TypeDeclaration,
    TypeId,
    inner,
)
from connectorsmith.naming.names import Names
from connectorsmith.passes.traverse import request_schemas, response_schemas
from connectorsmith.render.code import Code, compose, literal
from connectorsmith.sdk.values import FORMATS

MAX_LITERAL = 1_000
"""Characters of an example's literal; a longer one is left out."""


@dataclass(frozen=True, slots=True)
class ClassExamples:
    """One class of models.py, and the fields of it that have an example."""

    name: str
    fields: Sequence[Code]


@dataclass(frozen=True, slots=True)
class ExamplesView:
    """_examples.py."""

    classes: Sequence[ClassExamples]


def examples_view(
    connector: Connector, names: Names, used: Sequence[TypeDeclaration]
) -> ExamplesView:
    """Return the view of _examples.py for the types that models.py has."""
    found = _Examples(used)
    for declared in used:
        for member in _members(declared):
            found.take(declared.id, member, member.schema.example)
    # Of a whole object, after those of its members: the example of a response is often a sketch.
    for schema in _whole(connector, used):
        found.spread(schema, schema.example)
    for declared in used:
        for member in _members(declared):
            found.take(declared.id, member, member.schema.default)
            found.take(declared.id, member, _of_format(member.schema))
    return ExamplesView(
        [
            ClassExamples(
                names.types[declared.id],
                [
                    compose("{}: {}", literal(names.fields[declared.id][wire]), text)
                    for wire, text in sorted(found.by_type[declared.id].items())
                ],
            )
            for declared in used
            if found.by_type[declared.id]
        ]
    )


class _Examples:
    """Literals by type and wire name; what is known first stays."""

    def __init__(self, used: Sequence[TypeDeclaration]) -> None:
        self._types = {one.id: one for one in used}
        self.by_type: dict[TypeId, dict[str, Code]] = {one.id: {} for one in used}

    def take(self, owner: TypeId, member: Property, value: Json | Absent) -> None:
        """Keep the example of a member; one of an object is that of the object's members."""
        if member.is_tag:
            # An example is often that of a variant.
            value = member.schema.default
        if value is ABSENT or value is None:
            return
        if _holds_class(member.schema):
            self.spread(member.schema, value)
        elif len(text := literal(value)) <= MAX_LITERAL:
            self.by_type[owner].setdefault(member.name, text)

    def spread(self, schema: Schema, value: Json | Absent) -> None:
        """Keep what an example says of the types in it."""
        match schema.type, value:
            case ArrayType(items), [first, *_]:
                self.spread(items, first)
            case NamedType(id_), Mapping() if id_ in self._types:
                for member in _members(self._types[id_]):
                    self.take(id_, member, value.get(member.name))
            case _:
                pass


def _members(declared: TypeDeclaration) -> tuple[Property, ...]:
    assert isinstance(declared.schema.type, ObjectType)
    return declared.schema.type.properties


def _whole(connector: Connector, used: Sequence[TypeDeclaration]) -> Iterator[Schema]:
    """Yield the schemas of whole values: bodies, responses and the types themselves."""
    for operation in connector.operations:
        yield from response_schemas(operation)
        yield from request_schemas(operation)
    for declared in used:
        yield declared.schema.with_type(NamedType(declared.id))


def _holds_class(schema: Schema) -> bool:
    named = isinstance(schema.type, NamedType)
    return named or any(map(_holds_class, inner(schema.type)))


def _of_format(schema: Schema) -> Json | Absent:
    match schema.type:
        case StringType(format=str(format_), enum=()):
            return FORMATS.get(format_.lower(), ABSENT)
        case _:
            return ABSENT
