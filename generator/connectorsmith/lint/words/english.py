"""A simple guess whether text is English: sure about the wrong ones, silent in doubt."""

from __future__ import annotations

import re

_LONGEST = 2_000
"""Characters that are looked at."""
_MOST_FOREIGN = 0.3
"""The share of letters of other scripts that names and examples may have."""


def why_not_english(text: str) -> str | None:
    """What shows that a text is not English; None where nothing does.

    Either many of its letters are not Latin, or it has several small words of another
    language and none of English. Short text in Latin letters is never judged.
    """
    text = text[:_LONGEST]
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
    """Whether many letters of a text are not Latin."""
    letters = [c for c in text[:_LONGEST] if c.isalpha()]
    foreign = sum(not _is_latin(c) for c in letters)
    return foreign > _MOST_FOREIGN * len(letters)


def _is_latin(letter: str) -> bool:
    """Whether a letter is of the Latin script, or a sign that English text has too."""
    point = ord(letter)
    return point < 0x370 or 0x1E00 <= point < 0x1F00 or 0x2000 <= point < 0x2E00


_ENGLISH = frozenset(
    "and are by can for from get has of that the this to with you your".split()
)
"""Words that no text in one of the other languages has."""
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
"""Words that a sentence of the language hardly does without."""
