"""The view of the SDK's README: examples are made of the connector's own operations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.types import (
    BooleanType,
    IntegerType,
    NumberType,
    Schema,
    StringType,
)
from connectorsmith.render.code import Code, literal
from connectorsmith.spec.config import SdkConfig
from connectorsmith.targets.python.client_view import Credential
from connectorsmith.targets.python.docs import headline
from connectorsmith.targets.python.operation_view import Argument, OperationShape
from connectorsmith.text.words import singular, snake_case


@dataclass(frozen=True, slots=True)
class Call:
    """An operation as a person calls it."""

    target: str
    """`threads.list`: what stands behind `client.`."""
    shape: OperationShape

    @property
    def example(self) -> str | None:
        """The call with made-up arguments; None where one of them cannot be made up."""
        arguments: list[str] = []
        for one in self.shape.arguments:
            if not one.required:
                continue
            value = _sample(one)
            if value is None:
                return None
            arguments.append(value if one.positional else f"{one.name}={value}")
        return f"{self.target}({', '.join(arguments)})"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of operations."""

    call: str
    summary: str


@dataclass(frozen=True, slots=True)
class ReadmeView:
    """README.md of the SDK."""

    title: str
    description: str
    credentials: Sequence[Credential]
    quick_start: Code
    async_start: Code | None
    pages_start: Code | None
    error_start: Code
    rows: Sequence[Row]
    operations_note: Code
    root_error: str
    throttle_note: Code | None


def readme_view(
    connector: Connector,
    config: SdkConfig,
    calls: Sequence[Call],
    *,
    package: str,
    root_error: str,
    credentials: Sequence[Credential],
) -> ReadmeView:
    """The view of README.md; `calls` are the operations in the order of the client."""
    paged = _first(one for one in calls if one.shape.page() is not None)
    chosen = _chosen(calls, paged)
    return ReadmeView(
        title=connector.title,
        description=connector.description or connector.title,
        credentials=credentials,
        quick_start=_script(package, credentials, chosen),
        async_start=_async_script(package, chosen) if chosen else None,
        pages_start=_pages(paged) if paged is not None else None,
        error_start=_errors(package, chosen),
        rows=[
            Row(f"client.{one.target}({_names(one)})", headline(one.shape.operation)[0])
            for one in calls
        ],
        operations_note=_note(package, calls),
        root_error=root_error,
        throttle_note=_throttle_note(config),
    )


def _first(calls: Iterable[Call]) -> Call | None:
    """The first call that needs the fewest arguments, of those that can be made up."""
    usable = [one for one in calls if one.example is not None]
    return min(
        usable,
        key=lambda one: sum(a.required for a in one.shape.arguments),
        default=None,
    )


def _chosen(calls: Sequence[Call], paged: Call | None) -> list[Call]:
    """At most three: a list, one thing, and a change, of one group where it has them."""
    group = paged.target.rpartition(".")[0] if paged is not None else None
    near = [one for one in calls if one.target.rpartition(".")[0] == group] or list(
        calls
    )
    reads = _first(
        one
        for one in near
        if one is not paged
        and one.shape.operation.method == "GET"
        and one.shape.arguments
    )
    writes = _first(
        one for one in near if one.shape.operation.method in ("POST", "PUT", "PATCH")
    )
    found = [one for one in (paged, reads, writes) if one is not None]
    if found:
        return found
    any_call = _first(calls)
    return [] if any_call is None else [any_call]


def _script(
    package: str, credentials: Sequence[Credential], chosen: list[Call]
) -> Code:
    comment = ""
    if credentials:
        names = " and ".join(str(one.environment) for one in credentials)
        comment = f"  # reads {names}"
    lines = [f"from {package} import Client", "", f"with Client() as client:{comment}"]
    lines += [f"    {line}" for one in chosen for line in _use(one)] or ["    ..."]
    return Code("\n".join(lines))


def _use(call: Call) -> list[str]:
    if call.shape.page() is not None:
        name = _item_name(call)
        return [f"for {name} in client.{call.example}:", f"    print({name})"]
    return [f"print(client.{call.example})"]


def _item_name(call: Call) -> str:
    group = call.target.rpartition(".")[0]
    name = singular(snake_case(group)) if group else "item"
    return name if name != "client" and name.isidentifier() else "item"


def _async_script(package: str, chosen: list[Call]) -> Code:
    lines = ["import asyncio", "", f"from {package} import AsyncClient", "", ""]
    lines += ["async def main() -> None:", "    async with AsyncClient() as client:"]
    call = chosen[0]
    if call.shape.page() is not None:
        name = _item_name(call)
        lines += [
            f"        async for {name} in client.{call.example}:",
            f"            print({name})",
        ]
    else:
        lines.append(f"        print(await client.{call.example})")
    return Code("\n".join([*lines, "", "", "asyncio.run(main())"]))


def _pages(call: Call) -> Code:
    name = _item_name(call)
    return Code(
        f"first = client.{call.example}.first()\n"
        f"for page in client.{call.example}.pages():\n"
        f"    print(page)\n"
        f"print(first)  # a {name.replace('_', ' ')}, or None"
    )


def _errors(package: str, chosen: list[Call]) -> Code:
    single = [one for one in chosen if one.shape.page() is None]
    call = f"client.{single[0].example}" if single else "..."
    return Code(
        f"from {package} import errors\n\n"
        f"try:\n    {call}\n"
        "except errors.NotFound as error:\n    print(error.request_id, error.body)"
    )


def _names(call: Call) -> str:
    required = [str(one.name) for one in call.shape.arguments if one.required]
    return ", ".join(
        [*required, *(["..."] if len(required) < len(call.shape.arguments) else [])]
    )


def _note(package: str, calls: Sequence[Call]) -> Code:
    example = next((one for one in calls if one.example is not None), None)
    text = (
        f"`{package}.operations` has each of them as a function that does no I/O. "
        "`client.send(operation)` gives the whole response: `.data`, `.http`, `.attempts`"
    )
    if example is None:
        return Code(text + ".")
    arguments = (example.example or "").partition("(")[2]
    return Code(
        f"{text};\n`client.send(operations.{example.shape.function}({arguments})`."
    )


def _throttle_note(config: SdkConfig) -> Code | None:
    if config.throttle is None:
        return None
    calls, seconds = config.throttle.calls, config.throttle.seconds
    return Code(
        f"The client itself starts at most {calls} calls in {seconds:g} seconds; `throttle=None` "
        "switches that off."
    )


def _sample(one: Argument) -> str | None:
    """The source of a made-up value; None for what would have to be a model."""
    return _sample_of(one.schema)


def _sample_of(schema: Schema) -> str | None:
    match schema.type:
        case StringType(enum=(first, *_)):
            return literal(first)
        case StringType(format="date-time"):
            return '"2026-01-31T12:00:00Z"'
        case StringType(format="date"):
            return '"2026-01-31"'
        case StringType():
            return '"42"'
        case IntegerType(enum=(first, *_)):
            return literal(first)
        case IntegerType() | NumberType():
            return "1"
        case BooleanType():
            return "True"
        case _:
            return None
