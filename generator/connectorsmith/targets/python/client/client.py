"""The views of client.py, of the package's root and of its project files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from connectorsmith.ir.connector import Connector
from connectorsmith.render.code import (
    Code,
    Need,
    compose,
    docstring,
    join,
    literal,
    needs_of,
)
from connectorsmith.sdk.address import base_url, chooses_host
from connectorsmith.sdk.connection import ClientArgument, Connection
from connectorsmith.sdk.describe import sentence, split_first_sentence
from connectorsmith.sdk.model import SdkModel
from connectorsmith.sdk.runtime_names import runtime
from connectorsmith.settings.config import SdkConfig
from connectorsmith.targets.python.client.authentication import authentication
from connectorsmith.targets.python.code.docs import (
    argument_entries,
    documented,
)
from connectorsmith.targets.python.code.imports import (
    TYPE_CHECKING,
    import_lines,
    standard_imports,
)
from connectorsmith.targets.python.code.layout import wrapped
from connectorsmith.targets.python.operations.group import GroupView
from connectorsmith.targets.python.operations.methods import client_bases


@dataclass(frozen=True, slots=True)
class ArgumentView:
    """An argument of the constructor for the connection."""

    name: Code
    annotation: Code
    async_annotation: Code


@dataclass(frozen=True, slots=True)
class ConnectionView:
    """The arguments of a client for its connection, and the code that reads them."""

    positional: Sequence[ArgumentView | ClientArgument]
    keyword: Sequence[ArgumentView | ClientArgument]
    reads: Sequence[Code]
    auth: Code | None
    values: Code | None
    """The connection values that policies read."""
    entries: Sequence[str]
    """The entries of the docstring about the arguments."""
    needs: frozenset[Need]


@dataclass(frozen=True, slots=True)
class ClientView:
    """client.py."""

    doc: Code
    sync_doc: Code
    async_doc: Code
    connection: ConnectionView
    typing_imports: Sequence[Code]
    runtime_imports: Sequence[Code]
    base: Code
    async_base: Code
    base_url: Code
    base_url_environment: Code
    throttle: Code | None
    user_agent: Code
    groups: Sequence[GroupView]
    clients: Code
    """The module of the clients' base classes, in the runtime's `http`."""
    has_methods: bool
    has_policies: bool
    chooses_host: bool
    """True if a policy sets the host of operations."""
    webhooks: bool
    """Whether there are subscriptions to end."""


def client_view(
    model: SdkModel, groups: Sequence[GroupView], *, has_policies: bool
) -> ClientView:
    """Return the view of client.py."""
    connector, config = model.connector, model.config
    connection = _connection(model)
    has_methods, webhooks = bool(model.methods), bool(model.webhooks)
    used = list[Code]()
    if groups or has_methods or webhooks:
        used.append(TYPE_CHECKING)
    if webhooks:
        used += [Code(name, [Need("typing", name)]) for name in ("Any", "Unpack")]
    needs = connection.needs | needs_of(used)
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
        typing_imports=standard_imports(needs),
        runtime_imports=_runtime_imports(model, needs, has_policies=has_policies),
        base=Code("Methods" if has_methods else "_SyncClient"),
        async_base=Code("AsyncMethods" if has_methods else "_AsyncClient"),
        base_url=literal(base_url(connector)),
        base_url_environment=literal(f"{model.package.upper()}_BASE_URL"),
        throttle=(
            None
            if config.throttle is None
            else Code(f"Throttle({config.throttle.calls}, {config.throttle.seconds})")
        ),
        user_agent=literal(f"{model.distribution}/"),
        groups=groups,
        clients=Code(
            "downloads" if model.has_downloads or model.has_streams else "client"
        ),
        has_methods=has_methods,
        has_policies=has_policies,
        chooses_host=chooses_host(connector),
        webhooks=webhooks,
    )


def _connection(model: SdkModel) -> ConnectionView:
    """Return the view of the connection: its parameters, or a choice of several classes."""
    if model.connections:
        return _choice(model.connections)
    auth = authentication(model.connection, model.config)
    arguments = model.connection.ordered
    annotations = [
        code
        for argument in arguments
        for code in (argument.annotation, argument.async_annotation)
    ]
    return ConnectionView(
        positional=model.connection.positional,
        keyword=model.connection.keyword,
        reads=auth.reads,
        auth=auth.auth,
        values=auth.connection,
        entries=documented(model.connection.arguments.values()),
        needs=needs_of([*auth.code, *annotations]),
    )


def _choice(connections: Sequence[Connection]) -> ConnectionView:
    names = [
        Code(connection.name, [Need(".connections", connection.name)])
        for connection in connections
        if connection.name is not None
    ]
    annotation = join(" | ", [*names, Code("None")])
    kinds = join(", ", names) if len(names) > 1 else compose("{},", names[0])
    read = compose(
        "auth, values = {}(connection, base_url, ({}))", runtime("connected"), kinds
    )
    entry = (
        "connection: How to connect: one of the classes of `connections`. Without it, the only "
        "one whose values are all in environment variables."
    )
    return ConnectionView(
        positional=[ArgumentView(Code("connection"), annotation, annotation)],
        keyword=[],
        reads=[read],
        auth=Code("auth"),
        values=Code("values"),
        entries=[entry],
        needs=needs_of([annotation, read]),
    )


def _runtime_imports(
    model: SdkModel, needs: frozenset[Need], *, has_policies: bool
) -> list[Code]:
    every = [
        "MAX_RESPONSE_BYTES",
        "Retry",
        "Timeout",
        "Throttle",
        "UNSET",
        "Unset",
        "given",
    ]
    settings = runtime(
        "Settings", variant="policies.settings" if has_policies else None
    )
    own = {one for one in needs if one.is_own} | needs_of(
        [*map(runtime, every), settings]
    )
    own.add(Need("._version", "__version__"))
    if model.methods:
        return import_lines(own | runtime("lazy_methods").needs)
    # isort has a line for each name that is called otherwise.
    sync, other = client_bases(model, "_")
    return sorted(
        [*import_lines(own), *import_lines(sync.needs), *import_lines(other.needs)]
    )


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
        "retry: When a call is repeated.",
        _throttle_doc(config),
        "headers: Sent with every call.",
        "strict: Raise an error for values of another type than declared; else convert them.",
        "total_timeout: Seconds for a whole call, with retries and waits; None for no limit.",
        "max_response_bytes: The largest response body, decompressed; None for no limit.",
        "http_client: The `httpx2` client to use; it is not closed.",
        "transport: The transport of the client's own `httpx2` client.",
    ]
    return "\n".join([*lines, *argument_entries(entries)])


def _where(connector: Connector) -> str:
    if chooses_host(connector):
        return "The address of the API, which overrides the host of the connection."
    if base_url(connector):
        return "The address of the API, if it is not the usual one."
    return "The address of the API, which the definition does not have."


def _throttle_doc(config: SdkConfig) -> str:
    if config.throttle is None:
        return (
            "throttle: A limit on the calls that start in a period; None for no limit."
        )
    calls, seconds = config.throttle.calls, config.throttle.seconds
    return (
        f"throttle: A limit on the calls that start in a period; by default {calls} in {seconds:g} "
        "seconds. None for no limit. Clients of one connection can share one."
    )
