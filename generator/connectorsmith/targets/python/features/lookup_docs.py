"""What is said of lookups: by themselves, and of the arguments that they are for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from connectorsmith.ir.connector import Connector, Operation
from connectorsmith.ir.dynamic import Asked, Lookup
from connectorsmith.ir.types import NamedType, Use
from connectorsmith.naming.names import Names

MODULES = {
    Asked.CHOICES: ("choices", "Choices"),
    Asked.SCHEMA: ("schema_for", "SchemaFor"),
}
"""The module of each kind of lookups, and attribute of the client, with its class."""

_TOLD = {Asked.CHOICES: "Choices", Asked.SCHEMA: "Its schema"}

_MOST_NAMED = 3
"""A docstring names no more of the arguments that a lookup is for."""

_ROLES = {"body": "the body", "default": "the answer", "notification": "the event"}


def told(lookup: Lookup) -> str:
    """What a lookup is for, in a sentence."""
    places = list(dict.fromkeys(map(_spoken, lookup.uses)))
    shown, more = places[:_MOST_NAMED], len(places) - _MOST_NAMED
    if more > 0:
        shown.append(f"{more} more")
    listed = ", ".join(shown[:-1]) + " and " * (len(shown) > 1) + shown[-1]
    if lookup.asked is Asked.CHOICES:
        return f"The values that can be given for {listed}."
    return f"The JSON Schema of {listed}."


def _spoken(use: str) -> str:
    """A place as a sentence names it."""
    is_type = use.startswith("#/")
    owner, *steps = use.removeprefix("#/definitions/").split("/")
    role = ""
    if steps and not is_type:
        role = "the answer" if steps[0].isdigit() else _ROLES.get(steps[0], "")
        steps = steps[1:] if role else steps
    path = ".".join(step for step in steps if step not in ("[]", "{}"))
    said = f"`{path}` of {owner}" if path else f"{role} of {owner}" if role else owner
    return said.replace("~1", "/").replace("~0", "~")


def lookup_notes(connector: Connector, names: Names) -> Mapping[str, Mapping[str, str]]:
    """By operationId and argument, which lookup tells the values that it takes, or its schema."""
    known = {
        (one.asked, use): names.lookups[one.id]
        for one in connector.lookups
        if one.id in names.lookups
        for use in one.uses
    }
    if not known:
        return {}
    notes: dict[str, dict[str, str]] = {}
    for operation in connector.operations:
        for name, uses in _argument_uses(operation, names):
            for asked, (attribute, _) in MODULES.items():
                found = [known[asked, use] for use in uses if (asked, use) in known]
                if found:
                    call = f"`client.{attribute}.{found[0]}(...)`"
                    notes.setdefault(operation.id, {})[
                        name
                    ] = f"{_TOLD[asked]}: {call}."
    return notes


def _argument_uses(
    operation: Operation, names: Names
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each argument with the places that it is filled in for."""
    arguments = names.arguments[operation.id]
    for (_, wire), name in arguments.parameters.items():
        yield name, _with_items(Use(operation.id, wire))
    body = operation.body
    if body is None:
        return
    owners = [Use(operation.id, "body")]
    if isinstance(body.schema.type, NamedType):
        owners.append(Use(body.schema.type.id, ""))
    yield "body", tuple(map(str, owners))
    for wire, name in (arguments.body or {}).items():
        uses = [replace(one, path=(wire,)) for one in owners]
        yield name, tuple(use for one in uses for use in _with_items(one))


def _with_items(use: Use) -> tuple[str, ...]:
    return str(use), str(replace(use, path=(*use.path, "[]")))
