"""Variants: the values of their discriminators, and the bases that they inherit."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.json import ABSENT
from connectorsmith.ir.types import (
    AnyType,
    ArrayType,
    BooleanType,
    IntegerType,
    NamedType,
    NumberType,
    ObjectType,
    Property,
    Schema,
    StringType,
    TypeDeclaration,
    TypeId,
    Use,
    Variant,
)
from connectorsmith.passes.traverse import descend, rewrite_roots


def as_objects(connector: Connector) -> Connector:
    """Return the connector with variants that declare no property as objects with their discriminators."""
    return replace(connector, types=tuple(map(_as_object, connector.types)))


def _as_object(declared: TypeDeclaration) -> TypeDeclaration:
    if declared.variant is None:
        return declared
    match declared.schema.type:
        case AnyType():
            type_ = ObjectType()
        case ObjectType(properties=()) as type_:
            pass
        case _:
            return declared
    schema = Schema(StringType(), declared.schema.at)
    members = tuple(Property(tag[0], schema) for tag in declared.variant.tags)
    type_ = replace(type_, properties=members, is_open=True)
    return replace(declared, schema=declared.schema.with_type(type_))


def settle_variants(connector: Connector) -> Connector:
    """Return the connector with the discriminators of variants as constants.

    A variant inherits a base if each property of the base has the same type in it. If it
    cannot, references to the base name it as well.
    """
    if all(one.variant is None for one in connector.types):
        return connector
    settled: dict[TypeId, TypeDeclaration] = {}
    lines: dict[TypeId, type] = {}
    for raw in bases_first(connector.types):
        if raw.variant is None:
            continue
        bases = [id_ for id_ in raw.variant.bases if id_ in settled]
        declared = _tagged(raw, raw.variant, settled)
        inherits: list[TypeId] = []
        for base in bases:
            if any(issubclass(lines[one], lines[base]) for one in inherits):
                continue
            nearer = [
                id_ for id_ in inherits if not issubclass(lines[base], lines[id_])
            ]
            ids = [*nearer, base]
            line = _line([lines[id_] for id_ in ids])
            if line is not None and _fits(declared, [settled[id_] for id_ in ids]):
                inherits = ids
        lines[declared.id] = _line([lines[id_] for id_ in inherits]) or object
        variant = replace(raw.variant, bases=tuple(bases), inherits=tuple(inherits))
        settled[declared.id] = replace(declared, variant=variant)
    types = tuple(settled.get(one.id, one) for one in connector.types)
    return _with_others(replace(connector, types=types), _others(settled, lines))


def _others(
    settled: Mapping[TypeId, TypeDeclaration], lines: Mapping[TypeId, type]
) -> dict[TypeId, tuple[TypeId, ...]]:
    """Return the variants of each type that are no subclasses of it, nor of each other."""
    found: dict[TypeId, list[TypeId]] = {}
    for id_ in settled:
        seen = {id_}
        pending = [id_]
        while pending:
            variant = settled[pending.pop()].variant
            new = [b for b in (variant.bases if variant else ()) if b not in seen]
            seen.update(new)
            pending += new
        for base in seen - {id_}:
            above = [base, *found.get(base, ())]
            if not any(issubclass(lines[id_], lines[other]) for other in above):
                found.setdefault(base, []).append(id_)
    return {base: tuple(sorted(others)) for base, others in found.items()}


def _with_others(
    connector: Connector, others: Mapping[TypeId, tuple[TypeId, ...]]
) -> Connector:
    if not others:
        return connector

    def rename(schema: Schema, use: Use) -> Schema:
        if isinstance(schema.type, NamedType):
            id_ = schema.type.id
            return schema.with_type(NamedType(id_, others.get(id_, ())))
        return descend(schema, use, rename)

    return rewrite_roots(connector, rename)


def bases_first(types: Iterable[TypeDeclaration]) -> list[TypeDeclaration]:
    """Return types in their order, except that those that a variant is based on come first."""
    known = {declared.id: declared for declared in types}
    ordered: dict[TypeId, TypeDeclaration] = {}
    entered: set[TypeId] = set()
    for declared in known.values():
        pending = [(declared, False)]
        while pending:
            current, is_done = pending.pop()
            if is_done:
                ordered.setdefault(current.id, current)
            elif current.id not in entered:
                entered.add(current.id)
                pending.append((current, True))
                bases = current.variant.bases if current.variant is not None else ()
                pending += [(known[b], False) for b in reversed(bases) if b in known]
    return list(ordered.values())


def with_own_properties(
    declared: TypeDeclaration, known: Mapping[TypeId, TypeDeclaration]
) -> TypeDeclaration:
    """Return a type without the properties that it inherits."""
    if declared.variant is None or not declared.variant.inherits:
        return declared
    assert isinstance(declared.schema.type, ObjectType)
    bases = [known[id_] for id_ in declared.variant.inherits]
    inherited = {member.name for base in bases for member in _members(base)}
    own = [one for one in _members(declared) if one.name not in inherited]
    type_ = replace(declared.schema.type, properties=tuple(own))
    return replace(declared, schema=declared.schema.with_type(type_))


def _members(declared: TypeDeclaration) -> tuple[Property, ...]:
    assert isinstance(declared.schema.type, ObjectType)
    return declared.schema.type.properties


def _tagged(
    declared: TypeDeclaration,
    variant: Variant,
    known: Mapping[TypeId, TypeDeclaration],
) -> TypeDeclaration:
    """Return a variant with its discriminators as constants, of the type that its bases declare."""
    assert isinstance(declared.schema.type, ObjectType)
    members = {member.name: member for member in _members(declared)}
    for name, value in variant.tags:
        member = members.get(name) or Property(
            name, Schema(StringType(), declared.schema.at)
        )
        bases = (known[id_] for id_ in variant.bases if id_ in known)
        above = (other for base in bases for other in _members(base))
        inherited = (other.schema.type for other in above if other.name == name)
        schema = replace(
            member.schema,
            type=next(inherited, member.schema.type),
            nullable=False,
            read_only=False,
            visibility=member.schema.visibility if value is None else "internal",
            default=ABSENT if value is None else value,
            example=ABSENT,
        )
        members[name] = replace(member, schema=schema, is_tag=True)
    type_ = replace(declared.schema.type, properties=tuple(members.values()))
    return replace(declared, schema=declared.schema.with_type(type_))


def _line(bases: Sequence[type]) -> type | None:
    """Return a class with these bases; None if Python can't order them."""
    try:
        return type("Line", tuple(bases), {})
    except TypeError:
        return None


def _fits(declared: TypeDeclaration, bases: Sequence[TypeDeclaration]) -> bool:
    """Return whether all properties of all bases have the same type and name in a variant."""
    own = {member.name: member for member in _members(declared)}
    spelled: dict[str, str] = {}
    for base in bases:
        for member in _members(base):
            mine = own.get(member.name)
            if mine is None or _shown(mine.schema) != _shown(member.schema):
                return False
            # Two wire names can have the same name in Python.
            plain = "".join(filter(str.isalnum, member.name)).lower()
            if len(bases) > 1 and spelled.setdefault(plain, member.name) != member.name:
                return False
    return True


def _shown(schema: Schema) -> Hashable:
    """Return a key that schemas share if their annotations are equal."""
    shown: Hashable
    match schema.type:
        case AnyType():
            return "any"
        case StringType(format=format_, enum=enum):
            dated = format_ in ("date", "date-time") and not enum
            shown = ("string", format_ if dated else "", enum)
        case IntegerType(enum=enum):
            shown = ("integer", enum)
        case NumberType():
            shown = "number"
        case BooleanType():
            shown = "boolean"
        case NamedType(id_):
            shown = id_
        case ArrayType(items):
            shown = ("array", _shown(items))
        case ObjectType(additional=additional):
            shown = ("object", None if additional is None else _shown(additional))
        case other:
            shown = other
    return (shown, schema.nullable)
