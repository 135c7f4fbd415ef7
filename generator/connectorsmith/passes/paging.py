"""Attachment of paging to operations: by hints and by `x-ms-pageable`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from connectorsmith.ir.connector import Connector, Operation, Paging, RequestPlace
from connectorsmith.ir.types import AnyType, IntegerType, NumberType, Schema, StringType
from connectorsmith.passes.places import (
    Path,
    Types,
    find,
    first_answer,
    is_list,
    locate,
    only_list,
)
from connectorsmith.settings.paging import CURSOR, NEXT_LINK, PagingHint
from connectorsmith.text.media_types import is_json


@dataclass(frozen=True, slots=True)
class Misfit:
    """The reason why a hint does not fit an operation."""

    reason: str
    """One line, with the operation's name."""


def attach_paging(connector: Connector, hints: Mapping[str, PagingHint]) -> Connector:
    """Return the connector, with operations paged as hints or the definition declare.

    `hints` is by operationId and overrides `x-ms-pageable`. A paging that does not fit
    its operation is dropped; `misfits` yields the reason.
    """
    types = {one.id: one.schema for one in connector.types}
    operations = tuple(
        replace(operation, paging=_paging(operation, hints.get(operation.id), types))
        for operation in connector.operations
    )
    return replace(connector, operations=operations)


def misfits(
    connector: Connector, hints: Mapping[str, PagingHint]
) -> Iterator[tuple[str, str]]:
    """Yield the operationId and the reason, on one line, of each hint that does not fit."""
    types = {one.id: one.schema for one in connector.types}
    operations = {operation.id: operation for operation in connector.operations}
    for operation_id, hint in hints.items():
        if operation_id not in operations:
            yield operation_id, f"there is no operation {operation_id!r}"
            continue
        fitted = fit(operations[operation_id], hint, types)
        if isinstance(fitted, Misfit):
            yield operation_id, fitted.reason


def _paging(
    operation: Operation, hint: PagingHint | None, types: Types
) -> Paging | None:
    if hint is not None:
        paging = fit(operation, hint, types)
        return None if isinstance(paging, Misfit) else paging
    declared = operation.paging
    if declared is None:
        return None
    # The link is not looked up: half of the published definitions do not declare it.
    items = only_list(first_answer(operation), types)
    return None if items is None else replace(declared, items=items)


def fit(operation: Operation, hint: PagingHint, types: Types) -> Paging | Misfit:
    """Return the paging that a hint gives an operation, or the reason why it does not fit."""
    response = first_answer(operation)
    if response is None:
        return Misfit(f"{operation.id!r} declares no response schema")
    parameter = size = None
    if hint.kind != NEXT_LINK:
        parameter = _request_place(operation, hint.parameter, types)
        if parameter is None:
            return Misfit(_no_parameter(operation, hint.parameter))
        if hint.kind != CURSOR and not _counts(operation, parameter, types):
            return Misfit(
                f"the parameter {hint.parameter!r} of {operation.id!r} must accept a number"
            )
    if hint.size:
        size = _request_place(operation, hint.size, types)
        if size is None:
            return Misfit(_no_parameter(operation, hint.size))
    items = _items(response, hint.items, types)
    if items is None:
        return Misfit(_no_items(operation, hint.items))
    next_ = locate(response, hint.next.split("."), types) if hint.next else ()
    if next_ is None:
        return Misfit(f"the response of {operation.id!r} has no property {hint.next!r}")
    return Paging(
        kind=hint.kind,
        next=next_,
        items=items,
        parameter=parameter,
        size=size,
        largest=_largest(operation, size, types),
        first=hint.first,
    )


def _no_parameter(operation: Operation, name: str) -> str:
    if operation.body is None:
        return f"{operation.id!r} has no query parameter {name!r}"
    return (
        f"{operation.id!r} has no query parameter {name!r} "
        "and no such property in a JSON body"
    )


def _no_items(operation: Operation, written: str) -> str:
    if written:
        return f"the response of {operation.id!r} has no list at {written!r}"
    return f"the response of {operation.id!r} must have exactly one list unless 'items' names one"


def _items(response: Schema, written: str, types: Types) -> Path | None:
    if not written:
        return only_list(response, types)
    path = locate(response, written.split("."), types)
    return path if path and is_list(find(response, path, types), types) else None


def _request_place(
    operation: Operation, written: str, types: Types
) -> RequestPlace | None:
    """Return the query parameter of a name, else the property at a path in the body."""
    for parameter in operation.parameters:
        if parameter.location == "query" and parameter.name == written:
            return RequestPlace("query", (written,))
    if operation.body is None or not _sends_json(operation):
        return None
    path = locate(operation.body.schema, written.split("."), types)
    if path is None:
        return None
    schema = find(operation.body.schema, path, types)
    is_number = schema is not None and isinstance(schema.type, IntegerType | NumberType)
    return RequestPlace("body", path, is_number)


def _sends_json(operation: Operation) -> bool:
    return not operation.consumes or any(map(is_json, operation.consumes))


def _schema(operation: Operation, place: RequestPlace, types: Types) -> Schema | None:
    if place.location == "body" and operation.body is not None:
        return find(operation.body.schema, place.path, types)
    for parameter in operation.parameters:
        if parameter.location == place.location and (parameter.name,) == place.path:
            return parameter.schema
    return None


def _counts(operation: Operation, place: RequestPlace, types: Types) -> bool:
    """Return whether a value can be a number. Many definitions declare page numbers as text."""
    schema = _schema(operation, place, types)
    return schema is not None and isinstance(
        schema.type, IntegerType | NumberType | StringType | AnyType
    )


def _largest(
    operation: Operation, size: RequestPlace | None, types: Types
) -> int | None:
    schema = None if size is None else _schema(operation, size, types)
    maximum = None if schema is None else dict(schema.limits).get("maximum")
    return maximum if isinstance(maximum, int) and maximum is not True else None
