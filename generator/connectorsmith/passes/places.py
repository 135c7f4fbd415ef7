"""Lookup of values in requests and responses by their names in JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from connectorsmith.ir.connector import Operation
from connectorsmith.ir.types import (
    AnyType,
    ArrayType,
    NamedType,
    ObjectType,
    Schema,
    TypeId,
)
from connectorsmith.openapi.responses import success_statuses

Types = Mapping[TypeId, Schema]
Path = tuple[str, ...]


def first_answer(operation: Operation) -> Schema | None:
    """Return the schema of the successful response that the platform shows.

    That is the first of 200, 201, any other 2xx and `default` that has a schema.
    """
    by_status = {
        response.status: response.schema
        for response in operation.responses
        if response.schema is not None and not response.undeclared
    }
    first = next(success_statuses(by_status), None)
    return None if first is None else by_status[first]


def find(schema: Schema | None, path: Path, types: Types) -> Schema | None:
    """Return the schema at a path of property names; None if it is not declared.

    A schema on the path that allows any value is returned itself.
    """
    for name in path:
        schema = resolved(schema, types)
        if schema is None or isinstance(schema.type, AnyType):
            return schema
        schema = members(schema, types).get(name)
    return resolved(schema, types)


def locate(schema: Schema | None, parts: Sequence[str], types: Types) -> Path | None:
    """Return the property names that the parts of a written path mean; None if undeclared.

    A declared name can itself contain the separator, as `@odata.nextLink` does: the
    longest declared name takes precedence.
    """
    if not parts:
        return ()
    here = resolved(schema, types)
    if here is None:
        return None
    if isinstance(here.type, AnyType):
        return tuple(parts)
    declared = members(here, types)
    for length in range(len(parts), 0, -1):
        name = ".".join(parts[:length])
        if name in declared:
            inner = locate(declared[name], parts[length:], types)
            if inner is not None:
                return (name, *inner)
    return None


def resolved(schema: Schema | None, types: Types) -> Schema | None:
    """Return the schema that a reference names; other schemas unchanged."""
    if schema is not None and isinstance(schema.type, NamedType):
        return types.get(schema.type.id)
    return schema


def members(schema: Schema | None, types: Types) -> Mapping[str, Schema]:
    """Return the declared properties of an object by name; empty for other types."""
    here = resolved(schema, types)
    if here is None or not isinstance(here.type, ObjectType):
        return {}
    return {one.name: one.schema for one in here.type.properties}


def is_list(schema: Schema | None, types: Types) -> bool:
    """Return whether a schema is an array."""
    here = resolved(schema, types)
    return here is not None and isinstance(here.type, ArrayType)


def only_list(schema: Schema | None, types: Types) -> Path | None:
    """Return the path to the list in a response; None if it is not certain.

    It is the response itself, the property `value` as in OData, or the only list.
    """
    if is_list(schema, types):
        return ()
    lists = [
        name
        for name, member in members(schema, types).items()
        if is_list(member, types)
    ]
    if "value" in lists:
        return ("value",)
    return (lists[0],) if len(lists) == 1 else None
