"""The anchors of headings, as GitHub and compatible renderers compute them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from connectorsmith.render.code import shown


def anchors(headings: Iterable[str]) -> list[str]:
    """Return the anchor of each heading of a page, in order: `#` and a unique slug."""
    used: Counter[str] = Counter()
    links: list[str] = []
    for heading in headings:
        slug = _slug(heading)
        links.append(f"#{slug}-{used[slug]}" if used[slug] else f"#{slug}")
        used[slug] += 1
    return links


def _slug(heading: str) -> str:
    """Return a heading in lower case, with hyphens for spaces.

    Of the other characters only letters, digits, `_` and `-` remain.
    """
    return "".join(
        "-" if character == " " else character
        for character in shown(heading).lower()
        if character in " -" or unicodedata.category(character) in _WORD
    )


_WORD = {"Ll", "Lm", "Lo", "Lt", "Lu", "Mn", "Mc", "Me", "Nd", "Pc"}
