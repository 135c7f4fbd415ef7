"""Merging of `allOf` to an object with the properties of all members; a later one overrides."""

from __future__ import annotations

from collections.abc import Iterator
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
from connectorsmith.passes.traverse import Rewrite, descend, rewrite_roots


def merge_all_of(connector: Connector) -> Connector:
    """Return the connector without `AllOfType`.

    A single member is kept as it is, so a reference remains a reference. Objects are
    merged; if no member is an object, the first with a type is kept. A definition that
    is a member of itself adds nothing.

    A merged object has the properties of the definitions that it refers to, which can
    hold further `allOf`. One inside its own definition, or beyond a limit, becomes a
    reference to the definition.
    """
    objects = _objects(
        {declaration.id: declaration.schema.type for declaration in connector.types}
    )
    remaining = _MAX_SCHEMAS

    def rewriter(within: frozenset[TypeId], depth: int) -> Rewrite:
        def rewrite(schema: Schema, use: Use) -> Schema:
            nonlocal remaining
            if depth:
                remaining -= 1
            if not isinstance(schema.type, AllOfType):
                return descend(schema, use, rewrite)
            named = frozenset(_members(schema.type))
            again = named & within
            if again or (named and (depth == _MAX_NESTING or remaining < 0)):
                return schema.with_type(NamedType(min(again or named)))
            merged = schema.with_type(_merged(schema.type, objects))
            return descend(merged, use, rewriter(within | named, depth + 1))

        return rewrite

    return rewrite_roots(connector, rewriter(frozenset(), 0))


_MAX_NESTING = 3
"""Levels of merged objects inside each other; a deeper one becomes a reference."""
_MAX_SCHEMAS = 20_000
"""Schemas inside merged objects, in all; beyond it, an `allOf` becomes a reference."""
_MAX_MERGED = 2_000_000
"""Properties of all definitions, with inherited ones; beyond it, none are inherited."""

Objects = dict[TypeId, ObjectType]
"""The merged object of each definition that is one."""


def _objects(declared: dict[TypeId, Type]) -> Objects:
    """Return the object of every definition, each merged once, after those it refers to.

    In a long chain of definitions each has the properties of all before it: beyond
    `_MAX_MERGED`, a definition has only its own.
    """
    done: Objects = {}
    spent = 0
    seen: set[TypeId] = set()
    pending = [(id_, False) for id_ in sorted(declared, reverse=True)]
    while pending:
        id_, members_done = pending.pop()
        if members_done:
            merged = _object(declared[id_], done if spent <= _MAX_MERGED else {})
            if merged is not None:
                done[id_] = merged
                spent += len(merged.properties)
        elif id_ not in seen:
            seen.add(id_)
            pending.append((id_, True))
            pending += [
                (other, False) for other in _members(declared[id_]) if other in declared
            ]
    return done


def _members(type_: Type) -> Iterator[TypeId]:
    """Yield the definitions whose properties a type inherits."""
    match type_:
        case NamedType(id_):
            yield id_
        case AllOfType(members):
            for member in members:
                yield from _members(member.type)
        case _:
            return


_NOTHING = (AnyType(), ObjectType())
"""Types that add nothing to another member."""


def _merged(type_: AllOfType, definitions: Objects) -> Type:
    typed = [m.type for m in type_.members if m.type not in _NOTHING]
    if not typed:
        return next(
            (m.type for m in type_.members if m.type == ObjectType()), AnyType()
        )
    first = typed[0]
    objects = [
        object_
        for member in type_.members
        if (object_ := _object(member.type, definitions)) is not None
    ]
    if len(typed) == 1 or not objects:
        return _merged(first, definitions) if isinstance(first, AllOfType) else first
    properties: dict[str, Property] = {}
    additional: Schema | None = None
    for object_ in objects:
        for member in object_.properties:
            before = properties.get(member.name)
            required = member.required or (before is not None and before.required)
            # Unchanged properties are shared: a long chain repeats them many times.
            same = member.required == required
            properties[member.name] = (
                member if same else replace(member, required=required)
            )
        additional = object_.additional or additional
    is_open = any(object_.is_open for object_ in objects)
    return ObjectType(tuple(properties.values()), additional, is_open)


def _object(type_: Type, definitions: Objects) -> ObjectType | None:
    """Return the object of a member, with references resolved; None if it is not one."""
    match type_:
        case ObjectType():
            return type_
        case AllOfType():
            merged = _merged(type_, definitions)
            return (
                _object(merged, definitions)
                if not isinstance(merged, AllOfType)
                else None
            )
        case NamedType(id_):
            return definitions.get(id_)
        case _:
            return None
