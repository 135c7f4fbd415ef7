"""Splices of a changed string into its source text, where unchanged parts stay as written."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_BLANKS = re.compile(r"(\s+)")
_WORD = re.compile(r"\S+")


def spliced(
    units: Sequence[str],
    decoded: Callable[[str], str],
    new: str,
    encoded: Callable[[str], str],
) -> str:
    """Return the source of a new string that reuses the old source at its beginning and end.

    A unit is the source of one character: itself or an escape.
    """
    old = [decoded(unit) for unit in units]
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-tail - 1] == new[-tail - 1]:
        tail += 1
    middle = encoded(new[head : len(new) - tail])
    return "".join((*units[:head], middle, *units[len(units) - tail :]))


def by_words(
    raw: str, old: str, new: str, is_sound: Callable[[str], bool]
) -> str | None:
    """Return the source text with single words replaced; its line breaks stay.

    None if more than words differ, if the source does not have the words of the old string
    unchanged, and if a new word would need other syntax.
    """
    before, after = _BLANKS.split(old), _BLANKS.split(new)
    if before[1::2] != after[1::2]:
        return None
    pairs = list(zip(before[::2], after[::2], strict=True))
    words = [pair for pair in pairs if any(pair)]
    places = list(_WORD.finditer(raw))
    if [place[0] for place in places] != [word for word, _ in words]:
        return None
    parts: list[str] = []
    offset = 0
    for place, (was, now) in zip(places, words, strict=True):
        if was != now:
            if not now or not is_sound(now):
                return None
            parts += raw[offset : place.start()], now
            offset = place.end()
    return "".join([*parts, raw[offset:]])
