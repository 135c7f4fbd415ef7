"""Lookups: methods that request the values or the schema of an argument from the API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from connectorsmith.ir.connector import Connector, Operation
from connectorsmith.ir.dynamic import Asked, Input, Lookup
from connectorsmith.ir.types import (
    AnyType,
    ArrayType,
    NamedType,
    ObjectType,
    Schema,
    TypeId,
    Use,
)
from connectorsmith.naming.lookups import argument_name, input_names
from connectorsmith.naming.names import Names
from connectorsmith.passes.places import find, first_answer
from connectorsmith.render.code import Code, identifier
from connectorsmith.sdk.argument import Argument

MODULES = {
    Asked.CHOICES: ("choices", "Choices"),
    Asked.SCHEMA: ("schema_for", "SchemaFor"),
}
"""The module of each kind of lookups, and attribute of the client, with its class."""

_LABELS = {Asked.CHOICES: "Choices", Asked.SCHEMA: "Its schema"}

_MAX_NAMED = 3
"""Arguments that the docstring of a lookup names; further ones are counted."""

_ROLES = {"body": "the body", "default": "the response", "notification": "the event"}


@dataclass(frozen=True, slots=True)
class LookupShape:
    """A lookup as users call it."""

    lookup: Lookup
    method: str
    target: Operation
    """The operation that it calls."""
    function: Code
    """The name of that operation's function."""
    inputs: Sequence[tuple[Input, Argument]]
    """The arguments: those of the path in its order, required ones, then the others."""
    names: Mapping[Input, str | None]
    """The argument of the operation for each input and literal; None if it has none."""
    value: Schema | None
    """The schema of a choice; None for a lookup of a schema."""

    @property
    def attribute(self) -> str:
        """The attribute of the client: `choices` or `schema_for`."""
        return MODULES[self.lookup.asked][0]

    @property
    def given(self) -> list[Argument]:
        """The arguments, in their order."""
        return [argument for _, argument in self.inputs]

    @property
    def description(self) -> str:
        """A sentence about the values or the schema."""
        return describe_lookup(self.lookup)


def lookup_shapes(connector: Connector, names: Names) -> list[LookupShape]:
    """Return all lookups that the SDK has a method for, choices first."""
    types = {one.id: one.schema for one in connector.types}
    operations = {one.id: one for one in connector.operations}
    ordered = sorted(
        (one for one in connector.lookups if one.id in names.lookups),
        key=lambda lookup: (lookup.asked, names.lookups[lookup.id]),
    )
    return [_shape(one, operations[one.operation], types, names) for one in ordered]


def _shape(
    lookup: Lookup, target: Operation, types: Mapping[TypeId, Schema], names: Names
) -> LookupShape:
    arguments = names.arguments[target.id]
    called = input_names(lookup, arguments)
    inputs = [
        (given, _argument(given, called[given], target, types))
        for given in lookup.inputs
    ]

    def order(pair: tuple[Input, Argument]) -> tuple[int, int, bool]:
        given, argument = pair
        place = target.path.find(f"{{{given.name}}}") if argument.positional else 0
        return (not argument.positional, place, not argument.required)

    every = (*lookup.inputs, *(one for one, _ in lookup.literals))
    return LookupShape(
        lookup,
        names.lookups[lookup.id],
        target,
        identifier(names.operations[target.id]),
        sorted(inputs, key=order),
        {one: argument_name(one, arguments) for one in every},
        _value(lookup, target, types) if lookup.asked is Asked.CHOICES else None,
    )


def _argument(
    given: Input, name: str, target: Operation, types: Mapping[TypeId, Schema]
) -> Argument:
    schema, required = _described(given, target, types)
    return Argument(identifier(name), schema, required, given.location == "path")


def _described(
    given: Input, target: Operation, types: Mapping[TypeId, Schema]
) -> tuple[Schema, bool]:
    """Return the schema of an input, and whether it is required."""
    for parameter in target.parameters:
        if (parameter.location, parameter.name) == (given.location, given.name):
            return parameter.schema, parameter.required
    body = target.body
    assert body is not None, f"{target.id} takes no {given}"
    shape = find(body.schema, (), types)
    assert shape is not None
    assert isinstance(shape.type, ObjectType)
    for member in shape.type.properties:
        if member.name == given.name:
            return member.schema, body.required and member.is_demanded
    raise AssertionError(f"{target.id} has no {given}")


def _value(lookup: Lookup, target: Operation, types: Mapping[TypeId, Schema]) -> Schema:
    """Return the schema of a choice; an item that is not an object is the choice itself."""
    answered = find(first_answer(target), lookup.items, types)
    if answered is not None and isinstance(answered.type, ArrayType):
        item = find(answered.type.items, (), types)
        is_object = item is not None and isinstance(item.type, ObjectType)
        value = find(item, lookup.value if is_object else (), types)
        if value is not None and not isinstance(value.type, ObjectType):
            return replace(value, nullable=False)
    return Schema(AnyType(), "")


def describe_lookup(lookup: Lookup) -> str:
    """Return a sentence about what a lookup returns."""
    places = list(dict.fromkeys(map(_spoken, lookup.uses)))
    shown, more = places[:_MAX_NAMED], len(places) - _MAX_NAMED
    if more > 0:
        shown.append(f"{more} more")
    listed = ", ".join(shown[:-1]) + " and " * (len(shown) > 1) + shown[-1]
    if lookup.asked is Asked.CHOICES:
        return f"The values that {listed} can have."
    return f"The JSON Schema of {listed}."


def _spoken(use: str) -> str:
    """Return the name of a place for a sentence."""
    is_type = use.startswith("#/")
    owner, *steps = use.removeprefix("#/definitions/").split("/")
    role = ""
    if steps and not is_type:
        role = "the response" if steps[0].isdigit() else _ROLES.get(steps[0], "")
        steps = steps[1:] if role else steps
    path = ".".join(step for step in steps if step not in ("[]", "{}"))
    text = f"`{path}` of {owner}" if path else f"{role} of {owner}" if role else owner
    return text.replace("~1", "/").replace("~0", "~")


def lookup_notes(connector: Connector, names: Names) -> Mapping[str, Mapping[str, str]]:
    """Return a sentence about the lookup of an argument, by operationId and argument."""
    known = {
        (lookup.asked, use): names.lookups[lookup.id]
        for lookup in connector.lookups
        if lookup.id in names.lookups
        for use in lookup.uses
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
                    ] = f"{_LABELS[asked]}: {call}."
    return notes


def _argument_uses(
    operation: Operation, names: Names
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each argument with the places that it sets."""
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
