"""Recognise lists that come in pages where nothing says so, and say the hint for them.

Nothing is turned on by it: an author decides. A shape that could be read in two ways is
left alone, because a wrong hint loses data in silence and a missing one does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from connectorsmith.ir.connector import Connector, Operation
from connectorsmith.ir.types import (
    AnyType,
    IntegerType,
    NumberType,
    Schema,
    StringType,
)
from connectorsmith.passes.paging import Misfit, fit
from connectorsmith.passes.places import (
    Path,
    Types,
    first_answer,
    is_list,
    members,
    resolved,
)
from connectorsmith.settings.paging import (
    CURSOR,
    NEXT_LINK,
    OFFSET,
    PAGE_NUMBER,
    PagingHint,
)

_DEPTH = 3
"""How many objects deep the way to the next page is looked for."""

_LINKS = frozenset("""
    odatanextlink nextlink nexturl nexturi nexthref nextpageurl nextpagelink nextpageuri
    """.split())
_LINK_HOLDERS = frozenset({"links", "link"})
_LINK_ENDS = frozenset({"href", "url", "link", "uri"})

_TOKENS: Mapping[str, tuple[str, ...]] = {
    "nextpagetoken": ("nextpagetoken", "pagetoken"),
    "nextcursor": ("nextcursor", "cursor", "pagecursor", "startcursor", "after"),
    "nextpagecursor": ("nextpagecursor", "pagecursor", "cursor"),
    "endcursor": ("after", "endcursor", "cursor"),
    "continuationtoken": ("continuationtoken", "continuation"),
    "nextcontinuationtoken": ("continuationtoken", "continuation"),
    "continuation": ("continuation", "continuationtoken"),
    "skiptoken": ("skiptoken",),
    "cursor": ("cursor",),
    "nextpage": ("page", "pagenumber", "pageno", "nextpage"),
    "next": ("next", "cursor", "after", "pagetoken"),
}
"""What an answer calls the next page, to what a request may call it, the likeliest first."""

_OFFSETS = frozenset(
    "offset skip startindex startat startposition startrow startfrom".split()
)
_PAGES = frozenset(
    "page pagenumber pageno pagenum pagenr currentpage pageindex".split()
)
_SIZES = frozenset("""
    limit top count take size rows pagesize perpage pagelimit maxresults maxitems
    maxrecords resultsperpage itemsperpage recordsperpage pagecount numresults
    """.split())

_BESIDE = frozenset("errors links messages warnings".split())
"""Lists that stand beside what was asked for."""

_URL = re.compile(r"\b(url|uri|link|hyperlink|href)\b", re.IGNORECASE)
_TOKEN = re.compile(r"\b(cursor|token|bookmark|continu\w+|opaque)\b", re.IGNORECASE)
_PAGE = re.compile(r"\bpages?\b", re.IGNORECASE)
_ITEMS = re.compile(
    r"\b(items?|records?|results?|rows?|entr(y|ies)|elements?|objects?|skip\w*)\b",
    re.IGNORECASE,
)
_SIZE = re.compile(r"\b(page size|per page|how many|size of)\b", re.IGNORECASE)
_FROM_ZERO = re.compile(
    r"\b(zero|0)[- ]?(based|index)|\bstart(s|ing)?( (at|from|with))? (0|zero)\b"
    r"|\bfirst page (is|=) ?(0|zero)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Value:
    """A single value of a request or an answer."""

    path: Path
    schema: Schema

    @property
    def key(self) -> str:
        """What it is called, without case and punctuation."""
        return _key(self.path[-1])

    @property
    def written(self) -> str:
        return ".".join(self.path)

    @property
    def says(self) -> str:
        """What its author says of it."""
        return f"{self.schema.title or ''} {self.schema.description or ''}"


def recognise(connector: Connector) -> tuple[PagingHint, ...]:
    """A hint for each way in which pages seem to follow each other, for all its operations.

    Only operations that have no paging are looked at. Every hint fits its operations.
    """
    types = {one.id: one.schema for one in connector.types}
    found: dict[PagingHint, list[str]] = {}
    for operation in connector.operations:
        if operation.paging is None and operation.trigger is None:
            hint = _recognised(operation, types)
            if hint is not None and not isinstance(fit(operation, hint, types), Misfit):
                found.setdefault(hint, []).append(operation.id)
    return tuple(
        replace(hint, operations=tuple(operations))
        for hint, operations in found.items()
    )


def _recognised(operation: Operation, types: Types) -> PagingHint | None:
    if operation.method not in ("GET", "POST"):
        return None
    answer = first_answer(operation)
    items = _items(answer, types)
    if items is None:
        return None
    said = list(_values(answer, types))
    asked = list(_asked(operation, types))
    # A cursor goes to where the client goes; a link may name another host.
    links = [one for one in said if _is_link(one, said)]
    others = [one for one in said if one not in links]
    hint = _cursor(others, asked) or _link(links)
    # What is called next and leads nowhere known is likelier to be right than counting.
    if hint is None and not any(one.key == "next" for one in said):
        hint = _counted(asked)
    return None if hint is None else replace(hint, items=".".join(items))


def _items(answer: Schema | None, types: Types) -> Path | None:
    """The way to the only list of an answer; None where it could be another, or is no list's."""
    if is_list(answer, types):
        return ()
    inside = members(answer, types)
    if any(_key(name) == "id" for name in inside):
        return None  # A thing that has a list, not a list.
    lists: list[Path] = [(name,) for name, one in inside.items() if is_list(one, types)]
    if not lists:
        lists = [
            (outer, name)
            for outer, holder in inside.items()
            for name, one in members(holder, types).items()
            if is_list(one, types)
        ]
    lists = [path for path in lists if _key(path[-1]) not in _BESIDE]
    return lists[0] if len(lists) == 1 else None


def _values(schema: Schema | None, types: Types, path: Path = ()) -> Iterator[_Value]:
    """The single values of an object and of the objects in it, the outer ones first."""
    inside = members(schema, types)
    for name, one in inside.items():
        if _is_single(one, types):
            yield _Value((*path, name), one)
    if len(path) + 1 < _DEPTH:
        for name, one in inside.items():
            yield from _values(one, types, (*path, name))


def _is_single(schema: Schema, types: Types) -> bool:
    here = resolved(schema, types)
    return here is not None and isinstance(
        here.type, StringType | IntegerType | NumberType | AnyType
    )


def _asked(operation: Operation, types: Types) -> Iterator[_Value]:
    """What can be asked for with a value: query parameters, then properties of the body."""
    for one in operation.parameters:
        if one.location == "query" and _is_single(one.schema, types):
            yield _Value((one.name,), one.schema)
    if operation.body is not None:
        for name, schema in members(operation.body.schema, types).items():
            if _is_single(schema, types):
                yield _Value((name,), schema)


def _link(links: list[_Value]) -> PagingHint | None:
    return PagingHint(NEXT_LINK, (), next=links[0].written) if links else None


def _is_link(one: _Value, said: list[_Value]) -> bool:
    """Whether a value is a next link, by its name, its place or its author's words."""
    if not isinstance(one.schema.type, StringType):
        return False
    around = [_key(name) for name in one.path[:-1]]
    if one.key in _LINKS:
        return True
    if one.key in _LINK_ENDS and around[-1:] == ["next"]:
        return True
    if one.key not in ("next", "nextpage"):
        return False
    if around and around[-1] in _LINK_HOLDERS:
        return True
    beside = {other.key for other in said if other.path[:-1] == one.path[:-1]}
    # As frameworks write it: count, next, previous, results.
    if one.key == "next" and {"count", "previous"} <= beside:
        return True
    return _is_url(one) and not _TOKEN.search(one.says)


def _is_url(one: _Value) -> bool:
    type_ = one.schema.type
    if isinstance(type_, StringType) and type_.format in ("uri", "url"):
        return True
    return bool(_URL.search(one.says))


def _cursor(said: list[_Value], asked: list[_Value]) -> PagingHint | None:
    """A value of the answer and the parameter that takes it, by their names."""
    by_key: dict[str, _Value] = {}
    for one in asked:
        by_key.setdefault(one.key, one)
    # A cursor may be that of the page itself where the next one has a name of its own.
    for one in sorted(said, key=lambda value: not _is_next(value)):
        for name in _names(one):
            parameter = by_key.get(name)
            if parameter is not None and _takes(parameter, one):
                return PagingHint(
                    CURSOR, (), parameter=parameter.written, next=one.written
                )
    return None


def _is_next(one: _Value) -> bool:
    return any(_key(name).startswith("next") for name in one.path)


def _names(one: _Value) -> tuple[str, ...]:
    """What a request may call a value of an answer; nothing where it is no cursor."""
    if one.key in _TOKENS:
        return _TOKENS[one.key]
    if one.key == "after" and _key(one.path[-2:][0]) in ("next", "cursors", "paging"):
        return ("after",)
    rest = one.key.removeprefix("next")
    return (one.key, rest) if rest != one.key and len(rest) > 3 else ()


def _takes(parameter: _Value, value: _Value) -> bool:
    """Whether a parameter takes what an answer holds: a number takes no text."""
    counts = isinstance(parameter.schema.type, IntegerType | NumberType)
    return not (counts and isinstance(value.schema.type, StringType))


def _counted(asked: list[_Value]) -> PagingHint | None:
    """An offset or a page number, with the parameter that says how long a page is."""
    numbers = [
        one for one in asked if isinstance(one.schema.type, IntegerType | NumberType)
    ]
    size = next((one for one in numbers if one.key in _SIZES), None)
    starts = [one for one in numbers if one.key in _OFFSETS | _PAGES]
    if size is None or len(starts) != 1:
        return None
    start = starts[0]
    if start.key in _OFFSETS and not _counts_items(start):
        return None
    if start.key in _PAGES and _SIZE.search(start.says):
        return None
    first = _first(start)
    if first is None:
        return None
    return PagingHint(
        OFFSET if start.key in _OFFSETS else PAGE_NUMBER,
        (),
        parameter=start.written,
        # Without a limit that is told, a short page may just be the longest one.
        size=size.written if "maximum" in dict(size.schema.limits) else "",
        # Told in any case: an author knows where the pages of an API begin.
        first=first if start.key in _PAGES or first else None,
    )


def _counts_items(start: _Value) -> bool:
    """Whether an offset is one of items; some count pages."""
    return not _PAGE.search(start.says) or bool(_ITEMS.search(start.says))


def _first(start: _Value) -> int | None:
    """Where counting begins: as told, else as usual; None where nobody can know."""
    default = start.schema.default
    minimum = dict(start.schema.limits).get("minimum")
    if start.key in ("offset", "skip"):
        # How many are left out, whatever the least is that may be.
        return None if _is_zero_or_one(default) and default == 1 else 0
    told = {
        0 if value == 0 else 1 for value in (default, minimum) if _is_zero_or_one(value)
    }
    if _FROM_ZERO.search(start.says):
        told.add(0)
    if len(told) == 1:
        return 1 if 1 in told else 0
    if told or start.key in _OFFSETS or start.key == "pageindex":
        return None
    return 1


def _is_zero_or_one(value: object) -> bool:
    return type(value) is int and value in (0, 1)


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
