"""Lines and columns of a text, counted as an editor counts them."""

from __future__ import annotations

import re
from bisect import bisect_right

_BREAK = re.compile(r"\r\n?|\n")


class Lines:
    r"""The lines of a text: only `\n`, `\r\n` and a lone `\r` end a line.

    Lines and columns count from 1, columns in characters (code points).
    """

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(line_break.end() for line_break in _BREAK.finditer(text))]

    def __len__(self) -> int:
        return len(self._starts)

    def at(self, offset: int) -> tuple[int, int]:
        """Return the line and column of a character offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Return the character offset of a line and column."""
        return self._starts[line - 1] + column - 1

    def text_of(self, line: int) -> str:
        """Return a line without its line break. Raises IndexError if there is no such line."""
        if not 1 <= line <= len(self._starts):
            raise IndexError(line)
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self._text)
        return self._text[start:end].rstrip("\r\n")
