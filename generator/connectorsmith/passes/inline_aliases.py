"""Inlining of definitions that are not objects with properties.

Such a definition is another name for a string, a list or a free-form object; only
objects with properties become classes.
"""

from __future__ import annotations

from dataclasses import replace

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.json import ABSENT
from connectorsmith.ir.types import AnyType, NamedType, ObjectType, Schema, TypeId, Use
from connectorsmith.passes.traverse import descend, rewrite_roots

MAX_NESTING = 40
"""Levels of nested lists and maps that references may add; deeper ones allow any value.
No published definition comes close."""
MAX_INLINED = 50_000
"""Schemas and enumeration values that may replace references, in all; beyond it, a
reference allows any value. A few definitions that each refer to the next one twice
would else grow to millions."""


def inline_aliases(connector: Connector) -> Connector:
    """Return the connector with objects that have properties as its only named types.

    A list or map that contains itself, or exceeds a limit, allows any value there.
    """
    aliases = {
        declaration.id: declaration.schema
        for declaration in connector.types
        if not is_class(declaration.schema)
    }
    kept = replace(
        connector,
        types=tuple(
            declaration
            for declaration in connector.types
            if declaration.id not in aliases
        ),
    )
    known = {declaration.id for declaration in kept.types}
    remaining = MAX_INLINED

    def resolve(schema: Schema, use: Use, above: frozenset[TypeId]) -> Schema:
        nonlocal remaining
        if above:
            remaining -= 1 + len(getattr(schema.type, "enum", ()))
        if isinstance(schema.type, NamedType) and schema.type.id not in known:
            id_ = schema.type.id
            endless = id_ in above or len(above) >= MAX_NESTING or remaining < 0
            if endless or id_ not in aliases:
                return schema.with_type(AnyType())
            target = aliases[id_]
            return resolve(_overlaid(schema, target), use, above | {id_})
        return descend(schema, use, lambda inner, at: resolve(inner, at, above))

    return rewrite_roots(kept, lambda schema, use: resolve(schema, use, frozenset()))


def is_class(schema: Schema) -> bool:
    """Return whether a schema is an object with declared properties."""
    return isinstance(schema.type, ObjectType) and bool(schema.type.properties)


def _overlaid(place: Schema, target: Schema) -> Schema:
    """Return the type of a target, with the texts of the place that override the target's."""
    return replace(
        place,
        type=target.type,
        title=place.title or target.title,
        description=place.description or target.description,
        nullable=place.nullable or target.nullable,
        example=target.example if place.example is ABSENT else place.example,
        limits=place.limits or target.limits,
        meanings=place.meanings or target.meanings,
        dynamic=place.dynamic or target.dynamic,
    )
