"""Merge `allOf`: an object that has every member's properties, a later one winning."""

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
    """The connector without `AllOfType`.

    One member alone is that member, so a reference stays a reference. Members that are
    objects are merged; where none is, the first member that says anything stands. A
    definition that is a member of itself adds nothing to itself.

    What is merged has the properties of the definitions that it refers to, and these can
    hold such places again: a place inside of its own definition, or deeper than any real
    one, or behind `_MOST`, becomes a reference to the definition.
    """
    objects = _objects({one.id: one.schema.type for one in connector.types})
    left = _MOST

    def rewriter(within: frozenset[TypeId], depth: int) -> Rewrite:
        def rewrite(schema: Schema, use: Use) -> Schema:
            nonlocal left
            if depth:
                left -= 1
            if not isinstance(schema.type, AllOfType):
                return descend(schema, use, rewrite)
            named = frozenset(_members(schema.type))
            again = named & within
            if again or (named and (depth == _DEEPEST or left < 0)):
                return schema.with_type(NamedType(min(again or named)))
            merged = schema.with_type(_merged(schema.type, objects))
            return descend(merged, use, rewriter(within | named, depth + 1))

        return rewrite

    return rewrite_roots(connector, rewriter(frozenset(), 0))


_DEEPEST = 3
"""So many merged objects can stand in each other."""
_MOST = 20_000
"""So many schemas can stand in merged objects, in all: each can have those of long chains."""
_MOST_MERGED = 2_000_000
"""So many properties can definitions have, in all, with those that they inherit."""

Objects = dict[TypeId, ObjectType]
"""What each definition is as a member: its merged object, where it is one."""


def _objects(declared: dict[TypeId, Type]) -> Objects:
    """Every definition's object, each merged once, after those that it refers to.

    Definitions refer to each other many times over, and in long chains, where each has
    all properties of those before it: behind `_MOST_MERGED` a definition has its own alone.
    """
    done: Objects = {}
    spent = 0
    seen: set[TypeId] = set()
    pending = [(id_, False) for id_ in sorted(declared, reverse=True)]
    while pending:
        id_, members_done = pending.pop()
        if members_done:
            found = _object(declared[id_], done if spent <= _MOST_MERGED else {})
            if found is not None:
                done[id_] = found
                spent += len(found.properties)
        elif id_ not in seen:
            seen.add(id_)
            pending.append((id_, True))
            pending += [
                (other, False) for other in _members(declared[id_]) if other in declared
            ]
    return done


def _members(type_: Type) -> Iterator[TypeId]:
    """The definitions whose properties become a type's own."""
    match type_:
        case NamedType(id_):
            yield id_
        case AllOfType(members):
            for member in members:
                yield from _members(member.type)
        case _:
            return


_NOTHING = (AnyType(), ObjectType())
"""What says nothing of a value beside another member."""


def _merged(type_: AllOfType, done: Objects) -> Type:
    telling = [m.type for m in type_.members if m.type not in _NOTHING]
    if not telling:
        return next(
            (m.type for m in type_.members if m.type == ObjectType()), AnyType()
        )
    if len(telling) == 1:
        (only,) = telling
        return _merged(only, done) if isinstance(only, AllOfType) else only
    found = [
        one
        for member in type_.members
        if (one := _object(member.type, done)) is not None
    ]
    if not found:
        return telling[0]
    properties: dict[str, Property] = {}
    additional: Schema | None = None
    for one in found:
        for member in one.properties:
            before = properties.get(member.name)
            required = member.required or (before is not None and before.required)
            # Shared where nothing changes: a chain has the same properties many times.
            same = member.required == required
            properties[member.name] = (
                member if same else replace(member, required=required)
            )
        additional = one.additional or additional
    return ObjectType(tuple(properties.values()), additional)


def _object(type_: Type, done: Objects) -> ObjectType | None:
    """The object that a member is, through references; None where it is none."""
    match type_:
        case ObjectType():
            return type_
        case AllOfType():
            merged = _merged(type_, done)
            return _object(merged, done) if not isinstance(merged, AllOfType) else None
        case NamedType(id_):
            return done.get(id_)
        case _:
            return None
