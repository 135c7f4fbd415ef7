"""Path templates: their variables, and those that stand for several segments.

A variable of several segments has its pattern beside its name, as google.api.http writes it
(`{name=projects/*}`), or in its parameter, as grpc-gateway does (`{name}` with the pattern
`projects/[^/]+`). In a pattern, `*` is one segment and a final `**` any number of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_BRACES = re.compile(r"\{([^{}]+)\}")
_PATTERN = re.compile(r"(?:[\w.~-]+|\*)(?:/(?:[\w.~-]+|\*))*(?:/\*\*)?|\*\*", re.ASCII)
_SEGMENT, _SEGMENTS = r"[^/]+", (".+", ".*")
"""The regular expressions that grpc-gateway writes for `*` and for `**`."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a path."""

    name: str
    segments: str | None = None
    """The pattern of its segments; None for one that is a part of a segment."""


def variables(path: str) -> Iterator[Variable]:
    """Yield the variables of a path, in order."""
    for match in _BRACES.finditer(path):
        if (variable := _variable(match)) is not None:
            yield variable


def without_variables(path: str, placeholder: str = "") -> str:
    """Return a path with a placeholder for each variable, or for each star of its pattern."""

    def shape(variable: Variable) -> str:
        pattern = variable.segments or "*"
        return pattern.replace("**", "*").replace("*", placeholder)

    return _replaced(path, shape)


def with_names(path: str) -> str:
    """Return a path whose variables are only their names: `/{name=projects/*}` is `/{name}`."""
    return _replaced(path, lambda variable: f"{{{variable.name}}}")


def _replaced(path: str, replacement: Callable[[Variable], str]) -> str:
    def replace(match: re.Match[str]) -> str:
        variable = _variable(match)
        return match[0] if variable is None else replacement(variable)

    return _BRACES.sub(replace, path)


def segments_of(expression: str) -> str | None:
    """Return the pattern of the segments that a regular expression demands, as grpc-gateway
    writes it; None for any other expression, and for one without a slash.
    """
    plain = expression.removeprefix("^").removesuffix("$")
    parts = plain.replace(_SEGMENT, "*").split("/")
    if parts[-1] in _SEGMENTS:
        parts[-1] = "**"
    pattern = "/".join(parts)
    return pattern if "/" in pattern and _PATTERN.fullmatch(pattern) else None


def _variable(match: re.Match[str]) -> Variable | None:
    """Return the variable in braces; None if they hold a slash but no pattern."""
    text = match[1]
    name, _, pattern = text.partition("=")
    if name and "/" not in name and "*" in pattern and _PATTERN.fullmatch(pattern):
        # One star is what a variable means anyway.
        return Variable(name, None if pattern == "*" else pattern)
    return None if "/" in text else Variable(text)
