"""Heads of the classes in models.py, with the class arguments of the runtime's `Model`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import LiteralString

from connectorsmith.ir.types import (
    AnyType,
    ObjectType,
    Property,
    Schema,
    TypeDeclaration,
    Variant,
)
from connectorsmith.naming.names import Names
from connectorsmith.render.code import Code, compose, identifier, join, literal
from connectorsmith.sdk.annotations import Annotations, is_any
from connectorsmith.targets.python.code.layout import bracketed


def head(
    declared: TypeDeclaration,
    whole: TypeDeclaration,
    names: Names,
    certain: frozenset[str] | None,
    *,
    is_sent: bool,
) -> Code:
    """Return the head of a class, with its bases; `whole` is the type with inherited properties.

    `certain` are the members of a response that are never missing; None for another type.
    `required` and `nullable` are given for responses only: the fields do not show them.
    """
    extras = _extras(declared, names)
    bases, arguments = [Code("Model")], [extras, _sends(whole)]
    if whole.variant is not None:
        variant = whole.variant
        bases = [identifier(names.types[id_]) for id_ in variant.inherits] or bases
        arguments = [*_variant(variant, names), *arguments]
    if certain is not None:
        properties = _properties(declared)
        required = [
            member.name
            for member in properties
            if member.required and member.name not in certain
        ]
        nullable = [
            member.name
            for member in properties
            if member.schema.nullable and not isinstance(member.schema.type, AnyType)
        ]
        arguments += [_name_set("required", required), _name_set("nullable", nullable)]
    inherits = whole.variant is not None and whole.variant.inherits
    if is_sent and extras is None and not inherits and _is_open(declared.schema):
        arguments.append(Code("is_open=True"))
    inside = [*bases, *(one for one in arguments if one)]
    return bracketed(
        compose("class {}(", identifier(names.types[declared.id])), inside, "):"
    )


def _variant(variant: Variant, names: Names) -> Iterator[Code]:
    """Yield the class arguments for a discriminator, and for bases that are not inherited."""
    if variant.discriminator is not None:
        yield compose("discriminator={}", literal(variant.discriminator))
    others = [
        identifier(names.types[id_])
        for id_ in variant.bases
        if id_ not in variant.inherits
    ]
    if others:
        comma = "," if len(others) == 1 else ""
        yield compose("variant_of=({}{})", join(", ", others), Code(comma))


def _extras(declared: TypeDeclaration, names: Names) -> Code | None:
    """Return the class argument for the type of undeclared members; None if it is open."""
    assert isinstance(declared.schema.type, ObjectType)
    additional = declared.schema.type.additional
    if additional is None or is_any(additional):
        return None
    # A function, because the type can be a later class.
    annotation = Annotations(names.types, in_models=True).answer(additional)
    return compose("extras=lambda: {}", annotation)


def _is_open(schema: Schema) -> bool:
    """Return whether an object of a request can have undeclared members."""
    is_open = isinstance(schema.type, ObjectType) and schema.type.is_open
    return is_open or bool(schema.dynamic)


def _name_set(keyword: LiteralString, wire_names: Sequence[str]) -> Code | None:
    if not wire_names:
        return None
    return bracketed(f"{keyword}={{", [literal(n) for n in wire_names], "}", indent=4)


def _sends(declared: TypeDeclaration) -> Code | None:
    """Return the class argument for the constants of a body; None without constants."""
    constants = {
        member.name: member.schema.default
        for member in _properties(declared)
        if member.is_constant
    }
    if not constants:
        return None
    items = [compose("{}: {}", literal(k), literal(v)) for k, v in constants.items()]
    return bracketed("sends={", items, "}", indent=4)


def _properties(declared: TypeDeclaration) -> tuple[Property, ...]:
    assert isinstance(declared.schema.type, ObjectType)
    return declared.schema.type.properties
