"""The view of the SDK's README."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from connectorsmith.ir.connector import Connector
from connectorsmith.render.code import Code
from connectorsmith.spec.config import SdkConfig
from connectorsmith.targets.python.arguments import Argument
from connectorsmith.targets.python.docs import headline
from connectorsmith.targets.python.readme_examples import Call, Scripts, choose
from connectorsmith.text.words import snake_case

__all__ = ["Call", "ReadmeView", "readme_view"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of operations."""

    call: str
    summary: str


@dataclass(frozen=True, slots=True)
class ConnectionRow:
    """One line of the table of what a client is given."""

    argument: str
    environment: str
    doc: str
    prefix: str | None
    """What the client puts before the value."""


@dataclass(frozen=True, slots=True)
class ReadmeView:
    """README.md of the SDK. Every script in it runs as it stands."""

    title: str
    description: str
    credentials: Sequence[ConnectionRow]
    base_url_environment: str
    quick_start: Code
    async_start: Code | None
    send_start: Code | None
    pages_start: Code | None
    error_start: Code | None
    options_start: Code | None
    rows: Sequence[Row]
    operations: str
    root_error: str
    throttle_note: Code | None


def readme_view(
    connector: Connector,
    config: SdkConfig,
    calls: Sequence[Call],
    *,
    package: str,
    root_error: str,
    credentials: Sequence[Argument],
) -> ReadmeView:
    """The view of README.md; `calls` are the operations in the order of the client."""
    types = {one.id: one.schema for one in connector.types}
    scripts = Scripts(package, choose(calls), types)
    return ReadmeView(
        title=connector.title,
        description=connector.description or connector.title,
        credentials=[_connection_row(one, config) for one in credentials],
        base_url_environment=f"{package}_base_url".upper(),
        quick_start=scripts.quick_start(_reads(credentials)),
        async_start=scripts.asynchronous(),
        send_start=scripts.sending(),
        pages_start=scripts.pages(),
        error_start=scripts.errors(root_error),
        options_start=scripts.options(),
        rows=[
            Row(f"client.{one.target}({_names(one)})", headline(one.shape.operation)[0])
            for one in calls
        ],
        operations=f"{package}.operations",
        root_error=root_error,
        throttle_note=_throttle_note(config),
    )


def _connection_row(one: Argument, config: SdkConfig) -> ConnectionRow:
    prefixes = {snake_case(name): prefix for name, prefix in config.prefixes.items()}
    name = str(one.name)
    return ConnectionRow(name, str(one.environment), one.doc, prefixes.get(name))


def _reads(credentials: Sequence[Argument]) -> str:
    names = " and ".join(str(one.environment) for one in credentials if one.required)
    return f"  # reads {names}" if names else ""


def _names(call: Call) -> str:
    required = [str(one.name) for one in call.shape.arguments if one.required]
    more = len(required) < len(call.shape.arguments)
    return ", ".join([*required, *(["..."] if more else [])])


def _throttle_note(config: SdkConfig) -> Code | None:
    if config.throttle is None:
        return None
    calls, seconds = config.throttle.calls, config.throttle.seconds
    return Code(
        f"The client itself starts no more than {calls:g} calls in any {seconds:g} seconds;\n"
        "`throttle=None` switches that off."
    )
