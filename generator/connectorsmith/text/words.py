"""Words in names: splitting and joining."""

from __future__ import annotations

import re
import unicodedata

_NAMES = (
    "[Ee]Bay [Ee]Mail [Ee]Tag [Gg]itHub [Gg]itLab [Gg]raphQL [Hh]ubSpot iOS [Ii]Pad "
    "[Ii]Phone [Ii]Pv[46] [Jj]avaScript [Ll]inkedIn [Mm]acOS [Mm]ongoDB [Mm]ySQL [Nn]oSQL "
    "[Oo]Data [Oo]penAI [Oo]penAPI [Oo]penID [Pp]ayPal [Pp]ostgreSQL [Tt]ypeScript "
    "[Ww]hatsApp [Ww]iFi [Ww]ordPress [Xx]Link [Xx]Path [Xx]Query [Yy]ouTube"
).split()
"""Patterns of names that are one word, whatever their capitals."""
_NUMBERED = (
    "addr address field http level line name oauth option param street user value"
)
"""Words whose number does not mean `to`, as it does in `text2speech`."""
_WORD = re.compile(
    # A name that is one word.
    rf"(?:{'|'.join(_NAMES)})s?(?![^\W\dA-Z_])\d*"
    # A word with a 2 that means `to`.
    rf"|(?!(?:{'|'.join(_NUMBERED.split())})2)[A-Z]?[a-z]+2[a-z]{{2,}}(?![a-z\d])"
    # A run of capitals before a version (APIv2), or before a capitalized word (HTTPServer).
    r"|[A-Z]{2,}(?=v\d)|[A-Z]+(?![a-z])\d*"
    # A word, or a run of digits with the lower-case letters that follow (1st).
    r"|[A-Z]?[^\W_A-Z\d]+\d*|[A-Z]+\d*|\d+[a-z]*"
)
_PLURAL_OF_ACRONYM = re.compile(r"(?<![A-Z])([A-Z]{2,}+)s(?![a-z])")
_MAX_NAME = 1000
"""Characters of a name; the rest is ignored, because NFKC can take quadratic time."""
_OAUTH = re.compile(r"(?:(?<![A-Za-z])o|O)Auth(?=[A-Z\d_\W]|$)")


def split_words(name: str) -> list[str]:
    """Split a name in any convention: `GetHTTPItems_v2` is Get, HTTP, Items, v2.

    Digits stay with the word before them. All other characters that are not letters
    separate words. Compatibility characters are folded (NFKC), as in Python
    identifiers.
    """
    folded = unicodedata.normalize("NFKC", name[:_MAX_NAME])
    folded = _OAUTH.sub("Oauth", folded)
    folded = _PLURAL_OF_ACRONYM.sub(lambda m: m.group(1).capitalize() + "s", folded)
    return [word for word in _WORD.findall(folded) if f"_{word}".isidentifier()]


def snake_case(name: str) -> str:
    """Convert `createdAt` to `created_at`; empty if the name has no letter or digit."""
    return "_".join(split_words(name)).lower()


def pascal_case(words: list[str]) -> str:
    """Join words, each with a capital: `message`, `ID` is `MessageID`."""
    return "".join(word[:1].upper() + word[1:] for word in words)


def shortened(words: list[str], limit: int) -> list[str]:
    """Drop words from the middle until the rest has at most `limit` letters.

    The middle of a long name is its least specific part.
    """
    kept = list(words)
    while len(kept) > 1 and sum(map(len, kept)) > limit:
        kept.pop(len(kept) // 2)
    return [word[:limit] for word in kept]
