"""Words for messages: spec text is shown quoted, on one line, and never at length."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

from connectorsmith.documents.document import Json

_LONGEST = 60
"""Characters of spec text that a message quotes."""


def show(value: Json) -> str:
    """A value for a message: text in quotes, control characters escaped, cut if long."""
    if isinstance(value, str):
        text = value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
        return (
            "'" + "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text) + "'"
        )
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        # Python refuses to print an integer of more than 4,300 digits.
        big = isinstance(value, int) and value.bit_length() > 128
        return "a very large number" if big else repr(value)
    return json_type(value)


def json_type(value: Json) -> str:
    """What a value is, with its article."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, str):
        return "text"
    if isinstance(value, (int, float)):
        return "a number"
    return "a mapping" if hasattr(value, "keys") else "a list"


class Suggestions:
    """Says what was probably meant, until it has cost enough for one document."""

    def __init__(self) -> None:
        self._comparisons_left = 100_000

    def did_you_mean(self, word: str, known: Collection[str]) -> str | None:
        """A hint with the known name that is nearest; case does not matter."""
        near = self.nearest(word, known)
        return f"Did you mean {show(near[0])}?" if near else None

    def nearest(self, word: str, known: Collection[str]) -> list[str]:
        """Up to two known names that are near, the nearest first; case does not matter."""
        # difflib's cost grows with the length: no word that is meant is this long.
        if len(word) > _LONGEST or len(known) > self._comparisons_left:
            return []
        self._comparisons_left -= len(known)
        by_fold = {name.casefold(): name for name in known if len(name) <= _LONGEST}
        close = difflib.get_close_matches(word.strip().casefold(), by_fold, 2, 0.75)
        return [by_fold[one] for one in close]


def article(word: str) -> str:
    """`a number`, `an array`."""
    return f"{'an' if word[:1].lower() in tuple('aeiou') else 'a'} {word}"


def listed(words: Iterable[str]) -> str:
    """`a, b or c`."""
    *rest, last = words
    return f"{', '.join(rest)} or {last}" if rest else last
