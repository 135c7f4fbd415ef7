"""Tie operations to the way in which their pages follow each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from connectorsmith.ir.connector import Connector, Operation, Paging
from connectorsmith.ir.types import (
    AnyType,
    ArrayType,
    NamedType,
    ObjectType,
    Schema,
    TypeId,
)


def attach_paging(connector: Connector, hints: Mapping[str, Paging]) -> Connector:
    """The connector whose operations have the paging that a hint or the definition gives.

    `hints` is by operationId and wins over `x-ms-pageable`. A paging that does not fit
    its operation is dropped; `misfits` says why.
    """
    types = {one.id: one.schema for one in connector.types}
    operations = tuple(
        replace(
            operation,
            paging=_fitting(
                operation, hints.get(operation.id) or operation.paging, types
            ),
        )
        for operation in connector.operations
    )
    return replace(connector, operations=operations)


def misfits(
    connector: Connector, hints: Mapping[str, Paging]
) -> Iterator[tuple[str, str]]:
    """The operationId and the reason, one line, of each hint that cannot be followed."""
    types = {one.id: one.schema for one in connector.types}
    operations = {operation.id: operation for operation in connector.operations}
    for operation_id, paging in hints.items():
        if operation_id not in operations:
            yield operation_id, f"there is no operation {operation_id!r}"
            continue
        reason = _misfit(operations[operation_id], paging, types)
        if reason is not None:
            yield operation_id, reason


def _fitting(
    operation: Operation, paging: Paging | None, types: Mapping[TypeId, Schema]
) -> Paging | None:
    if paging is None:
        return None
    if paging.kind == "link" and not paging.items:
        answer = first_answer(operation)
        paging = replace(paging, items=_only_list(answer, types))
    return None if _misfit(operation, paging, types) else paging


def _misfit(
    operation: Operation, paging: Paging, types: Mapping[TypeId, Schema]
) -> str | None:
    answer = first_answer(operation)
    if answer is None:
        return f"{operation.id} declares no answer"
    if paging.parameter is not None and not any(
        one.location == "query" and one.name == paging.parameter
        for one in operation.parameters
    ):
        return f"{operation.id} has no query parameter {paging.parameter!r}"
    items = find(answer, paging.items, types)
    if items is None or not isinstance(items.type, ArrayType):
        where = ".".join(paging.items) or "its answer"
        return f"{operation.id} answers with no list at {where}"
    if find(answer, paging.next, types) is None:
        return f"{operation.id} answers with nothing at {'.'.join(paging.next)}"
    return None


def first_answer(operation: Operation) -> Schema | None:
    """The schema that the platform shows: of 200, 201, then any 2xx, then `default`."""
    by_status = {
        one.status: one.schema for one in operation.responses if one.schema is not None
    }
    others = [status for status in by_status if status.startswith("2")]
    for status in ("200", "201", *others, "default"):
        if status in by_status:
            return by_status[status]
    return None


def find(
    schema: Schema | None, path: tuple[str, ...], types: Mapping[TypeId, Schema]
) -> Schema | None:
    """The schema that property names lead to, or None; any value holds whatever is asked."""
    for name in path:
        schema = _resolved(schema, types)
        if schema is None or isinstance(schema.type, AnyType):
            return schema
        if not isinstance(schema.type, ObjectType):
            return None
        members = {one.name: one.schema for one in schema.type.properties}
        schema = members.get(name)
    return _resolved(schema, types)


def _resolved(schema: Schema | None, types: Mapping[TypeId, Schema]) -> Schema | None:
    if schema is not None and isinstance(schema.type, NamedType):
        return types.get(schema.type.id)
    return schema


def _only_list(
    schema: Schema | None, types: Mapping[TypeId, Schema]
) -> tuple[str, ...]:
    """`value` where that is a list, as OData has it, else the only list there is."""
    root = _resolved(schema, types)
    if root is None or not isinstance(root.type, ObjectType):
        return ()
    lists = [
        one.name
        for one in root.type.properties
        if isinstance(one.schema.type, ArrayType)
    ]
    if "value" in lists:
        return ("value",)
    return (lists[0],) if len(lists) == 1 else ()
