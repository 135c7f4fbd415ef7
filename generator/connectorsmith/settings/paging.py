"""`[sdk.paging.<name>]` of connector.toml: the paging style of some operations."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from connectorsmith.settings.reader import Reader

CURSOR = "cursor"
NEXT_LINK = "next-link"
OFFSET = "offset"
PAGE_NUMBER = "page-number"

_NEEDS = {
    CURSOR: ("parameter", "next"),
    NEXT_LINK: ("next",),
    OFFSET: ("parameter",),
    PAGE_NUMBER: ("parameter",),
}
_TAKES = {
    CURSOR: ("parameter", "next"),
    NEXT_LINK: ("next",),
    OFFSET: ("parameter", "size", "first"),
    PAGE_NUMBER: ("parameter", "size", "first"),
}
_ALL = ("kind", "parameter", "next", "items", "size", "first", "operations")


@dataclass(frozen=True, slots=True)
class PagingHint:
    """A paging style that applies to some operations.

    `next` and `items` are property names on the wire, joined by dots; `parameter` and
    `size` are query parameters or properties of the body.
    """

    kind: str
    operations: tuple[str, ...]
    place: tuple[str, ...] = ()
    """The key in connector.toml, for findings."""
    parameter: str = ""
    """The parameter for the cursor, the offset or the page number."""
    next: str = ""
    """The property of a response that holds the cursor or the URL of the next page."""
    items: str = ""
    """The property of a response that holds the items; if empty, the response itself or
    its only list."""
    size: str = ""
    """The parameter for the page size; a page with fewer items is the last one."""
    first: int | None = None
    """The number of the first page, or the offset of the first item; None for the
    default."""


def read_paging(reader: Reader, at: tuple[str, ...]) -> PagingHint | None:
    """Return the hint at a key; None, with a finding, if it is invalid."""
    table = reader.table(at, _ALL)
    texts = {
        key: reader.text((*at, key)) or ""
        for key in ("kind", "parameter", "next", "items", "size")
    }
    operations = reader.texts((*at, "operations"))
    kind = texts.pop("kind") or (CURSOR if texts["parameter"] else NEXT_LINK)
    if kind not in _NEEDS:
        near = difflib.get_close_matches(kind, _NEEDS, n=1)
        hint = f"did you mean {near[0]}?" if near else None
        reader.complain((*at, "kind"), f"has to be {_or(tuple(_NEEDS))}", hint)
        return None
    needed = (*_NEEDS[kind], "operations")
    if not operations or not all(texts[key] for key in _NEEDS[kind]):
        reader.complain(at, f"needs {_and(needed)}", _kinds_hint(table))
        return None
    for key in ("parameter", "next", "size", "first"):
        if key in table and key not in _TAKES[kind]:
            reader.complain((*at, key), f"says nothing of pages by {kind}")
    return PagingHint(
        kind, operations, at, first=_first(reader, (*at, "first")), **texts
    )


def _first(reader: Reader, at: tuple[str, ...]) -> int | None:
    value = reader.value(at)
    if value is None or (type(value) is int and value in (0, 1)):
        return value
    reader.complain(at, "has to be 0 or 1")
    return None


def _kinds_hint(table: object) -> str | None:
    if isinstance(table, dict) and "kind" in table:
        return None
    return f"kind is {_or(tuple(_NEEDS))}"


def _and(words: tuple[str, ...]) -> str:
    return _listed(words, "and")


def _or(words: tuple[str, ...]) -> str:
    return _listed(words, "or")


def _listed(words: tuple[str, ...], last: str) -> str:
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
