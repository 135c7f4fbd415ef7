"""The view of connections.py: the ways to connect of which a person chooses one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from connectorsmith.ir.connector import ConnectionSet, Connector
from connectorsmith.naming.connection import name_sets
from connectorsmith.passes.connection import declared, plan
from connectorsmith.render.code import Code, docstring, identifier, literal
from connectorsmith.settings.config import SdkConfig
from connectorsmith.targets.python.client.arguments import (
    Argument,
    arguments,
    documented,
    runtime_imports,
)
from connectorsmith.targets.python.client.authentication import (
    Authentication,
    connecting,
)
from connectorsmith.targets.python.code.docs import argument_entries
from connectorsmith.targets.python.code.layout import wrapped
from connectorsmith.targets.python.operations.describe import sentence

RESERVED = ("AsyncClient", "Client", "Connected", "KW_ONLY", "Literal")


@dataclass(frozen=True, slots=True)
class SetView:
    """One way to connect, as a dataclass."""

    name: Code
    doc: Code
    positional: Sequence[Argument]
    keyword: Sequence[Argument]
    hidden: Sequence[Code]
    """The fields that hold secrets."""
    reads: Sequence[Code]
    auth: Code
    connection: Code
    example: Sequence[str]
    """The arguments without which it is nothing, as an example writes them."""


@dataclass(frozen=True, slots=True)
class ConnectionsView:
    """connections.py."""

    doc: Code
    sets: Sequence[SetView]
    dataclass_names: Code
    literal: bool
    runtime_imports: Sequence[Code]
    calls: Mapping[str, Sequence[str]]
    """The functions of the runtime that are called, by module."""


def connection_names(connector: Connector) -> tuple[str, ...]:
    """The class of each way to connect, in the order of the document; none where there is one way."""
    return name_sets([one.name for one in connector.connection_sets], RESERVED)


def connections_view(
    connector: Connector, config: SdkConfig, package: str
) -> ConnectionsView | None:
    """The view of connections.py; None for a connector with one way to connect."""
    if not connector.connection_sets:
        return None
    alternatives = declared(connector)
    names = connection_names(connector)
    found: list[Authentication] = []
    for one in connector.connection_sets:
        made = plan(one.parameters, alternatives, connector.policies)
        args = arguments(made, package, holder="self.")
        found.append(connecting(made, args, config))
    calls = _together(one.calls for one in found)
    sets = [
        _set(name, one, auth)
        for name, one, auth in zip(names, connector.connection_sets, found, strict=True)
    ]
    hiding = ["hide"] if any(one.hidden for one in sets) else []
    everything = [argument for one in found for argument in one.arguments]
    return ConnectionsView(
        doc=docstring(
            f"The ways to connect to {connector.title}: a client is given one of them."
        ),
        sets=sets,
        dataclass_names=Code(
            "KW_ONLY, dataclass" if any(one.keyword for one in sets) else "dataclass"
        ),
        literal=any("Literal[" in one.annotation for one in everything),
        runtime_imports=runtime_imports(
            {**calls, "auth.connections": ["Connected", *hiding]},
            everything,
            ["AsyncToken"],
        ),
        calls=calls,
    )


def _together(
    calls: Iterable[Mapping[str, Sequence[str]]],
) -> dict[str, Sequence[str]]:
    found: dict[str, set[str]] = {}
    for one in calls:
        for module, names in one.items():
            found.setdefault(module, set()).update(names)
    return {module: sorted(names) for module, names in found.items()}


def _set(name: str, one: ConnectionSet, auth: Authentication) -> SetView:
    first = sentence(one.title or one.name or "One way to connect")
    lines = wrapped(first, indent=7)
    if one.description and sentence(one.description) != first:
        lines += ["", *wrapped(sentence(one.description), indent=4)]
    if auth.arguments:
        lines += ["", "Args:", *argument_entries(documented(auth.arguments))]
    return SetView(
        name=identifier(name),
        doc=docstring("\n".join(lines), 4),
        positional=[one for one in auth.arguments if one.positional],
        keyword=[one for one in auth.arguments if not one.positional],
        hidden=[
            literal(str(one.name))
            for one in auth.arguments
            if "Secret" in one.annotation or "Token" in one.annotation
        ],
        reads=[*auth.reads, *([Code(f"auth = {auth.auth}")] if auth.auth else [])],
        auth=Code("auth" if auth.auth else "None"),
        connection=auth.connection or Code("{}"),
        example=auth.example,
    )
