"""The credentials that an operation needs, as arguments of the client."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from connectorsmith.passes.proofs import Proof
from connectorsmith.render.code import Code, compose
from connectorsmith.sdk.connection import ClientArgument, Connection, initial_value


def needed_arguments(
    connection: Connection, operations: Iterable[str]
) -> list[ClientArgument]:
    """Return the arguments that a client needs to be created and to call operations.

    Of alternatives, this is the first, unless another one needs no more arguments.
    """
    plan, arguments = connection.plan, connection.arguments.values()
    needed = {one.name for one in arguments if one.required}
    required = [plan.ways] if plan.is_required else []
    required += [plan.own.get(operation, plan.ways) for operation in operations]
    for ways in () if plan.is_certain else required:
        each = [
            {
                argument.name
                for argument in _arguments(connection, proofs)
                if initial_value(argument.parameter) is None
            }
            for proofs in ways
        ]
        if each and not any(names <= needed for names in each):
            needed |= each[0]
    return [argument for argument in arguments if argument.name in needed]


def client_example(connection: Connection, operation: str) -> list[Code]:
    """Return the arguments of a client that can call an operation, as an example writes them."""
    return [
        compose('{}="test"', argument.name)
        for argument in needed_arguments(connection, [operation])
    ]


def credential_note(connections: Sequence[Connection], operation: str) -> str | None:
    """Return a sentence about the credentials of an operation; None if all have the same."""
    notes = {_note(connection, operation) for connection in connections}
    return notes.pop() if len(notes) == 1 else None


def _note(connection: Connection, operation: str) -> str | None:
    plan = connection.plan
    if operation not in plan.own and (not plan.by_operation or plan.is_required):
        return None
    ways = plan.own.get(operation, plan.ways)
    alternatives = [
        " and ".join(f"`{one.name}`" for one in _arguments(connection, proofs))
        for proofs in ways
        if proofs
    ]
    if not alternatives:
        return "Credentials: none."
    optional = "" if all(ways) else ", if the client has them"
    return f"Credentials: {'; or '.join(alternatives)}{optional}."


def _arguments(
    connection: Connection, proofs: Iterable[Proof]
) -> Iterable[ClientArgument]:
    for proof in proofs:
        yield from (connection.arguments[one.name] for one in proof.parameters)
