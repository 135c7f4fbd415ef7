"""testing.py: what a user's tests import."""

from __future__ import annotations

from dataclasses import dataclass

from connectorsmith.ir.types import NamedType
from connectorsmith.naming.names import Names
from connectorsmith.render.code import Code, compose, docstring, identifier, join
from connectorsmith.sdk.address import base_url, chooses_host
from connectorsmith.sdk.calls import Call
from connectorsmith.sdk.credentials import client_example
from connectorsmith.sdk.model import SdkModel
from connectorsmith.targets.python.readme.scripts import (
    Writer,
    indented,
    public,
    testing,
)


@dataclass(frozen=True, slots=True)
class TestingView:
    """testing.py."""

    doc: Code
    server: Code
    """The module of the runtime that has the server."""


def testing_view(model: SdkModel) -> TestingView:
    """Return the view of testing.py."""
    title = model.connector.title
    lines = [
        f"Helpers for tests with {title}: a server in memory and example responses."
    ]
    script = testing_script(model)
    if script is not None:
        lines += ["", *indented(map(Code, script.splitlines())), "", *_MORE]
    return TestingView(
        doc=docstring("\n".join(lines)),
        server=Code("token_server" if model.takes_tokens else "server"),
    )


_MORE = (
    "It works for `AsyncClient`, too. Nothing is sent, and waits are simulated: those for a retry or",
    "the throttle are in `fake.waits`. With pytest, a fixture can create the server and call",
    "`assert_all_called` after its `yield`.",
)


def testing_script(model: SdkModel) -> Code | None:
    """Return a test that makes a call; None without an example call."""
    call = model.examples.plain
    if call is None:
        return None
    given = [*_given(model, call), Code("transport=fake")]
    if chooses_host(model.connector) or not base_url(model.connector):
        given.insert(-1, Code('base_url="https://example.com"'))
    client = compose("{}({})", public("Client"), join(", ", given))
    return Writer(model.package).script(
        "def test_something() -> None:",
        compose("    fake = {}()", testing("FakeServer")),
        compose("    operation = {}", call.operation),
        compose("    fake.on(operation){}", _reply(call, model.names)),
        compose("    with {} as client:", client),
        compose("        {}", call.example),
        "    fake.assert_all_called()",
    )


def _given(model: SdkModel, call: Call) -> list[Code]:
    """Return the arguments of a client that can make the call, as an example writes them."""
    connection = model.connection
    example = client_example(connection, call.shape.operation.id)
    if connection.name is None:
        return example
    return [
        compose(
            "connection={}.{}({})",
            public("connections"),
            connection.name,
            join(", ", example),
        )
    ]


def _reply(call: Call, names: Names) -> Code:
    """Return the call of `reply`; empty for a generated response."""
    schemas = [one.schema for one in call.shape.successes()]
    match schemas:
        case [schema] if schema is not None and isinstance(schema.type, NamedType):
            model = identifier(names.types[schema.type.id])
            return compose(
                ".reply({}({}.{}))", testing("example"), public("models"), model
            )
        case _:
            return Code()
