"""Names of the calls that tell dynamic values and schemas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from connectorsmith.ir.connector import Connector, Operation
from connectorsmith.ir.dynamic import Asked, Input, Lookup
from connectorsmith.naming.identifiers import CALL_OPTIONS, member_name, unique_names
from connectorsmith.naming.members import Arguments, is_argument

_RESERVED = CALL_OPTIONS | {"self", "options", "models", "operations", "lazy"}
"""What no method may hide in the module where it stands."""

Name = tuple[Asked, str]
"""What is asked, and the place that asks it: how a name is locked."""


def name_lookups(
    connector: Connector,
    operations: Mapping[str, str],
    arguments: Mapping[str, Arguments],
    locked: Mapping[Name, str],
) -> dict[str, str]:
    """A method name for each lookup that a program can make, by its id.

    It is that of the operation, with the argument behind it where several lookups call one.
    """
    targets = {operation.id: operation for operation in connector.operations}
    named: dict[str, str] = {}
    for asked in Asked:
        group = [
            one
            for one in connector.lookups
            if one.asked is asked
            and _can_be_called(targets[one.operation], arguments[one.operation])
            and can_be_given(one, arguments[one.operation])
        ]
        wires = _wires(group, operations)
        known = {
            wires[one.id]: name
            for one in group
            for use in one.uses
            if (name := locked.get((asked, use))) is not None
        }
        names = unique_names(wires.values(), "lookup", _RESERVED, known)
        named |= {id_: names[wire] for id_, wire in wires.items()}
    return named


def _can_be_called(operation: Operation, arguments: Arguments) -> bool:
    """Whether its function wants nothing that a lookup has not: no whole body, no callback."""
    if arguments.callback is not None:
        return False
    body = operation.body
    if body is None or arguments.body is not None:
        return True
    return not (body.required and is_argument(body.schema, required=True))


def can_be_given(lookup: Lookup, arguments: Arguments) -> bool:
    """Whether the function of the called operation lets all of them be given.

    An internal query parameter can be put into what the function makes.
    """
    given = [*lookup.inputs, *(one for one, _ in lookup.literals)]
    return all(
        argument_name(one, arguments) is not None or one.location == "query"
        for one in given
    )


def argument_name(given: Input, arguments: Arguments) -> str | None:
    """What the function of an operation calls an input; None where it has none for it."""
    if given.location == "body":
        return (arguments.body or {}).get(given.name)
    return arguments.parameters.get((given.location, given.name))


def input_names(lookup: Lookup, arguments: Arguments) -> dict[Input, str]:
    """The argument for each input of a lookup, called as the operation's function does."""
    found = {one: argument_name(one, arguments) for one in lookup.inputs}
    names = {one: name for one, name in found.items() if name is not None}
    for one in found:
        if one not in names:
            name = member_name(one.name, "value", _RESERVED)
            while name in names.values():
                name += "_"
            names[one] = name
    return names


def _wires(lookups: Sequence[Lookup], operations: Mapping[str, str]) -> dict[str, str]:
    """What each lookup is named after: all different, as short as can be."""
    wires = {one.id: operations[one.operation].rstrip("_") for one in lookups}
    for said in (_argument, _place):
        counts = Counter(wires.values())
        for one in lookups:
            if counts[wires[one.id]] > 1:
                wires[one.id] = f"{operations[one.operation].rstrip('_')} {said(one)}"
    counts = Counter(wires.values())
    return {
        id_: wire if counts[wire] == 1 else f"{wire} {id_}"
        for id_, wire in wires.items()
    }


def _argument(lookup: Lookup) -> str:
    owner, steps, role = _place_words(lookup)
    return steps[-1] if steps else f"{owner} {role}".rstrip()


def _place(lookup: Lookup) -> str:
    owner, steps, role = _place_words(lookup)
    return " ".join([owner, *(steps or [role])]).rstrip()


def _place_words(lookup: Lookup) -> tuple[str, list[str], str]:
    """Of the first place: the operation or definition, the names below it, and its role."""
    first = lookup.uses[0].removeprefix("#/definitions/")
    owner, *below = first.replace("~1", " ").replace("~0", " ").split("/")
    if lookup.uses[0].startswith("#/"):
        # Namespaces of a program that somebody generated a definition from.
        owner = owner.rpartition(".")[2]
    role = ""
    if below and not lookup.uses[0].startswith("#/"):
        role = _role(below[0])
        below = below[1:] if role else below
    return owner, [step for step in below if step not in ("[]", "{}")], role


def _role(role: str) -> str:
    """A word for what is no parameter."""
    if role.isdigit() or role == "default":
        return "answer"
    return {"body": "request", "notification": "event"}.get(role, "")
