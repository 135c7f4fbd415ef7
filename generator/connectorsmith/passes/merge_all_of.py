"""Merging of `allOf` to an object with the properties of all members; a later one overrides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

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
    definitions = _merged_definitions(
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
            merged = schema.with_type(_merged(schema.type, definitions))
            return descend(merged, use, rewriter(within | named, depth + 1))

        return rewrite

    return rewrite_roots(connector, rewriter(frozenset(), 0))


_MAX_NESTING = 3
"""Levels of merged objects inside each other; a deeper one becomes a reference."""
_MAX_SCHEMAS = 20_000
"""Schemas inside merged objects, in all; beyond it, an `allOf` becomes a reference."""
_MAX_MERGED = 2_000_000
"""Properties of all definitions, with inherited ones; beyond it, none are inherited."""


@dataclass(slots=True)
class _Definitions:
    """The merged definitions."""

    objects: dict[TypeId, ObjectType] = field(default_factory=dict[TypeId, ObjectType])
    """The merged object of each definition that is one."""
    required: dict[TypeId, frozenset[str]] = field(
        default_factory=dict[TypeId, frozenset[str]]
    )
    """The names that each definition with `allOf` requires, declared by it or not."""


def _merged_definitions(declared: dict[TypeId, Type]) -> _Definitions:
    """Return the object of every definition, each merged once, after those it refers to.

    In a long chain of definitions each has the properties of all before it: beyond
    `_MAX_MERGED`, a definition has only its own.
    """
    done = _Definitions()
    spent = 0
    seen: set[TypeId] = set()
    pending = [(id_, False) for id_ in sorted(declared, reverse=True)]
    while pending:
        id_, members_done = pending.pop()
        if members_done:
            known = done if spent <= _MAX_MERGED else _Definitions()
            done.required[id_] = _required(declared[id_], known)
            merged = _object(declared[id_], known)
            if merged is not None:
                done.objects[id_] = merged
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


def _merged(type_: AllOfType, definitions: _Definitions) -> Type:
    typed = [m.type for m in type_.members if m.type not in _NOTHING]
    if not typed:
        return next(
            (m.type for m in type_.members if m.type == ObjectType()), AnyType()
        )
    first = typed[0]
    required = _required(type_, definitions)
    objects = [
        object_
        for member in type_.members
        if (object_ := _object(member.type, definitions)) is not None
    ]
    if not objects or (len(typed) == 1 and not type_.is_open):
        inside = _merged(first, definitions) if isinstance(first, AllOfType) else first
        whole = _object(inside, definitions)
        stricter = None if whole is None else _requiring(whole, required)
        return inside if stricter is None or stricter is whole else stricter
    properties: dict[str, Property] = {}
    additional: Schema | None = None
    for object_ in objects:
        for member in object_.properties:
            before = properties.get(member.name)
            kept = before is None or member.required or not before.required
            properties[member.name] = member if kept else replace(member, required=True)
        additional = object_.additional or additional
    is_open = type_.is_open or any(object_.is_open for object_ in objects)
    whole = ObjectType(tuple(properties.values()), additional, is_open)
    return _requiring(whole, required)


def _required(type_: Type, definitions: _Definitions) -> frozenset[str]:
    """Return the names that a type with `allOf` requires in any of its members."""
    match type_:
        case NamedType(id_):
            return definitions.required.get(id_, frozenset())
        case AllOfType(members, required, _):
            inherited = (_required(one.type, definitions) for one in members)
            return required.union(*inherited)
        case _:
            return frozenset()


def _requiring(object_: ObjectType, required: frozenset[str]) -> ObjectType:
    """Return the object with more properties required; the same one if they already are."""
    missing = {
        member.name
        for member in object_.properties
        if member.name in required and not member.required
    }
    if not missing:
        return object_
    # Unchanged properties are shared: a long chain repeats them many times.
    properties = [
        replace(member, required=True) if member.name in missing else member
        for member in object_.properties
    ]
    return replace(object_, properties=tuple(properties))


def _object(type_: Type, definitions: _Definitions) -> ObjectType | None:
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
            return definitions.objects.get(id_)
        case _:
            return None
