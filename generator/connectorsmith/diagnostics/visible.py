"""Text that is safe to show: no character moves a cursor, or hides or reorders other text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

TAB: Final = "→   "
"""The replacement of a tab: four characters wide, so that indentation can be seen."""

_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_COMBINING = frozenset(("Mn", "Me"))
# `##[...]` of GitHub Actions and `##vso[...]` of Azure Pipelines.
_COMMAND = re.compile(r"##([a-zA-Z]{0,20}\[)")
_JOINER = "\u200d"


def visible(text: str) -> str:
    """Return the text with every control, format or unassigned character made visible.

    Line breaks are replaced, so the result is one line, and so is text that the logs of
    build servers take for a command.
    """
    text = _COMMAND.sub(lambda match: f"#<U+0023>{match[1]}", text)
    if text.isprintable():
        return text
    return "".join(map(shown, text))


@lru_cache(maxsize=4096)
def shown(char: str) -> str:
    """Return a character, or its replacement if it is not safe to show."""
    if char == "\t":
        return TAB
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if unicodedata.category(char) in _HIDDEN and char != _JOINER:
        return f"<U+{code:04X}>"
    return char


def cells(text: str) -> int:
    """Return the number of terminal columns that a visible text takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


@lru_cache(maxsize=4096)
def _cells(char: str) -> int:
    if char == _JOINER or unicodedata.category(char) in _COMBINING:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, length: int = 40) -> str:
    """Return at most `length` characters, so that a message stays short."""
    return text if len(text) <= length else text[: length - 3] + "..."


def char_name(char: str) -> str:
    """Return the name of a character for a message."""
    if not char:
        return "the end of the file"
    if char.isprintable() and not char.isspace():
        return f"`{char}`"
    known = {"\t": "A tab", " ": "A space", "\n": "A line break", "\r": "A line break"}
    if char in known:
        return known[char]
    name = unicodedata.name(char, "a control character").lower()
    return f"U+{ord(char):04X} ({name})"
