"""A code frame: the line of a finding, its neighbours, and a caret under the column."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from connectorsmith.diagnostics.visible import cells, visible

if TYPE_CHECKING:
    from connectorsmith.diagnostics.lines import Lines

WIDTH: Final = 100
"""Characters of source text in a row of a frame; longer lines are cut around the finding."""

_CUT = "..."

_SECRET = re.compile(
    r"""(client_?secret["']?\s*[:=]\s*)(.*)""", re.IGNORECASE | re.DOTALL
)
_BLOCK = re.compile(r"[|>]?[-+\d]*\s*\Z")


def frame(lines: Lines, line: int, column: int, *, width: int = WIDTH) -> list[str]:
    """Return the rows of the frame around a place.

    Empty if the text has no such line. A column after the end of the line points just after
    its last character.
    """
    if not 1 <= line <= len(lines):
        return []
    text = _masked(lines, line)
    column = min(max(column, 1), len(text) + 1)
    start = 0
    if len(text) > width and column > width * 3 // 4:
        start = max(0, min(column - width // 2, len(text) + 1 - width))
    gutter = len(str(min(line + 1, len(lines))))
    rows: list[str] = []
    for number in range(max(1, line - 1), min(len(lines), line + 1) + 1):
        row = _window(_masked(lines, number), start, width)
        rows.append(f" {number:>{gutter}} | {row}".rstrip())
        if number == line:
            before = _window(text, start, width, until=column - 1)
            rows.append(f" {'':>{gutter}} | {' ' * cells(before)}^")
    return rows


# A definition can be one line of a megabyte, with a finding in each of its parts.
@lru_cache(maxsize=8)
def _masked(lines: Lines, line: int) -> str:
    """Return a line with client secrets replaced by `***`, since frames are written to logs."""
    text = lines.text_of(line)
    if line > 1:
        before = _SECRET.search(lines.text_of(line - 1))
        if before is not None and _BLOCK.match(before[2]):
            return "***"
    return _SECRET.sub(lambda m: m[1] + ("***" if m[2] else ""), text)


def _window(text: str, start: int, width: int, until: int | None = None) -> str:
    """Return the visible part of a line: `width` characters from `start`, or up to `until`."""
    end = start + width
    part = visible(text[start : end if until is None else min(until, end)])
    if start:
        part = _CUT + part
    return part + _CUT if until is None and end < len(text) else part
