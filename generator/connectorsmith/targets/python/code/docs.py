"""Docstrings: the author's words, laid out as a person would write them for Python."""

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
    """The text of the docstring of a method that calls an operation.

    `returns` is a sentence; `refusals` are the declared answers that are raised; `notes` are
    paragraphs of ours that stand behind the author's words; `lookups` says, by argument, which
    call tells what can be given.
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
    """The lines of a part of a docstring such as `Args`; none without entries."""
    written = [f"    {line}" for entry in entries for line in _entry(entry, indent + 4)]
    return ["", f"{title}:", *written] if written else []


def _arguments(
    arguments: Iterable[Argument], lookups: Mapping[str, str]
) -> Iterator[str]:
    """What is known of each, the important ones first and the advanced ones last."""
    rank = {"important": 0, "advanced": 2}
    members = any(one.part == "member" for one in arguments)
    for one in sorted(
        arguments, key=lambda one: rank.get(one.schema.visibility or "", 1)
    ):
        # The name of a body says nothing of what it is.
        is_whole = one.part == "whole" and members
        said = _WHOLE if is_whole else describe(one.schema, str(one.name))
        told = f"{said} {lookups.get(str(one.name), '')}".strip()
        if told:
            yield f"{one.name}: {told}"


_WHOLE = "The whole body: a model, or a mapping by wire names."


def _raises(refusals: Iterable[Response]) -> Iterator[str]:
    """The errors of which the definition says more than their names do."""
    for one in refusals:
        if not one.status.isdigit() or not one.description:
            continue
        status = int(one.status)
        error = _ERRORS.get(status, "ServerError" if status >= 500 else "StatusError")
        if not echoes(one.description, f"{error} {_PHRASES.get(status, '')} {status}"):
            first, _ = split_first_sentence(one.description.strip())
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
"""What a status is called, and what else says no more."""


def wire_lines(operation: Operation, *, indent: int) -> list[str]:
    """Which operation and request a function stands for; not broken, so as to be found."""
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
    """The lines below `Args:` in the docstring of a class; each entry is `name: what it is`."""
    lines: list[str] = []
    for entry in entries:
        first, *others = wrapped(entry, indent=8, hanging=4)
        lines += [f"    {first}", *(f"    {line}" for line in others)]
    return lines


def documented(args: Iterable[ClientArgument]) -> list[str]:
    """The entries about arguments, for a docstring."""
    return [
        f"{one.name}: {one.doc} Read from the environment variable {one.environment} "
        "if it is not given."
        for one in args
    ]
