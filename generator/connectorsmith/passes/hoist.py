"""Give every inline object with properties an identity, and equal ones the same.

More than half of the real connectors have no `definitions` at all: their shapes stand
inline, the same one in several places. A description is no part of a shape.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace

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
    """The connector whose every object with properties is a named type.

    Two inline shapes that are equal become one type, whose id is that of its first use in
    the order of `Use`: ids and representatives do not depend on document order. An
    author's definitions are never merged, with each other or with a shape.
    """
    table = _Table()

    def rewrite(schema: Schema, use: Use) -> Schema:
        inside = descend(schema, use, rewrite)
        return table.add(inside, use) if is_class(inside) else inside

    def rewrite_root(schema: Schema, use: Use) -> Schema:
        # A definition has its identity already; what is inside it may not.
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
    """The places where one shape was found."""

    places: list[tuple[Use, Schema]] = field(default_factory=list[tuple[Use, Schema]])

    def first(self) -> tuple[Use, Schema]:
        return min(self.places, key=lambda place: place[0])


class _Table:
    """Shapes by what they are; children are added before their parents."""

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
        made = [
            TypeDeclaration(
                _id(one),
                one.first()[1],
                uses=tuple(sorted(use for use, _ in one.places)),
            )
            for one in self._shapes
        ]
        return sorted(made, key=lambda declared: declared.uses[0])


def _temporary(number: int) -> TypeId:
    # No pointer and no use looks like this, so it cannot be taken for a real id.
    return f"shape {number}"


def _id(shape_: _Shape) -> TypeId:
    return str(shape_.first()[0])


def shape(schema: Schema) -> Hashable:
    """What makes two types the same: everything but texts, places and limits.

    What is internal stays apart: it is no argument, where its like elsewhere is one.
    """
    match schema.type:
        case ObjectType(properties, additional):
            members = sorted((p.name, _member(p)) for p in properties)
            return (
                "object",
                tuple(members),
                None if additional is None else shape(additional),
                schema.nullable,
            )
        case ArrayType(items):
            return ("array", shape(items), schema.nullable)
        case other:
            return (type(other).__name__, other, schema.nullable)


def _member(member: Property) -> Hashable:
    constant = member.schema.default if member.is_constant else ABSENT
    internal = member.schema.visibility == "internal"
    return (
        member.required,
        internal,
        member.schema.notification_url,
        shape(member.schema),
        _frozen(constant),
    )


def _frozen(value: Json | Absent) -> Hashable:
    return value if isinstance(value, Absent) else repr(value)
