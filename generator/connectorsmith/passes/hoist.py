"""Hoisting of inline objects with properties to named types; equal ones share one type.

More than half of the published connectors have no `definitions`: the same object is
often declared inline in several places. Descriptions are not compared.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.json import ABSENT, Absent, Json
from connectorsmith.ir.types import (
    ArrayType,
    NamedType,
    ObjectType,
    Property,
    Schema,
    TypeDeclaration,
    TypeId,
    Use,
)
from connectorsmith.passes.inline_aliases import is_class
from connectorsmith.passes.traverse import descend, rewrite_roots


def hoist(connector: Connector) -> Connector:
    """Return the connector, with every object that has properties as a named type.

    Equal inline objects become one type, whose id is that of its first use in the order
    of `Use`: ids and representatives do not depend on document order. Definitions are
    never merged with each other.
    """
    table = _Table()

    def rewrite(schema: Schema, use: Use) -> Schema:
        inside = descend(schema, use, rewrite)
        return table.add(inside, use) if is_class(inside) else inside

    def rewrite_root(schema: Schema, use: Use) -> Schema:
        # A definition is a named type already; objects inside it may not be.
        if use.owner.startswith("#/") and not use.role:
            return descend(schema, use, rewrite)
        return rewrite(schema, use)

    rewritten = rewrite_roots(connector, rewrite_root)
    ids = table.ids()

    def rename(schema: Schema, use: Use) -> Schema:
        if isinstance(schema.type, NamedType):
            return schema.with_type(NamedType(ids.get(schema.type.id, schema.type.id)))
        return descend(schema, use, rename)

    hoisted = replace(rewritten, types=(*rewritten.types, *table.declarations()))
    return rewrite_roots(hoisted, rename)


@dataclass(slots=True)
class _Shape:
    """The places of equal inline objects."""

    places: list[tuple[Use, Schema]] = field(default_factory=list[tuple[Use, Schema]])

    def first(self) -> tuple[Use, Schema]:
        return min(self.places, key=lambda place: place[0])


class _Table:
    """Inline objects by their shape; inner ones are added before outer ones."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self._shapes: list[_Shape] = []

    def add(self, schema: Schema, use: Use) -> Schema:
        number = self._numbers.setdefault(shape(schema), len(self._shapes))
        if number == len(self._shapes):
            self._shapes.append(_Shape())
        self._shapes[number].places.append((use, schema))
        return schema.with_type(NamedType(_temporary(number)))

    def ids(self) -> dict[TypeId, TypeId]:
        return {_temporary(number): _id(one) for number, one in enumerate(self._shapes)}

    def declarations(self) -> list[TypeDeclaration]:
        declarations = [
            TypeDeclaration(
                _id(shape_),
                shape_.first()[1],
                uses=tuple(sorted(use for use, _ in shape_.places)),
            )
            for shape_ in self._shapes
        ]
        return sorted(declarations, key=lambda declared: declared.uses[0])


def _temporary(number: int) -> TypeId:
    # Unlike any pointer or use, so it cannot collide with a real id.
    return f"shape {number}"


def _id(shape_: _Shape) -> TypeId:
    return str(shape_.first()[0])


def shape(
    schema: Schema, equal: Mapping[TypeId, TypeId] = MappingProxyType({})
) -> Hashable:
    """Return a key that equal types share: all but texts, places and limits.

    Internal properties make a difference, because they are not arguments. `equal` has the
    types that named types are equal to.
    """
    match schema.type:
        case ObjectType(properties, additional):
            members = sorted((p.name, _member(p, equal)) for p in properties)
            return (
                "object",
                tuple(members),
                None if additional is None else shape(additional, equal),
                schema.nullable,
            )
        case ArrayType(items):
            return ("array", shape(items, equal), schema.nullable)
        case NamedType(id_):
            return ("NamedType", equal.get(id_, id_), schema.nullable)
        case other:
            return (type(other).__name__, other, schema.nullable)


def _member(member: Property, equal: Mapping[TypeId, TypeId]) -> Hashable:
    constant = member.schema.default if member.is_constant else ABSENT
    internal = member.schema.visibility == "internal"
    return (
        member.required,
        internal,
        member.schema.notification_url,
        shape(member.schema, equal),
        _frozen(constant),
    )


def _frozen(value: Json | Absent) -> Hashable:
    return value if isinstance(value, Absent) else repr(value)
