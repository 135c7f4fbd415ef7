"""Merge `allOf`: an object that has every member's properties, a later one winning."""

from __future__ import annotations

from dataclasses import replace

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.types import (
    AllOfType,
    AnyType,
    NamedType,
    ObjectType,
    Property,
    Schema,
    Type,
    TypeId,
    Use,
)
from connectorsmith.passes.traverse import descend, rewrite_roots


def merge_all_of(connector: Connector) -> Connector:
    """The connector without `AllOfType`.

    One member alone is that member, so a reference stays a reference. Members that are
    objects are merged; where none is, the first member that says anything stands.
    """
    declared = {one.id: one.schema for one in connector.types}

    def rewrite(schema: Schema, use: Use) -> Schema:
        if isinstance(schema.type, AllOfType):
            schema = schema.with_type(_merged(schema.type, declared, frozenset()))
        return descend(schema, use, rewrite)

    return rewrite_roots(connector, rewrite)


def _merged(
    type_: AllOfType, declared: dict[TypeId, Schema], above: frozenset[TypeId]
) -> Type:
    if len(type_.members) == 1:
        only = type_.members[0].type
        return _merged(only, declared, above) if isinstance(only, AllOfType) else only
    objects = [
        found
        for member in type_.members
        if (found := _object(member.type, declared, above)) is not None
    ]
    if not objects:
        said = [m.type for m in type_.members if not isinstance(m.type, AnyType)]
        return said[0] if said else AnyType()
    properties: dict[str, Property] = {}
    additional: Schema | None = None
    for one in objects:
        for member in one.properties:
            before = properties.get(member.name)
            required = member.required or (before is not None and before.required)
            properties[member.name] = replace(member, required=required)
        additional = one.additional or additional
    return ObjectType(tuple(properties.values()), additional)


def _object(
    type_: Type, declared: dict[TypeId, Schema], above: frozenset[TypeId]
) -> ObjectType | None:
    """The object that a member is, through references; None where it is none or a loop."""
    match type_:
        case ObjectType():
            return type_
        case AllOfType():
            merged = _merged(type_, declared, above)
            return _object(merged, declared, above) if merged != type_ else None
        case NamedType(id_) if id_ in declared and id_ not in above:
            return _object(declared[id_].type, declared, above | {id_})
        case _:
            return None
