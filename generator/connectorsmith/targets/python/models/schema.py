"""The named types as one JSON Schema document, the input of datamodel-code-generator.

Class names are ours. Properties go in under neutral names (`field_0`), because a wire name
is hostile text and a Python name may look like a type to the generator; the template
prints the name that we chose.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from connectorsmith.ir.types import (
    AllOfType,
    AnyType,
    ArrayType,
    BooleanType,
    DecimalType,
    FileType,
    IntegerType,
    NamedType,
    NumberType,
    ObjectType,
    Schema,
    StringType,
    TypeDeclaration,
    TypeId,
)


def json_schema(
    declarations: list[TypeDeclaration],
    names: Mapping[TypeId, str],
    required: Mapping[TypeId, frozenset[str]],
) -> dict[str, Any]:
    """Return the document; `required` gives the wire names of each type that are never
    missing.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$defs": {
            names[declared.id]: _object(declared.schema, names, required[declared.id])
            for declared in declarations
        },
    }


def field_key(index: int) -> str:
    """Return the neutral name of a type's n-th property."""
    return f"field_{index}"


def _object(
    schema: Schema, names: Mapping[TypeId, str], required: frozenset[str]
) -> dict[str, Any]:
    assert isinstance(schema.type, ObjectType)
    members = list(enumerate(schema.type.properties))
    if not members:
        # A type that inherits all; without a property it would be no class.
        return {"type": "object", "properties": {field_key(0): {}}}
    return {
        "type": "object",
        "properties": {
            field_key(index): _schema(member.schema, names) for index, member in members
        },
        "required": [
            field_key(index) for index, member in members if member.name in required
        ],
    }


def _schema(schema: Schema, names: Mapping[TypeId, str]) -> dict[str, Any]:
    node = _type(schema, names)
    if schema.nullable and node:
        return {"anyOf": [node, {"type": "null"}]}
    return node


def _type(schema: Schema, names: Mapping[TypeId, str]) -> dict[str, Any]:
    match schema.type:
        case NamedType(id_, others):
            refs = [{"$ref": f"#/$defs/{names[one]}"} for one in (id_, *others)]
            return {"anyOf": refs} if others else refs[0]
        case ArrayType(items):
            return {"type": "array", "items": _schema(items, names)}
        case ObjectType(additional=additional):
            if additional is None:
                return {"type": "object"}
            value = _schema(additional, names)
            return {"type": "object", "additionalProperties": value}
        case StringType(format=("date" | "date-time") as format_, enum=()):
            return {"type": "string", "format": format_}
        case StringType(enum=enum):
            return _open_enum("string", enum)
        case IntegerType(enum=enum):
            return _open_enum("integer", enum)
        case DecimalType():
            return {"type": "number", "format": "decimal"}
        case NumberType():
            return {"type": "number"}
        case BooleanType():
            return {"type": "boolean"}
        case FileType():
            return {"type": "string"}
        case AnyType() | AllOfType():
            return {}


def _open_enum(type_: str, values: tuple[Any, ...]) -> dict[str, Any]:
    """Return the known values for completion, and the type itself: servers learn new ones."""
    if not values:
        return {"type": type_}
    return {"anyOf": [{"enum": list(values)}, {"type": type_}]}
