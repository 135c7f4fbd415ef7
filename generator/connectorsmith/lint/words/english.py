"""A guess whether text is English, which accepts doubtful text."""

from __future__ import annotations

import re

_MAX_LENGTH = 2_000
"""Characters of a text that are examined; the rest is ignored."""
_MAX_FOREIGN = 0.3
"""The share of letters that are not Latin; with more, a text is not
English. Names and examples need some.
"""


def why_not_english(text: str) -> str | None:
    """Return the reason why a text is not English; None if it may be.

    Either many of its letters are not Latin, or it has several small words of another
    language and none of English. Short text in Latin letters is never rejected.
    """
    text = text[:_MAX_LENGTH]
    if is_foreign_script(text):
        return "many of its letters are not Latin"
    words = set(re.findall(r"[^\W\d_]+", text.casefold()))
    if words & _ENGLISH:
        return None
    for language, small in _SMALL_WORDS.items():
        if len(words & small) >= 2:
            return f"it looks like {language}"
    return None


def is_foreign_script(text: str) -> bool:
    """Return whether many letters of a text are not Latin."""
    letters = [c for c in text[:_MAX_LENGTH] if c.isalpha()]
    foreign = sum(not _is_latin(c) for c in letters)
    return foreign > _MAX_FOREIGN * len(letters)


def _is_latin(letter: str) -> bool:
    """Return whether a letter is Latin, or a sign that English text also contains."""
    point = ord(letter)
    return point < 0x370 or 0x1E00 <= point < 0x1F00 or 0x2000 <= point < 0x2E00


_ENGLISH = frozenset(
    "and are by can for from get has of that the this to with you your".split()
)
"""Small English words that do not occur in the other languages."""
_SMALL_WORDS = {
    "German": frozenset(
        "das dem den der des diese dieser eine einem einen einer eines für ist mit nicht"
        " oder sie und vom von werden wird zum zur über".split()
    ),
    "French": frozenset(
        "aux avec ce cette dans des du est et la le les leur ou par pour qui sur un une"
        " vous".split()
    ),
    "Spanish": frozenset(
        "al con de del el en es esta este la las los para por que se su un una".split()
    ),
    "Portuguese": frozenset(
        "ao com da das de dos em esta este não os ou para por que se um uma".split()
    ),
    "Italian": frozenset(
        "con da dei del della delle di gli il la le nel nella per questo sono un"
        " una".split()
    ),
    "Dutch": frozenset(
        "aan dat de deze dit een en het met naar niet op te van voor worden".split()
    ),
}
"""Small words that most sentences of a language contain."""
