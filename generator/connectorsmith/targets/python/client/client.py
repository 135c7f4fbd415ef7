"""The views of client.py, of the package's root and of its project files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from connectorsmith.ir.connector import Connector
from connectorsmith.render.code import Code, docstring, literal
from connectorsmith.settings.config import SdkConfig
from connectorsmith.targets.python.client.arguments import (
    Argument,
    documented,
    runtime_imports,
)
from connectorsmith.targets.python.client.authentication import authentication
from connectorsmith.targets.python.client.connections import connection_names
from connectorsmith.targets.python.client.policies import (
    all_hosts_are_chosen,
    chooses_host,
)
from connectorsmith.targets.python.code.annotations import import_line
from connectorsmith.targets.python.code.docs import (
    argument_entries,
    split_first_sentence,
)
from connectorsmith.targets.python.code.layout import wrapped
from connectorsmith.targets.python.operations.describe import sentence
from connectorsmith.targets.python.operations.files import GroupView


@dataclass(frozen=True, slots=True)
class ArgumentView:
    """What the constructor takes to connect."""

    name: Code
    annotation: Code
    async_annotation: Code


@dataclass(frozen=True, slots=True)
class ConnectionView:
    """What a client is given to connect, and what becomes of it."""

    positional: Sequence[ArgumentView | Argument]
    keyword: Sequence[ArgumentView | Argument]
    reads: Sequence[Code]
    auth: Code | None
    values: Code | None
    """What policies read."""
    entries: Sequence[str]
    """What the docstring says of the arguments."""
    imports: Sequence[Code]
    literal: bool
    """Whether annotations name known values."""


@dataclass(frozen=True, slots=True)
class ClientView:
    """client.py."""

    doc: Code
    sync_doc: Code
    async_doc: Code
    connection: ConnectionView
    typing_names: Code | None
    runtime_imports: Sequence[Code]
    base: Code
    async_base: Code
    base_url: Code
    base_url_environment: Code
    throttle: Code | None
    user_agent: Code
    groups: Sequence[GroupView]
    clients: Code
    """The module of the clients' base classes."""
    has_methods: bool
    has_policies: bool
    chooses_host: bool
    """Whether a policy says where operations are."""
    webhooks: bool
    """Whether there are subscriptions to end."""


def client_view(
    connector: Connector,
    config: SdkConfig,
    *,
    package: str,
    distribution: str,
    groups: Sequence[GroupView],
    clients: str,
    has_methods: bool,
    has_policies: bool,
    webhooks: bool,
) -> ClientView:
    """The view of client.py.

    `clients` is the module of the runtime that has the clients' base classes.
    """
    connection = connection_view(connector, config, package)
    return ClientView(
        doc=docstring(f"The clients of {connector.title}."),
        sync_doc=docstring(
            _class_doc(
                connector, connection, config, "Close it, or use it in a `with` block."
            ),
            4,
        ),
        async_doc=docstring(
            _class_doc(
                connector,
                connection,
                config,
                "Close it, or use it in an `async with` block.",
            ),
            4,
        ),
        connection=connection,
        typing_names=_typing(
            literal=connection.literal,
            late=bool(groups) or has_methods,
            webhooks=webhooks,
        ),
        runtime_imports=_runtime_imports(
            connection, clients, has_methods=has_methods, has_policies=has_policies
        ),
        base=Code("Methods" if has_methods else "_SyncClient"),
        async_base=Code("AsyncMethods" if has_methods else "_AsyncClient"),
        base_url=literal(base_url(connector)),
        base_url_environment=literal(f"{package.upper()}_BASE_URL"),
        throttle=(
            None
            if config.throttle is None
            else Code(f"Throttle({config.throttle.calls}, {config.throttle.seconds})")
        ),
        user_agent=literal(f"{distribution}/"),
        groups=groups,
        clients=Code(clients.rpartition(".")[2]),
        has_methods=has_methods,
        has_policies=has_policies,
        chooses_host=chooses_host(connector),
        webhooks=webhooks,
    )


def connection_view(
    connector: Connector, config: SdkConfig, package: str
) -> ConnectionView:
    """What the client is given: its connection parameters, or one of several ways to connect."""
    names = connection_names(connector)
    if names:
        return _choice(names)
    auth = authentication(connector, config, package)
    return ConnectionView(
        positional=[one for one in auth.arguments if one.positional],
        keyword=[one for one in auth.arguments if not one.positional],
        reads=auth.reads,
        auth=auth.auth,
        values=auth.connection,
        entries=documented(auth.arguments),
        imports=runtime_imports(auth.calls, auth.arguments, ["AsyncToken", "Token"]),
        literal=any("Literal[" in one.annotation for one in auth.arguments),
    )


def _choice(names: Sequence[str]) -> ConnectionView:
    annotation = Code(" | ".join([*names, "None"]))
    kinds = f"({', '.join(names)}{',' if len(names) == 1 else ''})"
    read = f"auth, values = connected(connection, base_url, {kinds})"
    said = (
        "connection: How to connect: one of the classes of `connections`. Without it, the only "
        "one whose values are all in environment variables."
    )
    return ConnectionView(
        positional=[ArgumentView(Code("connection"), annotation, annotation)],
        keyword=[],
        reads=[Code(read)],
        auth=Code("auth"),
        values=Code("values"),
        entries=[said],
        imports=[
            Code("from ._runtime.auth.connections import connected"),
            import_line(".connections", names),
        ],
        literal=False,
    )


def _typing(*, literal: bool, late: bool, webhooks: bool) -> Code | None:
    names = {
        "Literal": literal,
        "TYPE_CHECKING": late or webhooks,
        "Any": webhooks,
        "Unpack": webhooks,
    }
    used = [name for name, needed in names.items() if needed]
    return import_line("typing", used) if used else None


def _runtime_imports(
    connection: ConnectionView, clients: str, *, has_methods: bool, has_policies: bool
) -> list[Code]:
    lines: list[str] = [*connection.imports]
    if has_methods:
        lines.append("from ._runtime.lazy_methods import lazy_methods")
    else:
        lines.append(f"from ._runtime.{clients} import AsyncClient as _AsyncClient")
        lines.append(f"from ._runtime.{clients} import SyncClient as _SyncClient")
    if has_policies:
        lines.append("from ._runtime.http.settings import Timeout")
        lines.append("from ._runtime.policies.settings import Settings")
    else:
        lines.append("from ._runtime.http.settings import Settings, Timeout")
    lines += [
        "from ._runtime.http.retry import Retry",
        "from ._runtime.http.throttle import Throttle",
        "from ._runtime.unset import UNSET, Unset, given",
        "from ._version import __version__",
    ]
    return [Code(line) for line in sorted(lines, key=_import_order)]


def _import_order(line: str) -> tuple[str, bool]:
    # Of one module, each line has one name.
    module = line.split()[1]
    return module, "SyncClient as" in line and "Async" not in line


def base_url(connector: Connector) -> str:
    """Where every operation is, without a trailing slash.

    Empty where the definition has no host, or a placeholder for one: the client then asks
    for `base_url`. Empty, too, where policies know the host of every operation.
    """
    host = connector.host or ""
    if (
        all_hosts_are_chosen(connector)
        or not _HOST.match(host)
        or not connector.base_path.isprintable()
    ):
        return ""
    return f"{connector.scheme}://{host}{quote(connector.base_path, safe=_PATH)}"


def _class_doc(
    connector: Connector, connection: ConnectionView, config: SdkConfig, use: str
) -> str:
    first, rest = split_first_sentence(connector.description or connector.title)
    lines = wrapped(sentence(first), indent=7)
    if rest:
        lines += ["", *wrapped(sentence(rest), indent=4)]
    lines += ["", use, "", "Args:"]
    entries = [
        *connection.entries,
        f"base_url: {_where(connector)}",
        "timeout: Seconds, or an `httpx2.Timeout`, for each step of a call.",
        "retry: When a call is made again.",
        _throttle_doc(config),
        "headers: Sent with every call.",
        "strict: Refuse an answer that is not literally as declared; else it is read so.",
        "http_client: Makes the connections; the client does not close it.",
        "transport: Makes the connections of the client's own `httpx2` client.",
    ]
    return "\n".join([*lines, *argument_entries(entries)])


def _where(connector: Connector) -> str:
    if chooses_host(connector):
        return "Where the API is, if not where the connection says."
    if base_url(connector):
        return "Where the API is, if not at its usual place."
    return "Where the API is: its definition does not say."


def _throttle_doc(config: SdkConfig) -> str:
    if config.throttle is None:
        return "throttle: How many calls may start in a time; None for no limit."
    calls, seconds = config.throttle.calls, config.throttle.seconds
    return (
        f"throttle: How many calls may start in a time: {calls} in {seconds:g} seconds unless "
        "another is given; None for no limit. Clients of one connection can share one."
    )


_HOST = re.compile(r"[\w.-]+(:\d+)?\Z")
_PATH = "/!$&'()*+,;=:@%~"
"""What may stand in a path as it is (RFC 3986), with escapes that are there already."""
