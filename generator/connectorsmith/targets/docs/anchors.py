"""The anchors that GitHub (and what follows it) gives to the headings of a page."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from connectorsmith.render.code import shown


def anchors(headings: Iterable[str]) -> list[str]:
    """The anchor of each heading of a page, in order: `#` and a slug that is its own."""
    used: Counter[str] = Counter()
    found: list[str] = []
    for heading in headings:
        slug = _slug(heading)
        found.append(f"#{slug}-{used[slug]}" if used[slug] else f"#{slug}")
        used[slug] += 1
    return found


def _slug(heading: str) -> str:
    """Lower case, spaces as hyphens, nothing else but letters, digits, `_` and `-`."""
    return "".join(
        "-" if character == " " else character
        for character in shown(heading).lower()
        if character in " -" or unicodedata.category(character) in _WORD
    )


_WORD = {"Ll", "Lm", "Lo", "Lt", "Lu", "Mn", "Mc", "Me", "Nd", "Pc"}
