"""Docstrings: the author's words, laid out as a person would write them for Python."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from connectorsmith.ir.connector import Operation
from connectorsmith.ir.json import Absent
from connectorsmith.ir.types import Schema
from connectorsmith.targets.python.layout import WIDTH, wrapped

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_ABBREVIATION = re.compile(r"\b(e\.g|i\.e|etc|vs|approx|no|Inc|Ltd)\.$", re.IGNORECASE)
_SAYS_NOTHING = frozenset(
    "ok success successful default response default response the response".split()
) | {
    "default response",
    "successful operation",
    "successful response",
    "operation success",
}


def split_first_sentence(text: str) -> tuple[str, str]:
    """The first sentence and the rest; the rest is empty where there is only one."""
    for match in _SENTENCE_END.finditer(text):
        first = text[: match.start()]
        if not _ABBREVIATION.search(first):
            return first, text[match.end() :]
    return text, ""


def sentence(text: str) -> str:
    """The text with a full stop behind it, unless it ends in punctuation."""
    flat = text.strip()
    return flat if not flat or flat[-1] in ".!?:;…" else f"{flat}."


def describe(schema: Schema) -> str:
    """What a place says of itself, in a sentence; empty where it says nothing."""
    if schema.notification_url:
        return "The URL that the events are posted to: yours, and one that the API can reach."
    said = schema.description or schema.title or ""
    parts = [sentence(said)] if said else []
    if not isinstance(schema.default, Absent) and isinstance(
        schema.default, (str, int, float)
    ):
        parts.append(f"The API's default is {_shown(schema.default)}.")
    return " ".join(parts)


def _shown(value: str | float) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)


def headline(operation: Operation) -> tuple[str, str]:
    """The first line of an operation's docstring, and what else its author says."""
    said = operation.description or operation.summary or operation.id
    first, rest = split_first_sentence(said.strip())
    return sentence(first), sentence(rest)


def operation_docstring(
    operation: Operation,
    arguments: Sequence[tuple[str, Schema]],
    returns: str | None,
    *,
    indent: int,
    notes: Sequence[str] = (),
) -> str:
    """The text of the docstring of a method that calls an operation.

    `arguments` are Python names with what they stand for; `returns` is a sentence; `notes`
    are paragraphs of ours that stand behind the author's words.
    """
    first, rest = headline(operation)
    lines = wrapped(first, indent=indent + 3)
    if rest:
        lines += ["", *wrapped(rest, indent=indent)]
    for note in notes:
        lines += ["", *wrapped(note, indent=indent)]
    if operation.deprecated:
        lines += ["", "Deprecated by its publisher."]
    for departure in operation.departures:
        lines += ["", *wrapped(departure, indent=indent)]
    described = [
        (name, said) for name, schema in arguments if (said := describe(schema))
    ]
    if described:
        lines += ["", "Args:"]
        for name, said in described:
            lines += [f"    {line}" for line in _entry(f"{name}: {said}", indent + 4)]
    if returns:
        lines += ["", "Returns:"]
        lines += [f"    {line}" for line in wrapped(returns, indent=indent + 4)]
    lines += ["", *wire_lines(operation, indent=indent)]
    return "\n".join(lines)


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


def says_something(description: str | None) -> bool:
    """Whether a response's description is more than the word for success."""
    return (
        bool(description)
        and (description or "").strip(" .").lower() not in _SAYS_NOTHING
    )
