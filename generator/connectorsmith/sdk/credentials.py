"""The credentials that an operation needs, as arguments of the client."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from connectorsmith.passes.proofs import Proof
from connectorsmith.render.code import Code, compose
from connectorsmith.sdk.connection import ClientArgument, Connection


def client_example(connection: Connection, operation: str) -> list[Code]:
    """Return the arguments of a client that can call an operation, as an example writes them."""
    needed = {one.name for one in connection.arguments.values() if one.required}
    ways = connection.plan.own.get(operation, connection.plan.ways)
    if ways and not connection.plan.is_certain:
        needed |= {one.name for one in _arguments(connection, ways[0])}
    return [
        compose('{}="test"', argument.name)
        for argument in connection.arguments.values()
        if argument.name in needed
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
