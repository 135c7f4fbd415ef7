"""The view of the SDK's README."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from connectorsmith.render.code import Code, compose
from connectorsmith.sdk.argument import summarize
from connectorsmith.sdk.calls import Call
from connectorsmith.sdk.describe import headline
from connectorsmith.sdk.model import SdkModel
from connectorsmith.settings.config import SdkConfig
from connectorsmith.targets.python.readme.bodies import (
    BodiesView,
    FilesView,
    bodies_view,
    files_view,
)
from connectorsmith.targets.python.readme.connection import (
    ConnectionSection,
    connection_section,
)
from connectorsmith.targets.python.readme.events import (
    LookupsSection,
    TriggersSection,
    lookups_section,
    shortest_trigger,
    triggers_section,
)
from connectorsmith.targets.python.readme.models import ModelsSection, models_section
from connectorsmith.targets.python.readme.policies import (
    PoliciesSection,
    policies_section,
)
from connectorsmith.targets.python.readme.scripts import Scripts, Writer
from connectorsmith.targets.python.readme.testing import testing_script


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of operations."""

    call: str
    summary: str


@dataclass(frozen=True, slots=True)
class ReadmeView:
    """README.md of the SDK. Every script in it runs as it stands."""

    title: str
    description: str
    package: str
    connection: ConnectionSection
    quick_start: Code
    async_start: Code | None
    rows: Sequence[Row]
    internal: bool
    """True if the client has no methods for the operations."""
    operations: str
    send_start: Code | None
    options_start: Code | None
    bodies: BodiesView | None
    pages_start: Code | None
    stream_start: Code | None
    files: FilesView | None
    lookups: LookupsSection | None
    triggers: TriggersSection | None
    root_error: str
    error_start: Code | None
    throttle_note: Code | None
    policies: PoliciesSection | None
    models: ModelsSection | None
    test_start: Code | None


def readme_view(model: SdkModel) -> ReadmeView:
    """Return the view of README.md.

    Internal operations are listed if there are no others.
    """
    connector, calls, internal = model.connector, model.calls, model.internal_calls
    connection = connection_section(model)
    writer = Writer(model.package, connection.given)
    scripts = Scripts(writer, model.examples, model.types)
    return ReadmeView(
        title=connector.title,
        description=connector.description or connector.title,
        package=model.package,
        connection=connection,
        quick_start=scripts.quick_start(
            connection.comment,
            shortest_trigger(calls) or (None if calls else _sent(internal)),
        ),
        async_start=scripts.asynchronous(),
        rows=[
            Row(
                f"client.{call.target}({summarize(call.shape.arguments)})",
                _summary(call),
            )
            for call in calls
        ]
        or [
            Row(
                f"operations.{call.target}({summarize(call.shape.arguments)})",
                _summary(call),
            )
            for call in internal
        ],
        internal=bool(internal) and not calls,
        operations=f"{model.package}.operations",
        send_start=scripts.sending(),
        options_start=scripts.options(),
        bodies=bodies_view(writer, calls, model.values),
        pages_start=scripts.pages(),
        stream_start=_stream(calls),
        files=files_view(writer, calls),
        lookups=lookups_section(writer, model.lookups, model.values),
        triggers=triggers_section(writer, calls),
        root_error=str(model.root_error),
        error_start=scripts.errors(model.root_error),
        throttle_note=_throttle_note(model.config),
        policies=policies_section(connector, calls),
        models=models_section(writer, model),
        test_start=testing_script(model),
    )


def _sent(internal: Sequence[Call]) -> Code | None:
    """Return a line that sends an internal operation; None without an example."""
    usable = [one for one in internal if one.given is not None]
    call = min(usable, key=lambda call: call.effort, default=None)
    if call is None:
        return None
    return compose("print(client.send({}).data)", call.operation)


def _stream(calls: Sequence[Call]) -> Code | None:
    """Return a loop over a stream; None without one that has an example."""
    usable = [
        call for call in calls if call.shape.operation.stream and call.given is not None
    ]
    call = min(usable, key=lambda call: call.effort, default=None)
    return (
        None
        if call is None
        else compose("for item in {}:\n    print(item)", call.example)
    )


def _summary(call: Call) -> str:
    text, _ = headline(call.shape.operation)
    return f"{text} Deprecated." if call.shape.operation.deprecated else text


def _throttle_note(config: SdkConfig) -> Code | None:
    if config.throttle is None:
        return None
    calls, seconds = config.throttle.calls, config.throttle.seconds
    return Code(
        f"The client itself starts at most {calls:g} calls in any {seconds:g} seconds;\n"
        "`throttle=None` turns that off."
    )
