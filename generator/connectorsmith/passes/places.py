"""Finding values in what an operation takes and answers, by the names on the wire."""

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
    """The schema that the platform shows: of 200, 201, then any 2xx, then `default`."""
    by_status = {
        one.status: one.schema for one in operation.responses if one.schema is not None
    }
    first = next(success_statuses(by_status), None)
    return None if first is None else by_status[first]


def find(schema: Schema | None, path: Path, types: Types) -> Schema | None:
    """The schema that property names lead to, or None; any value holds whatever is asked."""
    for name in path:
        schema = resolved(schema, types)
        if schema is None or isinstance(schema.type, AnyType):
            return schema
        schema = members(schema, types).get(name)
    return resolved(schema, types)


def locate(schema: Schema | None, parts: Sequence[str], types: Types) -> Path | None:
    """The property names that parts of a written path stand for, or None.

    A declared name may itself hold what separates the parts, as `@odata.nextLink` does:
    the longest declared name wins.
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
            rest = locate(declared[name], parts[length:], types)
            if rest is not None:
                return (name, *rest)
    return None


def resolved(schema: Schema | None, types: Types) -> Schema | None:
    """The schema behind a reference."""
    if schema is not None and isinstance(schema.type, NamedType):
        return types.get(schema.type.id)
    return schema


def members(schema: Schema | None, types: Types) -> Mapping[str, Schema]:
    """The declared properties of an object by name; none of anything else."""
    here = resolved(schema, types)
    if here is None or not isinstance(here.type, ObjectType):
        return {}
    return {one.name: one.schema for one in here.type.properties}


def is_list(schema: Schema | None, types: Types) -> bool:
    """Whether an array is declared there."""
    here = resolved(schema, types)
    return here is not None and isinstance(here.type, ArrayType)


def only_list(schema: Schema | None, types: Types) -> Path | None:
    """The way to an answer's list: the answer itself, `value` as OData has it, or the only one."""
    if is_list(schema, types):
        return ()
    lists = [
        name for name, one in members(schema, types).items() if is_list(one, types)
    ]
    if "value" in lists:
        return ("value",)
    return (lists[0],) if len(lists) == 1 else None
