"""`[sdk.paging.<name>]` of connector.toml: how the pages of some operations follow each other."""

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
    """How the pages of some operations follow each other, as a person writes it.

    Places are property names on the wire, joined by dots; a parameter is one of the query
    or a property of the body.
    """

    kind: str
    operations: tuple[str, ...]
    place: tuple[str, ...] = ()
    """The key in connector.toml, for findings."""
    parameter: str = ""
    """What takes the cursor, the offset or the number of the page."""
    next: str = ""
    """Where an answer holds the cursor or the URL of the next page."""
    items: str = ""
    """Where an answer holds the items; empty for the list that it is, or its only one."""
    size: str = ""
    """The parameter that says how long a page is: a shorter one is then the last."""
    first: int | None = None
    """The number of the first page, or the offset of the first item, if not the usual one."""


def read_paging(reader: Reader, at: tuple[str, ...]) -> PagingHint | None:
    """The hint at a key; None, with a finding, where it cannot be understood."""
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
