"""Rewriting every schema of a connector, written once for all passes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from connectorsmith.ir.connector import Connector, Operation
from connectorsmith.ir.types import (
    AllOfType,
    ArrayType,
    ObjectType,
    Schema,
    TypeId,
    Use,
    references,
)

Rewrite = Callable[[Schema, Use], Schema]
"""Gives the new schema of a place, and is told where it is."""


def descend(schema: Schema, use: Use, rewrite: Rewrite) -> Schema:
    """The schema with each schema directly inside it rewritten; the path grows with it."""

    def at(child: Schema, step: str) -> Schema:
        return rewrite(child, replace(use, path=(*use.path, step)))

    match schema.type:
        case ArrayType(items):
            return schema.with_type(ArrayType(at(items, "[]")))
        case ObjectType(properties, additional):
            return schema.with_type(
                ObjectType(
                    tuple(
                        replace(member, schema=at(member.schema, member.name))
                        for member in properties
                    ),
                    None if additional is None else at(additional, "{}"),
                )
            )
        case AllOfType(members):
            return schema.with_type(
                AllOfType(tuple(at(member, str(i)) for i, member in enumerate(members)))
            )
        case _:
            return schema


def rewrite_roots(connector: Connector, rewrite: Rewrite) -> Connector:
    """The connector with every outermost schema rewritten: those of types and operations."""
    return replace(
        connector,
        types=tuple(
            replace(declared, schema=rewrite(declared.schema, Use(declared.id, "")))
            for declared in connector.types
        ),
        operations=tuple(
            _rewrite_operation(operation, rewrite) for operation in connector.operations
        ),
    )


def _rewrite_operation(operation: Operation, rewrite: Rewrite) -> Operation:
    body, trigger = operation.body, operation.trigger
    return replace(
        operation,
        parameters=tuple(
            replace(one, schema=rewrite(one.schema, Use(operation.id, one.name)))
            for one in operation.parameters
        ),
        body=(
            None
            if body is None
            else replace(body, schema=rewrite(body.schema, Use(operation.id, "body")))
        ),
        responses=tuple(
            (
                one
                if one.schema is None
                else replace(
                    one, schema=rewrite(one.schema, Use(operation.id, one.status))
                )
            )
            for one in operation.responses
        ),
        trigger=(
            trigger
            if trigger is None or trigger.notification is None
            else replace(
                trigger,
                notification=rewrite(
                    trigger.notification, Use(operation.id, "notification")
                ),
            )
        ),
    )


def response_schemas(operation: Operation) -> Iterator[Schema]:
    """The schemas that something from outside arrives in."""
    yield from (one.schema for one in operation.responses if one.schema is not None)
    if operation.trigger is not None and operation.trigger.notification is not None:
        yield operation.trigger.notification


def request_schemas(operation: Operation) -> Iterator[Schema]:
    """The schemas that a caller fills in."""
    yield from (one.schema for one in operation.parameters)
    if operation.body is not None:
        yield operation.body.schema


def reachable(connector: Connector, roots: Iterable[Schema]) -> frozenset[TypeId]:
    """The ids of all named types that the roots lead to."""
    declared = {one.id: one.schema for one in connector.types}
    pending = [id_ for schema in roots for id_ in references(schema)]
    seen: set[TypeId] = set()
    while pending:
        id_ = pending.pop()
        if id_ not in seen and id_ in declared:
            seen.add(id_)
            pending.extend(references(declared[id_]))
    return frozenset(seen)
