"""What the README says of connecting: arguments, ways to connect, OAuth, the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from connectorsmith.ir.connector import Connector
from connectorsmith.render.code import Code, compose, join, literal
from connectorsmith.sdk.address import base_url, chooses_host
from connectorsmith.sdk.connection import ClientArgument, Connection, initial_value
from connectorsmith.sdk.describe import sentence
from connectorsmith.sdk.model import SdkModel
from connectorsmith.settings.config import SdkConfig
from connectorsmith.targets.python.readme.scripts import PATH, Writer, public
from connectorsmith.text.words import snake_case

_TOKEN_DOC = (
    "An OAuth 2.0 access token, or a source of tokens: see below."  # noqa: S105 - words
)

_MOST_NAMED = 3
"""A comment names as many environment variables."""


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
    """What examples make their client with."""
    comment: str
    environment: str
    """The variable for the address."""
    address: str
    """What it is, within a sentence."""
    secrets: bool
    """Whether there are some."""
    tokens: Code | None
    """The example of OAuth."""


def connection_section(model: SdkModel) -> ConnectionSection:
    """The section on connections."""
    connector, config = model.connector, model.config
    alone = [] if model.connections else list(model.connection.arguments.values())
    every = [
        argument
        for one in (model.connections or (model.connection,))
        for argument in one.arguments.values()
    ]
    return ConnectionSection(
        rows=[_row(one, config) for one in alone],
        ways=[_way(one, config) for one in model.connections],
        given=_class(model.connection) if model.connections else Code(),
        comment="" if model.connections else _reads(connector, alone, model.package),
        environment=f"{model.package}_base_url".upper(),
        address=_address(connector),
        secrets=any(one.is_secret for one in every),
        tokens=_tokens(Writer(model.package), model),
    )


def _way(connection: Connection, config: SdkConfig) -> WayView:
    declared = connection.declared
    assert declared is not None
    said = declared.description or declared.title or declared.name
    rows = [_row(one, config) for one in connection.ordered]
    return WayView(f"connections.{connection.name}", sentence(said), rows)


def _class(connection: Connection) -> Code:
    """A connection with the arguments that it needs."""
    given = [_given(one) for one in connection.ordered if _needed(one)]
    return _made(connection, given)


def _made(connection: Connection, given: Sequence[Code]) -> Code:
    assert connection.name is not None
    return compose(
        "{}.{}({})", public("connections"), connection.name, join(", ", given)
    )


def _row(one: ClientArgument, config: SdkConfig) -> ConnectionRow:
    prefixes = {snake_case(name): prefix for name, prefix in config.prefixes.items()}
    name = str(one.name)
    return ConnectionRow(
        name,
        str(one.environment),
        one.is_secret,
        _TOKEN_DOC if one.is_token else one.doc,
        prefixes.get(name),
    )


def _needed(one: ClientArgument) -> bool:
    """Whether nothing works without it, unless the address is given."""
    places = one.reader == "need_text_unless"
    return one.required or (places and initial_value(one.parameter) is None)


def _given(one: ClientArgument) -> Code:
    value = literal(str(one.name).upper())
    return value if one.positional else compose("{}={}", one.name, value)


def _reads(
    connector: Connector, credentials: Sequence[ClientArgument], package: str
) -> str:
    names = [str(one.environment) for one in credentials if _needed(one)]
    if not base_url(connector) and not chooses_host(connector):
        names.append(f"{package}_base_url".upper())
    if not names:
        return ""
    if len(names) > _MOST_NAMED:
        return "reads the environment: see Connection"
    return f"reads {' and '.join(names)}"


def _address(connector: Connector) -> str:
    if chooses_host(connector):
        return "the address of the API, which overrides the host of the connection."
    if base_url(connector):
        return "the address of the API, if it is not the usual one."
    return "the address of the API (scheme, host and path), which the definition does not have."


def _tokens(writer: Writer, model: SdkModel) -> Code | None:
    """One client for each way to give tokens; none is asked for before the first call."""
    connection = next(
        (
            one
            for one in model.connections or (model.connection,)
            if any(argument.is_token for argument in one.ordered)
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
    ways = (
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
        *(_with_token(connection, token, way) for way in ways),
    )


def _with_token(connection: Connection, token: ClientArgument, value: Code) -> Code:
    """A client that is given a token, and what else it needs."""
    arguments = connection.ordered if connection.name else connection.arguments.values()
    given = [
        compose("{}={}", token.name, value),
        *(
            compose("{}={}", one.name, literal(str(one.name).upper()))
            for one in arguments
            if one is not token and _needed(one)
        ),
    ]
    made = _made(connection, given) if connection.name else join(", ", given)
    return compose("{}({})", public("Client"), made)
