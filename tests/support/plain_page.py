"""A reference page as plain text, in the form in which published pages were collected.

The collected text of a page is what a text extractor leaves of its HTML: headings without
their level, no links, lists flat, and tables line by line, where

- a name and a description that are paragraphs in their cells stand on lines of their own;
- an empty cell is dropped, and paid back by a `|` behind its row, but not in a last row;
- a cell that reads "Email" is taken for a share button and dropped as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token


@dataclass(frozen=True)
class Cell:
    """A cell of a table that the extractor dropped."""

    place: str
    """The heading of the table's operation and its part, or the table's own first header."""
    text: str


@dataclass
class _Table:
    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def parser() -> MarkdownIt:
    """CommonMark with what GitHub adds and the page uses."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def plain_page(markdown: str, lost: Sequence[Cell] = ()) -> list[str]:
    """The lines of the plain form. Each cell of `lost` must be on the page exactly once."""
    missing = Counter(lost)
    lines = list(_lines(parser().parse(markdown), missing))
    if any(missing.values()):
        raise AssertionError(f"not on the page, or more than once: {missing}")
    return lines


def _lines(tokens: list[Token], lost: Counter[Cell]) -> Iterator[str]:
    headings: dict[int, str] = {}
    table: _Table | None = None
    cells: list[str] = []
    in_list = False
    for before, token in pairwise([tokens[0], *tokens]):
        match token.type:
            case "inline" if before.type == "heading_open":
                level = int(before.tag[1])
                headings = {n: text for n, text in headings.items() if n < level}
                headings[level] = shown(token)
                yield headings[level]
            case "inline" if before.type in ("th_open", "td_open"):
                cells.append(shown(token))
            case "inline":
                yield ("- " if in_list else "") + shown(token)
            case "bullet_list_open" | "bullet_list_close":
                in_list = token.type == "bullet_list_open" or token.level > 0
            case "table_open":
                table = _Table()
            case "tr_open":
                cells = []
            case "tr_close" if table is not None:
                if table.header:
                    table.rows.append(cells)
                else:
                    table.header = cells
            case "table_close" if table is not None:
                place = " / ".join(headings[n] for n in (3, 4) if n in headings)
                yield from _table_lines(_without(table, place, lost))
                table = None
            case _:
                pass


def shown(inline: Token) -> str:
    """The text that a reader sees of one run of inline content."""
    parts = [
        " " if child.type in ("html_inline", "softbreak") else child.content
        for child in inline.children or ()
    ]
    return "".join(parts).strip()


def _without(table: _Table, place: str, lost: Counter[Cell]) -> _Table:
    place = place or table.header[0]
    for row in table.rows:
        for n, text in enumerate(row):
            if (cell := Cell(place, text)) in lost:
                lost[cell] -= 1
                row[n] = ""
    return table


def _table_lines(table: _Table) -> Iterator[str]:
    if any(table.header):
        yield from _inline_row(table.header, paid=True)
        yield "---|" * len(table.header)
    for n, row in enumerate(table.rows, start=1):
        paid = n < len(table.rows)
        if table.header[:2] in (["Name", "Key"], ["Name", "Path"]):
            yield from _described_row(row, paid)
        elif table.header == ["", ""]:
            yield f"{row[0]} |"
            yield from _inline_row(row[1:], paid)
        else:
            yield from _inline_row(row, paid)


def _inline_row(row: list[str], paid: bool) -> Iterator[str]:
    line = "".join(f"{cell} | " for cell in row if cell)
    yield (line + "|" * (row.count("") if paid else 0)).rstrip()


def _described_row(row: list[str], paid: bool) -> Iterator[str]:
    name, *inner, description = row
    if name:
        yield name
        yield "|"
    debt = "|" * row.count("") if paid else ""
    line = "".join(f"{cell} | " for cell in inner if cell)
    yield (line + ("" if description else debt)).rstrip()
    if description:
        yield f"{description} |"
        if debt:
            yield debt
