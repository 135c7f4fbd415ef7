"""What the README says of connecting: arguments, ways to connect, OAuth, the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from connectorsmith.ir.connector import Connector
from connectorsmith.render.code import Code
from connectorsmith.settings.config import SdkConfig
from connectorsmith.targets.python.client.arguments import Argument, initial_value
from connectorsmith.targets.python.client.client import base_url
from connectorsmith.targets.python.client.connections import ConnectionsView
from connectorsmith.targets.python.client.policies import chooses_host
from connectorsmith.targets.python.operations.describe import sentence
from connectorsmith.targets.python.readme.scripts import Writer
from connectorsmith.text.words import snake_case

_TOKEN_TYPE = "oauthsetting"  # noqa: S105 - the name of a type
_TOKEN_DOC = (
    "An OAuth 2.0 access token, or what gives one: see below."  # noqa: S105 - words
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
    made: str
    """How examples make their client."""
    comment: str
    environment: str
    """The variable for the address."""
    address: str
    """What it is, within a sentence."""
    secrets: bool
    """Whether there are some."""
    tokens: Code | None
    """The example of OAuth."""


def connection_section(
    connector: Connector,
    config: SdkConfig,
    *,
    package: str,
    credentials: Sequence[Argument],
    connections: ConnectionsView | None,
) -> ConnectionSection:
    """The section; `credentials` are for a connector with one way to connect."""
    every = [*credentials]
    made, comment = "Client()", _reads(connector, credentials, package)
    ways: list[WayView] = []
    if connections is not None:
        for one, declared in zip(
            connections.sets, connector.connection_sets, strict=True
        ):
            arguments = [*one.positional, *one.keyword]
            every += arguments
            said = declared.description or declared.title or declared.name
            rows = [_row(argument, config) for argument in arguments]
            ways.append(WayView(f"connections.{one.name}", sentence(said), rows))
        first = connections.sets[0]
        made = f"Client(connections.{first.name}({_shown([*first.positional, *first.keyword])}))"
        comment = ""
    return ConnectionSection(
        rows=[_row(one, config) for one in credentials],
        ways=ways,
        made=made,
        comment=comment,
        environment=f"{package}_base_url".upper(),
        address=_address(connector),
        secrets=any(_is_secret(one) for one in every),
        tokens=_tokens(Writer(package), credentials, connections),
    )


def _row(one: Argument, config: SdkConfig) -> ConnectionRow:
    prefixes = {snake_case(name): prefix for name, prefix in config.prefixes.items()}
    name = str(one.name)
    return ConnectionRow(
        name,
        str(one.environment),
        _is_secret(one),
        _TOKEN_DOC if one.parameter.type == _TOKEN_TYPE else one.doc,
        prefixes.get(name),
    )


def _is_secret(one: Argument) -> bool:
    return "Secret" in one.annotation or "Token" in one.annotation


def _needed(one: Argument) -> bool:
    """Whether nothing works without it, unless the address is given."""
    places = one.reader == "need_text_unless"
    return one.required or (places and initial_value(one.parameter) is None)


def _shown(arguments: Sequence[Argument]) -> str:
    return ", ".join(_given(one) for one in arguments if _needed(one))


def _given(one: Argument) -> str:
    value = f'"{str(one.name).upper()}"'
    return value if one.positional else f"{one.name}={value}"


def _reads(connector: Connector, credentials: Sequence[Argument], package: str) -> str:
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
        return "where the API is, in place of the host that the connection says."
    if base_url(connector):
        return "where the API is, if not at its usual place."
    return (
        "where the API is (scheme, host and path), which its definition does not say."
    )


def _tokens(
    writer: Writer,
    credentials: Sequence[Argument],
    connections: ConnectionsView | None,
) -> Code | None:
    """One client for each way to give tokens; none is asked for before the first call."""
    form, address = _token_form(credentials, connections)
    if not form:
        return None
    url = "" if address else ', token_url="https://login.example.com/token"'
    app = '"CLIENT_ID", "CLIENT_SECRET"' + url
    ways = (
        '"ACCESS_TOKEN"',
        "load_token",
        f"ClientCredentials({app})",
        f'RefreshToken("REFRESH_TOKEN", {app}, renewed=keep_token)',
    )
    lines = [f"Client({form.format(way)})" for way in ways]
    return writer.script(
        "def load_token() -> str:",
        '    return Path("access-token.txt").read_text()',
        "",
        "def keep_token(refresh_token: str) -> None:",
        '    Path("refresh-token.txt").write_text(refresh_token)',
        "",
        "",
        *lines,
    )


def _token_form(
    credentials: Sequence[Argument], connections: ConnectionsView | None
) -> tuple[str, bool]:
    """A client's arguments with a place for a token, and whether tokens have a known source."""
    candidates: Mapping[str, Sequence[Argument]] = {"{}": credentials}
    if connections is not None:
        candidates = {
            f"connections.{one.name}({{}})": [*one.positional, *one.keyword]
            for one in connections.sets
        }
    for form, arguments in candidates.items():
        token = next((a for a in arguments if a.parameter.type == _TOKEN_TYPE), None)
        if token is None:
            continue
        others = [
            f'{one.name}="{str(one.name).upper()}"'
            for one in arguments
            if one is not token and _needed(one)
        ]
        known = token.parameter.tokens
        source = known is not None and bool(known.url)
        return form.format(", ".join([f"{token.name}={{}}", *others])), source
    return "", False
