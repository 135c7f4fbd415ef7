"""Traversal of all schemas of a connector, shared by the passes."""

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
"""A function that returns the new schema for a schema at a place."""


def descend(schema: Schema, use: Use, rewrite: Rewrite) -> Schema:
    """Return a schema with each schema directly inside it rewritten.

    The path of `use` grows by the step to the inner schema.
    """

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
                    schema.type.is_open,
                )
            )
        case AllOfType(members, required, is_open):
            parts = tuple(at(member, str(i)) for i, member in enumerate(members))
            return schema.with_type(AllOfType(parts, required, is_open))
        case _:
            return schema


def rewrite_roots(connector: Connector, rewrite: Rewrite) -> Connector:
    """Return the connector with the outermost schemas of types and operations rewritten."""
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
            replace(
                parameter,
                schema=rewrite(parameter.schema, Use(operation.id, parameter.name)),
            )
            for parameter in operation.parameters
        ),
        body=(
            None
            if body is None
            else replace(body, schema=rewrite(body.schema, Use(operation.id, "body")))
        ),
        responses=tuple(
            (
                response
                if response.schema is None
                else replace(
                    response,
                    schema=rewrite(response.schema, Use(operation.id, response.status)),
                )
            )
            for response in operation.responses
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
    """Yield the schemas of data that a client receives."""
    yield from (one.schema for one in operation.responses if one.schema is not None)
    if operation.trigger is not None and operation.trigger.notification is not None:
        yield operation.trigger.notification


def request_schemas(operation: Operation) -> Iterator[Schema]:
    """Yield the schemas of data that a caller provides."""
    yield from (one.schema for one in operation.parameters)
    if operation.body is not None:
        yield operation.body.schema


def reachable(connector: Connector, roots: Iterable[Schema]) -> frozenset[TypeId]:
    """Return the ids of all named types that schemas refer to, directly or indirectly.

    Where one of them can be, all variants of the same discriminator can be meant.
    """
    declared = {one.id: one.schema for one in connector.types}
    related: dict[TypeId, list[TypeId]] = {}
    for type_ in connector.types:
        for base in type_.variant.bases if type_.variant is not None else ():
            related.setdefault(base, []).append(type_.id)
            related.setdefault(type_.id, []).append(base)
    pending = [id_ for schema in roots for id_ in references(schema)]
    seen: set[TypeId] = set()
    while pending:
        id_ = pending.pop()
        if id_ not in seen and id_ in declared:
            seen.add(id_)
            pending.extend(references(declared[id_]))
            pending.extend(related.get(id_, ()))
    return frozenset(seen)
