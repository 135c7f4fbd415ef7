"""Names of the calls that return dynamic values and schemas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from connectorsmith.ir.connector import Connector, Operation
from connectorsmith.ir.dynamic import Asked, Input, Lookup
from connectorsmith.naming.identifiers import member_name, unique_names
from connectorsmith.naming.members import Arguments, is_argument
from connectorsmith.naming.reserved import FUNCTION, METHOD

Name = tuple[Asked, str]
"""The key of a locked name: the kind of lookup, and the place that declares it."""


def name_lookups(
    connector: Connector,
    operations: Mapping[str, str],
    arguments: Mapping[str, Arguments],
    locked: Mapping[Name, str],
) -> dict[str, str]:
    """Return a method name for each lookup that a client can make, by its id.

    It is the operation's name. If several lookups call one operation, an argument
    follows.
    """
    targets = {operation.id: operation for operation in connector.operations}
    named: dict[str, str] = {}
    for asked in Asked:
        group = [
            lookup
            for lookup in connector.lookups
            if lookup.asked is asked
            and _can_be_called(targets[lookup.operation], arguments[lookup.operation])
            and can_be_given(lookup, arguments[lookup.operation])
        ]
        wires = _wires(group, operations)
        known = {
            wires[lookup.id]: name
            for lookup in group
            for use in lookup.uses
            if (name := locked.get((asked, use))) is not None
        }
        names = unique_names(wires.values(), "lookup", METHOD, known)
        named |= {id_: names[wire] for id_, wire in wires.items()}
    return named


def _can_be_called(operation: Operation, arguments: Arguments) -> bool:
    """Return whether a lookup can call a function: without a whole body or a callback."""
    if arguments.callback is not None:
        return False
    body = operation.body
    if body is None or arguments.body is not None:
        return True
    return not (body.required and is_argument(body.schema, required=True))


def can_be_given(lookup: Lookup, arguments: Arguments) -> bool:
    """Return whether the called function has an argument for each input of a lookup.

    None is needed for a query parameter: it is added to the request.
    """
    given = [*lookup.inputs, *(input_ for input_, _ in lookup.literals)]
    return all(
        argument_name(input_, arguments) is not None or input_.location == "query"
        for input_ in given
    )


def argument_name(given: Input, arguments: Arguments) -> str | None:
    """Return the argument for an input of the called operation; None if there is none."""
    if given.location == "body":
        return (arguments.body or {}).get(given.name)
    return arguments.parameters.get((given.location, given.name))


def input_names(lookup: Lookup, arguments: Arguments) -> dict[Input, str]:
    """Return the argument for each input of a lookup, if possible the operation's."""
    found = {input_: argument_name(input_, arguments) for input_ in lookup.inputs}
    names = {input_: name for input_, name in found.items() if name is not None}
    for input_ in found:
        if input_ not in names:
            name = member_name(input_.name, "value", FUNCTION)
            while name in names.values():
                name += "_"
            names[input_] = name
    return names


def _wires(lookups: Sequence[Lookup], operations: Mapping[str, str]) -> dict[str, str]:
    """Return a unique text to name each lookup after, as short as possible."""
    wires = {lookup.id: operations[lookup.operation].rstrip("_") for lookup in lookups}
    for suffix in (_argument, _place):
        counts = Counter(wires.values())
        for lookup in lookups:
            if counts[wires[lookup.id]] > 1:
                wires[lookup.id] = (
                    f"{operations[lookup.operation].rstrip('_')} {suffix(lookup)}"
                )
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
    """Return a lookup's first place as owner, names below it, and role."""
    first = lookup.uses[0].removeprefix("#/definitions/")
    owner, *below = first.replace("~1", " ").replace("~0", " ").split("/")
    if lookup.uses[0].startswith("#/"):
        # Definitions that are generated from code have namespaces in their names.
        owner = owner.rpartition(".")[2]
    role = ""
    if below and not lookup.uses[0].startswith("#/"):
        role = _role(below[0])
        below = below[1:] if role else below
    return owner, [step for step in below if step not in ("[]", "{}")], role


def _role(role: str) -> str:
    """Return a word for a role that is not a parameter, else an empty text."""
    if role.isdigit() or role == "default":
        return "answer"
    return {"body": "request", "notification": "event"}.get(role, "")
