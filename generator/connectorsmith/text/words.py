"""English words in names: splitting, joining, singular and plural."""

from __future__ import annotations

import re
import unicodedata

_BOUNDARY = re.compile(
    # A run of capitals before a capitalized word (HTTPServer), a word, or a run of digits
    # with the lower-case letters that follow (1st).
    r"[A-Z]+(?![a-z])\d*|[A-Z]?[^\W_A-Z\d]+\d*|[A-Z]+\d*|\d+[a-z]*"
)
_PLURAL_OF_ACRONYM = re.compile(r"(?<![A-Z])([A-Z]{2,}+)s(?![a-z])")
_MAX_NAME = 1000
"""Characters of a name; the rest is ignored, because NFKC can take quadratic time."""
_ONE_WORD = re.compile(r"OAuth(?=[A-Z\d_\W]|$)")


def split_words(name: str) -> list[str]:
    """Split a name in any convention: `GetHTTPItems_v2` is Get, HTTP, Items, v2.

    Digits stay with the word before them. All other characters that are not letters
    separate words. Compatibility characters are folded (NFKC), as in Python
    identifiers.
    """
    folded = unicodedata.normalize("NFKC", name[:_MAX_NAME])
    folded = _ONE_WORD.sub("Oauth", folded)
    folded = _PLURAL_OF_ACRONYM.sub(lambda m: m.group(1).capitalize() + "s", folded)
    return [word for word in _BOUNDARY.findall(folded) if f"_{word}".isidentifier()]


def snake_case(name: str) -> str:
    """Convert `createdAt` to `created_at`; empty if the name has no letter or digit."""
    return "_".join(split_words(name)).lower()


def pascal_case(words: list[str]) -> str:
    """Join words, each with a capital: `message`, `ID` is `MessageID`."""
    return "".join(word[:1].upper() + word[1:] for word in words)


_IRREGULAR = {
    "people": "person",
    "children": "child",
    "men": "man",
    "women": "woman",
    "criteria": "criterion",
    "indices": "index",
    "vertices": "vertex",
    "matrices": "matrix",
    "movies": "movie",
    "cookies": "cookie",
    "caches": "cache",
    "analyses": "analysis",
    "bases": "base",
    "databases": "database",
    "cases": "case",
    "licenses": "license",
    "leaves": "leave",
    "expenses": "expense",
    "purchases": "purchase",
    "responses": "response",
    "releases": "release",
    "courses": "course",
    "axes": "axis",
}
_NO_PLURAL = frozenset(
    "news series species status address access process progress analysis basis focus "
    "bonus campus virus bus gas lens always sms gps dns aws os ios https sales details "
    "settings stats statistics analytics credentials metadata canvas".split()
)


def singular(word: str) -> str:
    """Return the singular of an English noun, in the same case; other words unchanged."""
    lower = word.lower()
    if lower in _IRREGULAR:
        noun = _IRREGULAR[lower]
        return noun.capitalize() if word[:1].isupper() else noun
    if lower in _NO_PLURAL or len(lower) < 3 or not lower.endswith("s"):
        return word
    if lower.endswith(("ss", "us", "is")):
        return word
    if lower.endswith("ies") and len(lower) > 4:
        return word[:-3] + ("Y" if word.isupper() else "y")
    if lower.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if lower.endswith("es") and lower[:-2] in _NO_PLURAL:
        return word[:-2]
    return word[:-1]


def is_plural(word: str) -> bool:
    """Return whether a noun looks like a plural."""
    return singular(word) != word


def shortened(words: list[str], limit: int) -> list[str]:
    """Drop words from the middle until the rest has at most `limit` letters.

    The middle of a long name is its least specific part.
    """
    kept = list(words)
    while len(kept) > 1 and sum(map(len, kept)) > limit:
        kept.pop(len(kept) // 2)
    return [word[:limit] for word in kept]
