"""Put a definition that is no object with properties in place of its references.

Such a definition is another name for a string, a list or a free-form object; only objects
with properties become classes.
"""

from __future__ import annotations

from dataclasses import replace

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.json import ABSENT
from connectorsmith.ir.types import AnyType, NamedType, ObjectType, Schema, TypeId, Use
from connectorsmith.passes.traverse import descend, rewrite_roots

DEEPEST = 40
"""How many lists and maps may stand in each other by reference: no real ones come near."""
MOST = 50_000
"""How many schemas and known values references may be replaced by in all: a few definitions that
each name the next one twice would else be millions, and so would a long list that all places name."""


def inline_aliases(connector: Connector) -> Connector:
    """The connector whose named types are all objects with properties.

    A list or map that contains itself, or is too deep, is cut: there it takes any value. So
    does whatever would be more than `MOST`.
    """
    aliases = {
        one.id: one.schema for one in connector.types if not is_class(one.schema)
    }
    kept = replace(
        connector,
        types=tuple(one for one in connector.types if one.id not in aliases),
    )
    known = {one.id for one in kept.types}
    left = MOST

    def resolve(schema: Schema, use: Use, above: frozenset[TypeId]) -> Schema:
        nonlocal left
        if above:
            left -= 1 + len(getattr(schema.type, "enum", ()))
        if isinstance(schema.type, NamedType) and schema.type.id not in known:
            id_ = schema.type.id
            endless = id_ in above or len(above) >= DEEPEST or left < 0
            if endless or id_ not in aliases:
                return schema.with_type(AnyType())
            target = aliases[id_]
            return resolve(_overlaid(schema, target), use, above | {id_})
        return descend(schema, use, lambda inner, at: resolve(inner, at, above))

    return rewrite_roots(kept, lambda schema, use: resolve(schema, use, frozenset()))


def is_class(schema: Schema) -> bool:
    """Whether a schema is an object with declared properties."""
    return isinstance(schema.type, ObjectType) and bool(schema.type.properties)


def _overlaid(place: Schema, target: Schema) -> Schema:
    """The target's type at a place, with what the place does not say from the target."""
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
