"""The section of the README on connections: arguments, classes, OAuth, the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from connectorsmith.ir.connector import Connector
from connectorsmith.render.code import Code, compose, join, literal
from connectorsmith.sdk.address import base_url, chooses_host
from connectorsmith.sdk.connection import ClientArgument, Connection, initial_value
from connectorsmith.sdk.credentials import needed_arguments
from connectorsmith.sdk.describe import sentence
from connectorsmith.sdk.model import SdkModel
from connectorsmith.settings.config import SdkConfig
from connectorsmith.targets.python.readme.scripts import PATH, Writer, public
from connectorsmith.text.words import snake_case

_TOKEN_DOC = (
    "An OAuth 2.0 access token, or a source of tokens: see below."  # noqa: S105 - words
)

_MAX_NAMED = 3
"""Environment variables in a comment; for more, it refers to the section."""


@dataclass(frozen=True, slots=True)
class ConnectionRow:
    """One line of the table of what a client is given."""

    argument: str
    environment: str
    secret: bool
    doc: str
    prefix: str | None
    """What the client puts before the value."""


@dataclass(frozen=True, slots=True)
class WayView:
    """One of several ways to connect."""

    name: str
    title: str
    rows: Sequence[ConnectionRow]


@dataclass(frozen=True, slots=True)
class ConnectionSection:
    """The section on connections."""

    rows: Sequence[ConnectionRow]
    ways: Sequence[WayView]
    given: Code
    """The arguments of the client in examples."""
    comment: str
    environment: str
    """The variable for the address."""
    address: str
    """A description of the address, within a sentence."""
    secrets: bool
    """True if a connection has secrets."""
    by_operation: bool
    """True if the credentials depend on the operation."""
    tokens: Code | None
    """The example of OAuth."""


def connection_section(model: SdkModel) -> ConnectionSection:
    """Return the section on connections."""
    connector, config = model.connector, model.config
    alone = [] if model.connections else list(model.connection.arguments.values())
    every = [
        argument
        for connection in (model.connections or (model.connection,))
        for argument in connection.arguments.values()
    ]
    found = model.examples
    examples = (found.listing, found.reading, found.writing)
    shown = [call.shape.operation.id for call in examples if call is not None]
    return ConnectionSection(
        rows=[_row(one, config) for one in alone],
        ways=[_class_section(one, config) for one in model.connections],
        given=_class(model.connection, shown) if model.connections else Code(),
        comment="" if model.connections else _reads(model, shown),
        environment=f"{model.package}_base_url".upper(),
        address=_address(connector),
        secrets=any(one.is_secret for one in every),
        by_operation=any(
            connection.plan.by_operation
            for connection in model.connections or (model.connection,)
        ),
        tokens=_tokens(Writer(model.package), model),
    )


def _class_section(connection: Connection, config: SdkConfig) -> WayView:
    declared = connection.declared
    assert declared is not None
    text = declared.description or declared.title or declared.name
    rows = [_row(one, config) for one in connection.ordered]
    return WayView(f"connections.{connection.name}", sentence(text), rows)


def _class(connection: Connection, operations: Sequence[str]) -> Code:
    """Return a connection with the arguments that it needs to call operations."""
    needed = _needed(connection, operations)
    given = [_given(one) for one in connection.ordered if one in needed]
    return _instance(connection, given)


def _instance(connection: Connection, given: Sequence[Code]) -> Code:
    assert connection.name is not None
    return compose(
        "{}.{}({})", public("connections"), connection.name, join(", ", given)
    )


def _row(argument: ClientArgument, config: SdkConfig) -> ConnectionRow:
    prefixes = {snake_case(name): prefix for name, prefix in config.prefixes.items()}
    name = str(argument.name)
    return ConnectionRow(
        name,
        str(argument.environment),
        argument.is_secret,
        _TOKEN_DOC if argument.is_token else argument.doc,
        prefixes.get(name),
    )


def _needed(connection: Connection, operations: Sequence[str]) -> list[ClientArgument]:
    """Return the arguments that a client needs if it is not given an address."""
    needed = needed_arguments(connection, operations)
    return [
        argument
        for argument in connection.arguments.values()
        if argument in needed or _is_placing(argument)
    ]


def _is_placing(argument: ClientArgument) -> bool:
    places = argument.reader == "need_text_unless"
    return places and initial_value(argument.parameter) is None


def _given(argument: ClientArgument) -> Code:
    value = literal(str(argument.name).upper())
    return value if argument.positional else compose("{}={}", argument.name, value)


def _reads(model: SdkModel, operations: Sequence[str]) -> str:
    needed = _needed(model.connection, operations)
    names = [str(argument.environment) for argument in needed]
    if not base_url(model.connector) and not chooses_host(model.connector):
        names.append(f"{model.package}_base_url".upper())
    if not names:
        return ""
    if len(names) > _MAX_NAMED:
        return "reads the environment: see Connection"
    return f"reads {' and '.join(names)}"


def _address(connector: Connector) -> str:
    if chooses_host(connector):
        return "the address of the API, which overrides the host of the connection."
    if base_url(connector):
        return "the address of the API, if it is not the usual one."
    return "the address of the API (scheme, host and path), which the definition does not have."


def _tokens(writer: Writer, model: SdkModel) -> Code | None:
    """Return a script with a client for each source of tokens; None without OAuth."""
    connection = next(
        (
            connection
            for connection in model.connections or (model.connection,)
            if any(argument.is_token for argument in connection.ordered)
        ),
        None,
    )
    if connection is None:
        return None
    token = next(one for one in connection.arguments.values() if one.is_token)
    known = token.parameter.tokens
    address = known is not None and bool(known.url)
    url = "" if address else ', token_url="https://login.example.com/token"'
    app = Code(f'"CLIENT_ID", "CLIENT_SECRET"{url}')
    sources = (
        literal("ACCESS_TOKEN"),
        Code("load_token"),
        compose("{}({})", public("ClientCredentials"), app),
        compose(
            '{}("REFRESH_TOKEN", {}, renewed=keep_token)', public("RefreshToken"), app
        ),
    )
    return writer.script(
        "def load_token() -> str:",
        compose('    return {}("access-token.txt").read_text()', PATH),
        "",
        "def keep_token(refresh_token: str) -> None:",
        compose('    {}("refresh-token.txt").write_text(refresh_token)', PATH),
        "",
        "",
        *(_with_token(connection, token, source) for source in sources),
    )


def _with_token(connection: Connection, token: ClientArgument, value: Code) -> Code:
    """Return the creation of a client with a token and its other required arguments."""
    arguments = connection.ordered if connection.name else connection.arguments.values()
    given = [
        compose("{}={}", token.name, value),
        *(
            compose("{}={}", argument.name, literal(str(argument.name).upper()))
            for argument in arguments
            if argument is not token and (argument.required or _is_placing(argument))
        ),
    ]
    passed = _instance(connection, given) if connection.name else join(", ", given)
    return compose("{}({})", public("Client"), passed)
