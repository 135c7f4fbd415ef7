"""Encoding of path parameters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import cast
from urllib.parse import quote

from ..unset import UNSET
from .text import Csv, Joined, text

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Segment:
    """A percent-encoded part of a path."""

    encoded: str


def once(value: object) -> Segment:
    """Return a percent-encoded path parameter (`x-ms-url-encoding: single`, the default)."""
    if isinstance(value, list | tuple):
        value = Csv(cast("Iterable[object]", value))
    if isinstance(value, Joined):
        separator = quote(value.separator, safe=",")
        return Segment(separator.join(quote(t, safe="") for t in value.texts()))
    if value is UNSET:
        raise ValueError("a path parameter must be given")
    if value is None:
        raise ValueError("a path parameter must not be None")
    return Segment(quote(text(value), safe=""))


def path(template: str, values: Mapping[str, object]) -> str:
    """Return the template with its `{placeholders}` filled in; values are encoded unless they are a `Segment`.

    A value can neither add nor remove a segment: raises `ValueError` with the name if a value is
    empty or makes a segment `.` or `..`, and if a placeholder has no value. `{@...}` is left for a
    policy.
    """

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        if name not in values:
            if name.startswith("@"):  # a policy fills it in
                return match[0]
            raise ValueError(f"{name}: a path parameter must be given")
        try:
            value = values[name]
            segment = value if isinstance(value, Segment) else once(value)
        except (TypeError, ValueError) as error:
            kind = TypeError if isinstance(error, TypeError) else ValueError
            raise kind(f"{name}: {error}") from None
        if not segment.encoded:
            raise ValueError(f"{name}: a part of the path must not be empty")
        return segment.encoded

    parts = template.split("/")
    return "/".join([_segment(part, fill) if "{" in part else part for part in parts])


def _segment(template: str, fill: Callable[[re.Match[str]], str]) -> str:
    filled, count = _PLACEHOLDER.subn(fill, template)
    if count and filled in (".", ".."):
        name = ", ".join(_PLACEHOLDER.findall(template))
        raise ValueError(f"{name}: a part of the path must not be {filled!r}")
    return filled
