"""Encoding of path parameters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import cast
from urllib.parse import quote

from ..unset import UNSET
from .keywords import NO_NAMES, about, keyword
from .text import Csv, Joined, text

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Segment:
    """A value of a path that is percent-encoded in its own form.

    It is encoded where its name is known, so that errors have it.
    """

    encode: Callable[[], str]
    """Return the percent-encoded value. Raises `ValueError` or `TypeError`."""


def once(value: object) -> str:
    """Return a percent-encoded path parameter (`x-ms-url-encoding: single`, the default)."""
    if isinstance(value, list | tuple):
        value = Csv(cast("Iterable[object]", value))
    if isinstance(value, Joined):
        separator = quote(value.separator, safe=",")
        return separator.join(quote(t, safe="") for t in value.texts())
    if value is UNSET:
        raise ValueError("a path parameter must be given")
    if value is None:
        raise ValueError("a path parameter must not be None")
    return quote(text(value), safe="")


def path(
    template: str,
    values: Mapping[str, object],
    names: Mapping[str, str] = NO_NAMES,
) -> str:
    """Return the template with its `{placeholders}` filled in; values are encoded unless they are a `Segment`.

    A value can neither add nor remove a segment: raises `ValueError` if a value is empty or makes a
    segment `.` or `..`, and if a placeholder has no value, with the argument (`names` has those that
    cannot be derived). `{@...}` is left for a policy.
    """

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        if name not in values:
            if name.startswith("@"):  # a policy fills it in
                return match[0]
            raise ValueError(f"{keyword(name, names)}: a path parameter must be given")
        try:
            value = values[name]
            encoded = value.encode() if isinstance(value, Segment) else once(value)
        except (TypeError, ValueError) as error:
            raise about(name, error, names) from None
        if not encoded:
            raise ValueError(
                f"{keyword(name, names)}: a part of the path must not be empty"
            )
        return encoded

    def segment_of(part: str) -> str:
        filled, count = _PLACEHOLDER.subn(fill, part)
        if count and filled in (".", ".."):
            given = (keyword(name, names) for name in _PLACEHOLDER.findall(part))
            shown = ", ".join(given)
            raise ValueError(f"{shown}: a part of the path must not be {filled!r}")
        return filled

    parts = template.split("/")
    return "/".join([segment_of(part) if "{" in part else part for part in parts])
