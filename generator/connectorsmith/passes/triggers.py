"""Tie webhook triggers to the callback URL in their body, and to what ends them.

The platform fills the callback URL in itself; here a caller has to, so it is required and
has no default, whatever the definition says of it.
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
_DEEPEST = 8
"""An object that is this deep in a body is a caller's, whatever is in it."""


def tie_triggers(connector: Connector) -> Connector:
    """The connector whose callback URLs are arguments, and whose webhooks know their end."""
    types = {one.id: one.schema for one in connector.types}
    leading = _leading(types)
    ways = {
        one.id: _way(one.body.schema, types, leading)
        for one in connector.operations
        if one.body is not None
    }
    # A type that is a body and inside of one, too, is a body first.
    for way in sorted(ways.values(), key=len, reverse=True):
        _ask(way, types)
    return replace(
        connector,
        types=tuple(replace(one, schema=types[one.id]) for one in connector.types),
        operations=tuple(
            _tied(one, ways.get(one.id, ()), connector) for one in connector.operations
        ),
    )


@dataclass(frozen=True, slots=True)
class _Step:
    """One property on the way to a callback URL."""

    owner: TypeId
    name: str


def _tied(
    operation: Operation, way: tuple[_Step, ...], connector: Connector
) -> Operation:
    body, trigger = operation.body, operation.trigger
    if way and body is not None:
        schema = replace(body.schema, visibility=None, default=ABSENT)
        body = replace(body, required=True, schema=schema)
    if trigger is not None and way and trigger.notification is None:
        # It is posted to, and nobody says what.
        trigger = replace(trigger, notification=Schema(AnyType(), operation.at))
    if trigger is not None and trigger.notification is not None:
        trigger = replace(trigger, unsubscribe=_unsubscribe(operation, connector))
    callback = tuple(one.name for one in way)
    return replace(operation, body=body, trigger=trigger, callback=callback)


def _leading(types: Types) -> set[TypeId]:
    """The types that a callback URL is in, at any depth: nearly always none."""
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
        one = pending.pop()
        if one not in leading:
            leading.add(one)
            pending += holders[one]
    return leading


def _way(body: Schema, types: Types, leading: Set[TypeId]) -> tuple[_Step, ...]:
    """The shortest way to a callback URL that is hidden, and of equals the first.

    A visible one is an argument, or in one, already. No way leads through a list.
    """
    seen: set[TypeId] = set()
    # Each with the index of what it was found in, and the step from there.
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
                way = [step]
                _, index, before = pending[index]
                while before is not None:
                    way.append(before)
                    _, index, before = pending[index]
                return tuple(reversed(way))
    return ()


def _members(schema: Schema, types: Types) -> tuple[Property, ...]:
    if isinstance(schema.type, NamedType):
        schema = types[schema.type.id]
    return schema.type.properties if isinstance(schema.type, ObjectType) else ()


def _ask(way: tuple[_Step, ...], types: Types) -> None:
    """Rewrite the types on the way to a callback URL, from the inside out.

    At the top of the body it is a required property. Further down a model may hold it, and
    need not: the operation takes it as an argument of its own. What is around it is no
    argument where there is nothing else in it to fill in.
    """
    for step in reversed(way):
        member = _member(step, types)
        schema, required = member.schema, True
        if step is way[-1]:
            schema, required = replace(schema, default=ABSENT), len(way) == 1
        elif (sent := _filled(schema, types)) is not None:
            schema = replace(schema, visibility="internal", default=sent)
        else:
            continue
        _put(step, replace(member, schema=schema, required=required), types)


def _member(step: _Step, types: Types) -> Property:
    return next(
        one
        for one in _members(Schema(NamedType(step.owner), ""), types)
        if one.name == step.name
    )


def _put(step: _Step, member: Property, types: Types) -> None:
    schema = types[step.owner]
    assert isinstance(schema.type, ObjectType)
    properties = tuple(
        member if one.name == step.name else one for one in schema.type.properties
    )
    types[step.owner] = schema.with_type(replace(schema.type, properties=properties))


def _filled(schema: Schema, types: Types, depth: int = 0) -> dict[str, Json] | None:
    """What the client sends of an object by itself; None where a caller fills something in."""
    members = _members(schema, types)
    if not members or depth == _DEEPEST:
        return None
    sent = dict(schema.default) if isinstance(schema.default, Mapping) else {}
    for one in members:
        if _is_hidden(one) or schema.visibility == "internal":
            if one.is_constant and one.schema.default is not ABSENT:
                sent[one.name] = one.schema.default
            continue
        inner = _filled(one.schema, types, depth + 1)
        if inner is None:
            return None
        if one.required:
            sent[one.name] = inner
    return sent


def _is_hidden(member: Property) -> bool:
    schema = member.schema
    needed = member.required and schema.default is ABSENT
    return schema.visibility == "internal" and not needed


# One of them, not a part of it: no more than its id stands behind the word.
_HOOK = re.compile(r"(hook|subscri|trigger)[^{}]*(\{[^{}]*\})?\Z", re.IGNORECASE)


def _unsubscribe(trigger: Operation, connector: Connector) -> str | None:
    """The DELETE of the trigger's path, or of one thing below it, else the only one of hooks."""
    deletes = [one for one in connector.operations if one.method == "DELETE"]
    paths = {
        one.path
        for one in connector.operations
        if one.trigger is not None and one.trigger.notification is not None
    }
    others = [
        one
        for one in deletes
        if _HOOK.search(one.path) and not any(_is_near(one.path, p) for p in paths)
    ]
    for found in (
        [one for one in deletes if _is_below(one.path, trigger.path)],
        [one for one in deletes if _is_near(one.path, trigger.path)],
        others,
    ):
        if len(found) == 1:
            return found[0].id
    return None


def _is_near(path: str, base: str) -> bool:
    return path.rstrip("/") == base.rstrip("/") or _is_below(path, base)


def _is_below(path: str, base: str) -> bool:
    """Whether a path is that of one thing of a collection."""
    head, _, last = path.rstrip("/").rpartition("/")
    return head == base.rstrip("/") and re.fullmatch(r"\{[^{}]+\}", last) is not None
