"""Docstrings of generated code, from the descriptions of the definition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from http import HTTPStatus
from types import MappingProxyType

from connectorsmith.ir.connector import Operation, Response
from connectorsmith.sdk.argument import Argument
from connectorsmith.sdk.connection import ClientArgument
from connectorsmith.sdk.describe import (
    describe,
    echoes,
    headline,
    sentence,
    split_first_sentence,
)
from connectorsmith.targets.python.code.layout import WIDTH, wrapped

DEPRECATED = "Deprecated by its publisher."
"""The paragraph of a docstring that says so."""


def operation_docstring(
    operation: Operation,
    arguments: Sequence[Argument],
    returns: str | None,
    *,
    indent: int,
    refusals: Sequence[Response] = (),
    notes: Sequence[str] = (),
    lookups: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return the text of the docstring of a method that calls an operation.

    `returns` is a sentence; `refusals` are the declared responses that are raised; `notes`
    are paragraphs that come after the author's description; `lookups` are sentences about
    the lookup of an argument, by argument.
    """
    first, rest = headline(operation)
    lines = wrapped(first, indent=indent + 3)
    if rest:
        lines += ["", *wrapped(rest, indent=indent)]
    for note in notes:
        lines += ["", *wrapped(note, indent=indent)]
    if operation.deprecated:
        lines += ["", DEPRECATED]
    for departure in operation.departures:
        lines += ["", *wrapped(departure, indent=indent)]
    lines += section("Args", _arguments(arguments, lookups), indent)
    if returns:
        lines += ["", "Returns:"]
        lines += [f"    {line}" for line in wrapped(returns, indent=indent + 4)]
    lines += section("Raises", _raises(refusals), indent)
    lines += ["", *wire_lines(operation, indent=indent)]
    return "\n".join(lines)


def section(title: str, entries: Iterable[str], indent: int) -> list[str]:
    """Return the lines of a part of a docstring such as `Args`; none without entries."""
    written = [f"    {line}" for entry in entries for line in _entry(entry, indent + 4)]
    return ["", f"{title}:", *written] if written else []


def _arguments(
    arguments: Iterable[Argument], lookups: Mapping[str, str]
) -> Iterator[str]:
    """Yield an entry for each argument with facts: important ones first, advanced ones last."""
    rank = {"important": 0, "advanced": 2}
    members = any(one.part == "member" for one in arguments)
    for argument in sorted(
        arguments, key=lambda argument: rank.get(argument.schema.visibility or "", 1)
    ):
        # The description of a body does not explain that it replaces its members.
        is_whole = argument.part == "whole" and members
        text = _WHOLE if is_whole else describe(argument.schema, str(argument.name))
        entry = f"{text} {lookups.get(str(argument.name), '')}".strip()
        if entry:
            yield f"{argument.name}: {entry}"


_WHOLE = "The whole body: a model, or a mapping by wire names."


def _raises(refusals: Iterable[Response]) -> Iterator[str]:
    """Yield an entry for each error whose description adds something to its name."""
    for refusal in refusals:
        if not refusal.status.isdigit() or not refusal.description:
            continue
        status = int(refusal.status)
        error = _ERRORS.get(status, "ServerError" if status >= 500 else "StatusError")
        if not echoes(
            refusal.description, f"{error} {_PHRASES.get(status, '')} {status}"
        ):
            first, _ = split_first_sentence(refusal.description.strip())
            yield f"{error}: {sentence(first)}"


_ERRORS = {
    400: "BadRequestError",
    401: "UnauthorizedError",
    403: "ForbiddenError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableError",
    429: "RateLimitError",
}
"""The class that the runtime raises for a status."""

_PHRASES = {one.value: f"{one.phrase} error failed" for one in HTTPStatus}
"""The phrase of each status, with words that add nothing to it."""


def wire_lines(operation: Operation, *, indent: int) -> list[str]:
    """Return lines with the operationId and the request, unbroken so that a search finds them."""
    request = f"{operation.method} {operation.path}"
    line = f"Operation {operation.id}: {request}"
    if indent + len(line) <= WIDTH:
        return [line]
    return [f"Operation {operation.id}:", f"    {request}"]


def _entry(text: str, indent: int) -> Iterable[str]:
    lines = wrapped(text, indent=indent, hanging=4)
    return [
        lines[0],
        *(line if line[:1] == " " else f"    {line}" for line in lines[1:]),
    ]


def argument_entries(entries: Iterable[str]) -> list[str]:
    """Return the lines below `Args:` in the docstring of a class; each entry is `name:
    what it is`.
    """
    lines: list[str] = []
    for entry in entries:
        first, *others = wrapped(entry, indent=8, hanging=4)
        lines += [f"    {first}", *(f"    {line}" for line in others)]
    return lines


def documented(args: Iterable[ClientArgument]) -> list[str]:
    """Return the entries about arguments, for a docstring."""
    return [
        f"{argument.name}: {argument.doc} Read from the environment variable {argument.environment} "
        "if it is not given."
        for argument in args
    ]
