"""The view of connections.py: the ways to connect of which a person chooses one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from connectorsmith.render.code import Code, compose, docstring, literal, needs_of
from connectorsmith.sdk.connection import ClientArgument, Connection
from connectorsmith.sdk.describe import sentence
from connectorsmith.sdk.model import SdkModel
from connectorsmith.sdk.runtime_names import runtime
from connectorsmith.settings.config import SdkConfig
from connectorsmith.targets.python.client.authentication import authentication
from connectorsmith.targets.python.code.docs import argument_entries, documented
from connectorsmith.targets.python.code.imports import own_imports, standard_imports
from connectorsmith.targets.python.code.layout import wrapped


@dataclass(frozen=True, slots=True)
class SetView:
    """One way to connect, as a dataclass."""

    name: Code
    doc: Code
    positional: Sequence[ClientArgument]
    keyword: Sequence[ClientArgument]
    hidden: Sequence[Code]
    """The fields that hold secrets."""
    reads: Sequence[Code]
    auth: Code
    connection: Code

    @property
    def code(self) -> list[Code]:
        """All its pieces of code."""
        annotations = [
            argument.async_annotation for argument in (*self.positional, *self.keyword)
        ]
        return [*annotations, *self.reads, self.auth, self.connection]


@dataclass(frozen=True, slots=True)
class ConnectionsView:
    """connections.py."""

    doc: Code
    sets: Sequence[SetView]
    dataclass_names: Code
    typing_imports: Sequence[Code]
    runtime_imports: Sequence[Code]


def connections_view(model: SdkModel) -> ConnectionsView:
    """Return the view of connections.py, for a connector with several ways to connect."""
    sets = [_set(one, model.config) for one in model.connections]
    hiding = [runtime("hide")] if any(one.hidden for one in sets) else []
    used = [runtime("Connected"), *hiding, *(code for one in sets for code in one.code)]
    needs = needs_of(used)
    title = model.connector.title
    return ConnectionsView(
        doc=docstring(
            f"The ways to connect to {title}. Pass an instance of one of them to the client."
        ),
        sets=sets,
        dataclass_names=Code(
            "KW_ONLY, dataclass" if any(one.keyword for one in sets) else "dataclass"
        ),
        typing_imports=standard_imports(needs),
        runtime_imports=own_imports(needs),
    )


def _set(connection: Connection, config: SdkConfig) -> SetView:
    declared, name = connection.declared, connection.name
    assert declared is not None
    assert name is not None
    auth = authentication(connection, config, Code("self"))
    first = sentence(declared.title or declared.name or "One way to connect")
    lines = wrapped(first, indent=7)
    if declared.description and sentence(declared.description) != first:
        lines += ["", *wrapped(sentence(declared.description), indent=4)]
    arguments = connection.arguments.values()
    if arguments:
        lines += ["", "Args:", *argument_entries(documented(arguments))]
    return SetView(
        name=name,
        doc=docstring("\n".join(lines), 4),
        positional=connection.positional,
        keyword=connection.keyword,
        hidden=[literal(str(one.name)) for one in arguments if one.is_secret],
        reads=[*auth.reads, *([compose("auth = {}", auth.auth)] if auth.auth else [])],
        auth=Code("auth" if auth.auth else "None"),
        connection=auth.connection or Code("{}"),
    )
