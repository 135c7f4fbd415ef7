"""The template language of policies: text in which `@name('...')` stands for a value."""

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
_STEP = re.compile(rf"\.([\w$]+)|\[([0-9]{{1,6}})\]|\[{_QUOTED}\]")
# Where a place is the whole text, a name ends only where the next step begins.
_LONG_STEP = re.compile(rf"\.([^.\[\]\s]+)|\[([0-9]{{1,6}})\]|\[{_QUOTED}\]")
_OPENER = re.compile(r"@\{\s*@?(?=\w)|@(?=\w+\()")
_OPENER_OR_BRACE = re.compile(r"@\{\s*@?(?=\w)|\{@(?=\w+\()|@(?=\w+\()")
_CLOSER = re.compile(r"\s*\}")
# A bare `@` is text, as in an address; this is an expression that was not understood.
_LEFT_OVER = re.compile(r"@\{|@Request\.", re.IGNORECASE)


def read_template(text: str, *, braces: bool = False) -> Template:
    """The parts of a template; `@{...}` encloses an expression, with `braces` so does `{@...}`.

    Raises ValueError, half a sentence, for an expression that cannot be understood.
    """
    opener = _OPENER_OR_BRACE if braces else _OPENER
    parts: list[str | Reference] = []
    at = 0
    while (start := opener.search(text, at)) is not None:
        reference, end = _expression(text, start.end())
        if "{" in start.group():
            closed = _CLOSER.match(text, end)
            if closed is None:
                raise ValueError(f"{_shown(text[start.start() :])} has no end")
            end = closed.end()
        parts += [text[at : start.start()], reference]
        at = end
    parts.append(text[at:])
    for part in parts:
        if isinstance(part, str) and (odd := _LEFT_OVER.search(part)):
            raise ValueError(f"{_shown(part[odd.start() :])} cannot be understood")
    return tuple(part for part in parts if part != "")


def _expression(text: str, at: int) -> tuple[Reference, int]:
    """The reference that starts at a place, and where it ends."""
    call = _CALL.match(text, at)
    if call is None:
        raise ValueError(f"{_shown(text[at:])} cannot be understood")
    function, name, default = call[1].lower(), call[2], call[3]
    if function in _NAMED and name:
        if default is not None and function != "connectionparameters":
            raise ValueError(f"{_shown(call[0])} has a default, which has no meaning")
        unquoted = None if default is None else _unquoted(default)
        return (
            Reference(_NAMED[function], _unquoted(name), default=unquoted),
            call.end(),
        )
    if function in _PLACES and name is None:
        steps, end = _steps(text, call.end(), _STEP)
        return Reference(_PLACES[function], path=steps), end
    raise ValueError(f"{_shown(call[0])} is known to the platform alone")


def read_place(text: str) -> Reference:
    """The place in JSON that a whole text names: `@body().a[0]['b']`. Raises ValueError.

    Published policies leave out the `@` at times.
    """
    plain = text.strip().removeprefix("@")
    call = _CALL.match(plain)
    if call is not None and call[1].lower() in _PLACES and call[2] is None:
        steps, end = _steps(plain, call.end(), _LONG_STEP)
        if end == len(plain):
            return Reference(_PLACES[call[1].lower()], path=steps)
    raise ValueError(f"{_shown(text)} is no place in a body")


def read_steps(text: str) -> tuple[Step, ...]:
    """A path below some parent: `a.b`, `['a.b']`, or `null` for the parent. Raises ValueError."""
    plain = text.strip()
    if plain.lower() in ("", "null"):
        return ()
    dotted = plain if plain.startswith(("[", ".")) else f".{plain}"
    steps, end = _steps(dotted, 0, _LONG_STEP)
    if end != len(dotted):
        raise ValueError(f"{_shown(text)} is no path to a property")
    return steps


def _steps(text: str, at: int, step: re.Pattern[str]) -> tuple[tuple[Step, ...], int]:
    found: list[Step] = []
    while (match := step.match(text, at)) is not None:
        name, index, quoted = match.groups()
        if quoted is not None:
            name = _unquoted(quoted)
        found.append(name if index is None else int(index))
        at = match.end()
    return tuple(found), at


def is_json(template: Template) -> bool:
    """Whether a template is the text of a JSON array or object, with references for values."""
    parts = (part if isinstance(part, str) else "null" for part in template)
    marked = (part if isinstance(part, str) else '"*"' for part in template)
    try:
        # A reference within quotes gives JSON in one of the two readings at most.
        value = json.loads("".join(parts))
        json.loads("".join(marked))
    except (ValueError, RecursionError):
        return False
    return isinstance(value, (list, dict))


def literal_text(template: Template) -> str:
    """What a template holds beside its references."""
    return "".join(part for part in template if isinstance(part, str))


def references(template: Template) -> Iterator[Reference]:
    """The references of a template, in their order."""
    return (part for part in template if isinstance(part, Reference))


def _unquoted(text: str) -> str:
    return text.replace("''", "'")


def _shown(text: str) -> str:
    """The beginning of a text, on a line."""
    line = " ".join(text.split())
    return f"`{line}`" if len(line) <= 60 else f"`{line[:57]}...`"
