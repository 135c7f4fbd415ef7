"""The wording of messages: text of a definition is quoted, on one line, and cut if long."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

from connectorsmith.documents.document import Json

_MAX_QUOTED = 60
"""Characters of a definition's text that a message quotes; a longer one is cut. Names that are
longer are not suggested.
"""


def show(value: Json) -> str:
    """Return a value for a message: text in quotes, control characters escaped, cut if long."""
    if isinstance(value, str):
        text = value if len(value) <= _MAX_QUOTED else value[: _MAX_QUOTED - 1] + "…"
        return (
            "'" + "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text) + "'"
        )
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        # Python does not convert an integer of more than 4,300 digits to text.
        big = isinstance(value, int) and value.bit_length() > 128
        return "a very large number" if big else repr(value)
    return json_type(value)


def json_type(value: Json) -> str:
    """Return the JSON type of a value, with its article."""
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
    """Suggestions of similar names, with a limit on the comparisons for a document."""

    def __init__(self) -> None:
        self._comparisons_left = 100_000

    def did_you_mean(self, word: str, known: Collection[str]) -> str | None:
        """Return a hint with the most similar known name, in any case;
        None if none is similar.
        """
        near = self.nearest(word, known)
        return f"Did you mean {show(near[0])}?" if near else None

    def nearest(self, word: str, known: Collection[str]) -> list[str]:
        """Return up to two similar known names, the most similar first, in any case."""
        # The cost of difflib grows with the length, and no real name is this long.
        if len(word) > _MAX_QUOTED or len(known) > self._comparisons_left:
            return []
        self._comparisons_left -= len(known)
        by_fold = {name.casefold(): name for name in known if len(name) <= _MAX_QUOTED}
        close = difflib.get_close_matches(word.strip().casefold(), by_fold, 2, 0.75)
        return [by_fold[one] for one in close]


def article(word: str) -> str:
    """Return a word with its indefinite article: `a number`, `an array`."""
    return f"{'an' if word[:1].lower() in tuple('aeiou') else 'a'} {word}"


def listed(words: Iterable[str]) -> str:
    """Return words as a list: `a, b or c`."""
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last
