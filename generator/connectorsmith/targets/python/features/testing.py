"""testing.py: what a user's tests import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.policies import HostPolicy
from connectorsmith.ir.types import NamedType
from connectorsmith.naming.names import Names
from connectorsmith.render.code import Code, docstring
from connectorsmith.targets.python.client.client import base_url
from connectorsmith.targets.python.readme.examples import Call, choose
from connectorsmith.targets.python.readme.scripts import Writer, indented


@dataclass(frozen=True, slots=True)
class TestingView:
    """testing.py."""

    doc: Code
    server: Code
    """The module of the runtime that has the server."""


def testing_view(
    connector: Connector,
    names: Names,
    calls: Sequence[Call],
    *,
    package: str,
    given: Sequence[str],
    oauth: bool,
) -> TestingView:
    """The view of testing.py; `calls` are the operations in the order of the client.

    `given` are the arguments without which no client can be made.
    """
    call = choose(calls).plain
    lines = [
        f"For tests of what uses {connector.title}: its server in memory, and made-up answers."
    ]
    if call is not None:
        script = testing_script(connector, names, call, package=package, given=given)
        lines += ["", *indented(script.splitlines()), "", *_MORE]
    return TestingView(
        doc=docstring("\n".join(lines)),
        server=Code("token_server" if oauth else "server"),
    )


_MORE = (
    "It works for `AsyncClient`, too. Nothing is sent and nobody sleeps: waits for a retry or the",
    "throttle are in `fake.waits`. With pytest, a fixture can make the server and, after its `yield`,",
    "call `assert_all_called`.",
)


def testing_script(
    connector: Connector,
    names: Names,
    call: Call,
    *,
    package: str,
    given: Sequence[str],
) -> Code:
    """A test that makes a call; `given` are the arguments without which no client can be made."""
    made = [*given, "transport=fake"]
    moves = any(isinstance(one, HostPolicy) for one in connector.policies)
    if moves or not base_url(connector):
        made.insert(-1, 'base_url="https://example.com"')
    return Writer(package).script(
        "def test_something() -> None:",
        "    fake = FakeServer()",
        f"    asked = {call.operation}",
        f"    fake.on(asked){_reply(call, names)}",
        f"    with Client({', '.join(made)}) as client:",
        f"        {call.example}",
        "    fake.assert_all_called()",
    )


def _reply(call: Call, names: Names) -> str:
    """What the script replies; without a word of it, the answer is made up."""
    schemas = [one.schema for one in call.shape.successes()]
    match schemas:
        case [schema] if schema is not None and isinstance(schema.type, NamedType):
            return f".reply(example(models.{names.types[schema.type.id]}))"
        case _:
            return ""
