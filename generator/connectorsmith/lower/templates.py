"""The template language of policies: text in which `@name('...')` is a reference to a value."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from connectorsmith.ir.policies import Reference, Step, Template

_NAMED = {
    "connectionparameters": "connection",
    "headers": "header",
    "queryparameters": "query",
}
_PLACES = {"body": "body", "item": "item", "triggerbody": "trigger"}
_QUOTED = r"'((?:[^']|'')*)'"
_CALL = re.compile(rf"(\w+)\(\s*(?:{_QUOTED}\s*(?:,\s*{_QUOTED}\s*)?)?\)")
_COALESCE = re.compile(
    rf"coalesce\(\s*@?connectionParameters\(\s*{_QUOTED}\s*\)\s*,\s*{_QUOTED}\s*\)",
    re.IGNORECASE,
)
_STEP = re.compile(rf"\.([\w$]+)|\[([0-9]{{1,6}})\]|\[{_QUOTED}\]")
# If a place is the whole text, a name ends only where the next step begins.
_LONG_STEP = re.compile(rf"\.([^.\[\]\s]+)|\[([0-9]{{1,6}})\]|\[{_QUOTED}\]")
_OPENER = re.compile(r"@\{\s*@?(?=\w)|@(?=\w+\()")
_OPENER_OR_BRACE = re.compile(r"@\{\s*@?(?=\w)|\{@(?=\w+\()|@(?=\w+\()")
_CLOSER = re.compile(r"\s*\}")
# A bare `@` is text, as in an email address; this is an expression that was not read.
_LEFT_OVER = re.compile(r"@\{|@Request\.", re.IGNORECASE)


def read_template(text: str, *, braces: bool = False) -> Template:
    """Return the parts of a template. Raise ValueError if it has an unknown expression.

    `@{...}` encloses an expression; if `braces`, `{@...}` does too. The text of the
    error lacks a full stop.
    """
    opener = _OPENER_OR_BRACE if braces else _OPENER
    parts: list[str | Reference] = []
    at = 0
    while (start := opener.search(text, at)) is not None:
        reference, end = _expression(text, start.end())
        if "{" in start.group():
            closed = _CLOSER.match(text, end)
            if closed is None:
                raise ValueError(f"{_shown(text[start.start() :])} must end with '}}'")
            end = closed.end()
        parts += [text[at : start.start()], reference]
        at = end
    parts.append(text[at:])
    for part in parts:
        if isinstance(part, str) and (odd := _LEFT_OVER.search(part)):
            raise ValueError(f"{_shown(part[odd.start() :])} is an unknown expression")
    return tuple(part for part in parts if part != "")


def _expression(text: str, at: int) -> tuple[Reference, int]:
    """Return the reference at an index, and the index after it."""
    either = _COALESCE.match(text, at)
    if either is not None:
        name, default = map(_unquoted, either.groups())
        return Reference("connection", name, default=default), either.end()
    call = _CALL.match(text, at)
    if call is None:
        raise ValueError(f"{_shown(text[at:])} is an unknown expression")
    function, name, default = call[1].lower(), call[2], call[3]
    if function in _NAMED and name:
        if default is not None and function != "connectionparameters":
            raise ValueError(f"{_shown(call[0])} must not have a default")
        unquoted = None if default is None else _unquoted(default)
        return (
            Reference(_NAMED[function], _unquoted(name), default=unquoted),
            call.end(),
        )
    if function in _PLACES and name is None:
        steps, end = _steps(text, call.end(), _STEP)
        return Reference(_PLACES[function], path=steps), end
    raise ValueError(f"{_shown(call[0])} is known only to the platform")


def read_place(text: str) -> Reference:
    """Return the place in JSON that a text names: `@body().a[0]['b']`.

    Raise ValueError if it names none. Published policies sometimes omit the `@`.
    """
    plain = text.strip().removeprefix("@")
    call = _CALL.match(plain)
    if call is not None and call[1].lower() in _PLACES and call[2] is None:
        steps, end = _steps(plain, call.end(), _LONG_STEP)
        if end == len(plain):
            return Reference(_PLACES[call[1].lower()], path=steps)
    raise ValueError(f"{_shown(text)} is not a place in a body")


def read_steps(text: str) -> tuple[Step, ...]:
    """Return the path below a parent: `a.b`, `['a.b']`, or `null` for the parent itself.

    Raise ValueError if it is not a path.
    """
    plain = text.strip()
    if plain.lower() in ("", "null"):
        return ()
    dotted = plain if plain.startswith(("[", ".")) else f".{plain}"
    steps, end = _steps(dotted, 0, _LONG_STEP)
    if end != len(dotted):
        raise ValueError(f"{_shown(text)} is not a path to a property")
    return steps


def _steps(text: str, at: int, step: re.Pattern[str]) -> tuple[tuple[Step, ...], int]:
    steps: list[Step] = []
    while (match := step.match(text, at)) is not None:
        name, index, quoted = match.groups()
        if quoted is not None:
            name = _unquoted(quoted)
        steps.append(name if index is None else int(index))
        at = match.end()
    return tuple(steps), at


def is_json(template: Template) -> bool:
    """Return whether a template is a JSON array or object, with references for values."""
    parts = (part if isinstance(part, str) else "null" for part in template)
    marked = (part if isinstance(part, str) else '"*"' for part in template)
    try:
        # A reference inside quotes is valid JSON in at most one of the two readings.
        value = json.loads("".join(parts))
        json.loads("".join(marked))
    except (ValueError, RecursionError):
        return False
    return isinstance(value, (list, dict))


def literal_text(template: Template) -> str:
    """Return the text of a template without its references."""
    return "".join(part for part in template if isinstance(part, str))


def references(template: Template) -> Iterator[Reference]:
    """Return the references of a template, in order."""
    return (part for part in template if isinstance(part, Reference))


def _unquoted(text: str) -> str:
    return text.replace("''", "'")


def _shown(text: str) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(text.split())
    return f"`{line}`" if len(line) <= 60 else f"`{line[:57]}...`"
