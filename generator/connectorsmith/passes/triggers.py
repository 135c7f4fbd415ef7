"""Attachment of webhook triggers to the callback URL in their body and to their unsubscription.

The platform sets the callback URL itself. In the SDK the caller provides it, so it is
required and has no default, whatever the definition declares.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace

from connectorsmith.ir.connector import Connector, Operation
from connectorsmith.ir.json import ABSENT, Json
from connectorsmith.ir.types import (
    AnyType,
    NamedType,
    ObjectType,
    Property,
    Schema,
    TypeId,
)

Types = dict[TypeId, Schema]
_MAX_DEPTH = 8
"""Levels of objects in a body; a deeper object is an argument, whatever it contains."""


def tie_triggers(connector: Connector) -> Connector:
    """Return the connector with callback URLs as arguments, and unsubscriptions of webhooks."""
    types = {one.id: one.schema for one in connector.types}
    leading = _leading(types)
    paths = {
        operation.id: _path(operation.body.schema, types, leading)
        for operation in connector.operations
        if operation.body is not None
    }
    # Longest first: a type that is a body itself and inside another one ends as a body.
    for path in sorted(paths.values(), key=len, reverse=True):
        _require(path, types)
    return replace(
        connector,
        types=tuple(
            replace(declaration, schema=types[declaration.id])
            for declaration in connector.types
        ),
        operations=tuple(
            _tied(operation, paths.get(operation.id, ()), connector)
            for operation in connector.operations
        ),
    )


@dataclass(frozen=True, slots=True)
class _Step:
    """A property on the path to a callback URL."""

    owner: TypeId
    name: str


def _tied(
    operation: Operation, path: tuple[_Step, ...], connector: Connector
) -> Operation:
    body, trigger = operation.body, operation.trigger
    if path and body is not None:
        schema = replace(body.schema, visibility=None, default=ABSENT)
        body = replace(body, required=True, schema=schema)
    if trigger is not None and path and trigger.notification is None:
        # The definition does not declare the notification.
        trigger = replace(trigger, notification=Schema(AnyType(), operation.at))
    if trigger is not None and trigger.notification is not None:
        trigger = replace(trigger, unsubscribe=_unsubscribe(operation, connector))
    callback = tuple(step.name for step in path)
    return replace(operation, body=body, trigger=trigger, callback=callback)


def _leading(types: Types) -> set[TypeId]:
    """Return the types that contain a callback URL at any depth; usually none."""
    holders: defaultdict[TypeId, list[TypeId]] = defaultdict(list)
    pending: list[TypeId] = []
    for owner, schema in types.items():
        for member in _members(schema, types):
            if member.schema.notification_url:
                pending.append(owner)
            if isinstance(member.schema.type, NamedType):
                holders[member.schema.type.id].append(owner)
    leading: set[TypeId] = set()
    while pending:
        type_id = pending.pop()
        if type_id not in leading:
            leading.add(type_id)
            pending += holders[type_id]
    return leading


def _path(body: Schema, types: Types, leading: Set[TypeId]) -> tuple[_Step, ...]:
    """Return the shortest path to a hidden callback URL; of equal ones, the first.

    A visible callback URL is already an argument, or inside one. No path enters a list.
    """
    seen: set[TypeId] = set()
    # Each with the index of the schema that holds it, and the step from there.
    pending: list[tuple[Schema, int, _Step | None]] = [(body, 0, None)]
    for index, (schema, _, _) in enumerate(pending):
        if not isinstance(schema.type, NamedType) or schema.type.id in seen:
            continue
        seen.add(schema.type.id)
        if schema.type.id not in leading:
            continue
        for member in _members(schema, types):
            step = _Step(schema.type.id, member.name)
            if not member.schema.notification_url:
                pending.append((member.schema, index, step))
            elif member.schema.visibility == "internal":
                path = [step]
                _, index, before = pending[index]
                while before is not None:
                    path.append(before)
                    _, index, before = pending[index]
                return tuple(reversed(path))
    return ()


def _members(schema: Schema, types: Types) -> tuple[Property, ...]:
    if isinstance(schema.type, NamedType):
        schema = types[schema.type.id]
    return schema.type.properties if isinstance(schema.type, ObjectType) else ()


def _require(path: tuple[_Step, ...], types: Types) -> None:
    """Rewrite the types on the path to a callback URL, from the inside out.

    Directly in the body, the callback URL is a required property. Further inside it is
    optional in its model, because the operation takes it as an argument of its own; an
    object around it is no argument if the caller has nothing else to fill in.
    """
    for step in reversed(path):
        member = _member(step, types)
        schema, required = member.schema, True
        if step is path[-1]:
            schema, required = replace(schema, default=ABSENT), len(path) == 1
        elif (default := _filled(schema, types)) is not None:
            schema = replace(schema, visibility="internal", default=default)
        else:
            continue
        _put(step, replace(member, schema=schema, required=required), types)


def _member(step: _Step, types: Types) -> Property:
    return next(
        member
        for member in _members(Schema(NamedType(step.owner), ""), types)
        if member.name == step.name
    )


def _put(step: _Step, member: Property, types: Types) -> None:
    schema = types[step.owner]
    assert isinstance(schema.type, ObjectType)
    properties = tuple(
        member if other.name == step.name else other for other in schema.type.properties
    )
    types[step.owner] = schema.with_type(replace(schema.type, properties=properties))


def _filled(schema: Schema, types: Types, depth: int = 0) -> dict[str, Json] | None:
    """Return the value that the client sends for an object; None if the caller must
    fill it in."""
    members = _members(schema, types)
    if not members or depth == _MAX_DEPTH:
        return None
    sent = dict(schema.default) if isinstance(schema.default, Mapping) else {}
    for member in members:
        if _is_hidden(member) or schema.visibility == "internal":
            if member.is_constant and member.schema.default is not ABSENT:
                sent[member.name] = member.schema.default
            continue
        inner = _filled(member.schema, types, depth + 1)
        if inner is None:
            return None
        if member.required:
            sent[member.name] = inner
    return sent


def _is_hidden(member: Property) -> bool:
    schema = member.schema
    needed = member.required and schema.default is ABSENT
    return schema.visibility == "internal" and not needed


# A hook itself, not a part of it: only an id may come after the word.
_HOOK = re.compile(r"(hook|subscri|trigger)[^{}]*(\{[^{}]*\})?\Z", re.IGNORECASE)


def _unsubscribe(trigger: Operation, connector: Connector) -> str | None:
    """Return the id of the operation that ends a subscription; None if it is not certain.

    That is the only DELETE on an item below the trigger's path, else the only one on
    the path itself or below it, else the only one on another path that names a hook.
    """
    deletes = [
        operation for operation in connector.operations if operation.method == "DELETE"
    ]
    paths = {
        operation.path
        for operation in connector.operations
        if operation.trigger is not None and operation.trigger.notification is not None
    }
    others = [
        operation
        for operation in deletes
        if _HOOK.search(operation.path)
        and not any(_is_near(operation.path, p) for p in paths)
    ]
    for candidates in (
        [operation for operation in deletes if _is_below(operation.path, trigger.path)],
        [operation for operation in deletes if _is_near(operation.path, trigger.path)],
        others,
    ):
        if len(candidates) == 1:
            return candidates[0].id
    return None


def _is_near(path: str, base: str) -> bool:
    return path.rstrip("/") == base.rstrip("/") or _is_below(path, base)


def _is_below(path: str, base: str) -> bool:
    """Return whether a path is a base path and one parameter."""
    head, _, last = path.rstrip("/").rpartition("/")
    return head == base.rstrip("/") and re.fullmatch(r"\{[^{}]+\}", last) is not None
