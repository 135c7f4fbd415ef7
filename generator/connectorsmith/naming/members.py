"""Names of operations, of their arguments, and of the fields of models."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from connectorsmith.ir.connector import Operation, body_choices
from connectorsmith.ir.json import Absent
from connectorsmith.ir.types import NamedType, ObjectType, Property, Schema, TypeId
from connectorsmith.naming.identifiers import unique_names
from connectorsmith.naming.reserved import BASE_MODEL, FUNCTION, OPERATIONS

FLAT_LIMIT = 12
"""Visible properties of a body; a body with more is passed as a whole, not as
arguments."""

CALLBACK = "callback_url"
"""The argument for the URL that a webhook posts to."""

CONTENT_TYPE = "content_type"
"""The argument for the media type of the body."""

_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

_PREFIXES = {
    "path": "path",
    "query": "query",
    "header": "header",
    "formData": "form",
    "body": "body",
}
"""The prefix of a name that another location uses already, in order of precedence."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """The Python names of an operation's visible arguments."""

    parameters: Mapping[tuple[str, str], str]
    """The argument, by location and wire name."""
    body: Mapping[str, str] | None = None
    """The argument for each property of the body; None if the body can only be passed
    as a whole."""
    callback: str | None = None
    """The argument for a callback URL that is nested in the body."""
    content_type: str | None = None
    """The argument for the media type of the body, if there is a choice."""


def name_operations(
    operations: tuple[Operation, ...], locked: Mapping[str, str]
) -> dict[str, str]:
    """Return a function name for each operation, by its id."""
    return unique_names(
        [operation.id for operation in operations], "operation", OPERATIONS, locked
    )


def name_fields(
    declared: ObjectType,
    classes: Collection[str],
    inherited: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return a field name for each property of a model, by its name on the wire.

    In its class a field hides a class of its name, which letters without case allow.
    `inherited` has the names in the models that it inherits.
    """
    wires = [member.name for member in declared.properties]
    return unique_names(wires, "field", BASE_MODEL.union(classes), inherited)


def name_arguments(operation: Operation, types: Mapping[TypeId, Schema]) -> Arguments:
    """Return the names of an operation's visible arguments, all of them different."""
    flat = flat_properties(operation, types)
    by_location: dict[str, list[str]] = {location: [] for location in _PREFIXES}
    for parameter in operation.parameters:
        if is_argument(parameter.schema, required=parameter.required):
            by_location[parameter.location].append(parameter.name)
    by_location["body"] = [member.name for member in flat or ()]
    # The platform fills in an internal one; its name (`url`, `target`) would be vague.
    callbacks = {
        member.name: CALLBACK
        for member in flat or ()
        if member.schema.notification_url and member.schema.visibility == "internal"
    }
    taken: set[str] = set()
    parameters: dict[tuple[str, str], str] = {}
    body: dict[str, str] = {}
    for location, prefix in _PREFIXES.items():
        for wire, name in unique_names(
            by_location[location],
            "value",
            FUNCTION,
            callbacks if location == "body" else None,
        ).items():
            free = _free(name, prefix, taken)
            taken.add(free)
            if location == "body":
                body[wire] = free
            else:
                parameters[location, wire] = free
    callback = _free(CALLBACK, "body", taken) if len(operation.callback) > 1 else None
    chooses = body_choices(operation) and _is_given(operation, flat)
    return Arguments(
        parameters,
        body if flat is not None else None,
        callback,
        _free(CONTENT_TYPE, "body", taken) if chooses else None,
    )


def _is_given(operation: Operation, flat: tuple[Property, ...] | None) -> bool:
    """Return whether the caller gives the body or a member of it."""
    if flat is not None:
        return bool(flat)
    body = operation.body
    return body is not None and is_argument(body.schema, required=body.required)


def _free(name: str, prefix: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    free, number = f"{prefix}_{name.rstrip('_')}", 1
    while free in taken:
        number += 1
        free = f"{prefix}_{name.rstrip('_')}_{number}"
    return free


def plain_keyword(wire: str) -> str:
    """Return the argument that the runtime assumes for a wire name: see `encode/keywords.py`."""
    return re.sub(r"\W+", "_", _WORD_START.sub("_", wire)).lower()


def is_argument(schema: Schema, *, required: bool) -> bool:
    """Return whether the caller passes a parameter or property.

    The caller does not pass internal ones, unless they are required and have no
    default: the platform fills these in, and without the platform the caller must.
    """
    if schema.visibility != "internal":
        return True
    return required and isinstance(schema.default, Absent)


def flat_properties(
    operation: Operation, types: Mapping[TypeId, Schema]
) -> tuple[Property, ...] | None:
    """Return the body's visible properties if they become arguments, else None."""
    body = operation.body
    if body is None or not is_argument(body.schema, required=body.required):
        return None
    schema = body.schema
    if isinstance(schema.type, NamedType):
        schema = types[schema.type.id]
    if not isinstance(schema.type, ObjectType) or not schema.type.properties:
        return None
    visible = tuple(
        member
        for member in schema.type.properties
        if is_argument(member.schema, required=member.is_demanded)
    )
    if not visible and any(member.is_tag for member in schema.type.properties):
        return None  # Only the members of variants are left to pass.
    return visible if len(visible) <= FLAT_LIMIT else None
