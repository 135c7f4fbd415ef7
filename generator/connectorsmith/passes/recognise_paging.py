"""Recognition of lists that are paged but not declared so, as hints for the author.

A hint does nothing until the author adds it to connector.toml. Ambiguous operations are
skipped, because a wrong hint loses data silently and a missing one does not.
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
"""Levels of objects that are searched for the value that leads to the next page."""

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
"""Keys of a value in a response, each with the keys of the parameter that takes it,
likeliest first."""

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
"""Keys of lists that accompany the requested items."""

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
    """A single value of a request or a response."""

    path: Path
    schema: Schema

    @property
    def key(self) -> str:
        """The name without case and punctuation."""
        return _key(self.path[-1])

    @property
    def written(self) -> str:
        return ".".join(self.path)

    @property
    def says(self) -> str:
        """The title and the description."""
        return f"{self.schema.title or ''} {self.schema.description or ''}"


def recognise(connector: Connector) -> tuple[PagingHint, ...]:
    """Return the hints for operations that seem paged, each with all its operations.

    Only operations without paging are examined. Every hint fits its operations.
    """
    types = {one.id: one.schema for one in connector.types}
    by_hint: dict[PagingHint, list[str]] = {}
    for operation in connector.operations:
        if operation.paging is None and operation.trigger is None:
            hint = _recognised(operation, types)
            if hint is not None and not isinstance(fit(operation, hint, types), Misfit):
                by_hint.setdefault(hint, []).append(operation.id)
    return tuple(
        replace(hint, operations=tuple(operations))
        for hint, operations in by_hint.items()
    )


def _recognised(operation: Operation, types: Types) -> PagingHint | None:
    if operation.method not in ("GET", "POST"):
        return None
    response = first_answer(operation)
    items = _items(response, types)
    if items is None:
        return None
    values = list(_values(response, types))
    inputs = list(_asked(operation, types))
    # A cursor is preferred: a link may name another host, a cursor never does.
    links = [value for value in values if _is_link(value, values)]
    others = [value for value in values if value not in links]
    hint = _cursor(others, inputs) or _link(links)
    # An unknown kind of `next` is likelier than counting.
    if hint is None and not any(value.key == "next" for value in values):
        hint = _counted(inputs)
    return None if hint is None else replace(hint, items=".".join(items))


def _items(response: Schema | None, types: Types) -> Path | None:
    """Return the path to the only list of a response; None if there is no single one.

    A response with an `id` is an object that contains a list, not a list.
    """
    if is_list(response, types):
        return ()
    inside = members(response, types)
    if any(_key(name) == "id" for name in inside):
        return None
    lists: list[Path] = [
        (name,) for name, member in inside.items() if is_list(member, types)
    ]
    if not lists:
        lists = [
            (outer, name)
            for outer, holder in inside.items()
            for name, member in members(holder, types).items()
            if is_list(member, types)
        ]
    lists = [path for path in lists if _key(path[-1]) not in _BESIDE]
    return lists[0] if len(lists) == 1 else None


def _values(schema: Schema | None, types: Types, path: Path = ()) -> Iterator[_Value]:
    """Yield the single values of an object and of the objects in it, outer ones first."""
    inside = members(schema, types)
    for name, member in inside.items():
        if _is_single(member, types):
            yield _Value((*path, name), member)
    if len(path) + 1 < _DEPTH:
        for name, member in inside.items():
            yield from _values(member, types, (*path, name))


def _is_single(schema: Schema, types: Types) -> bool:
    here = resolved(schema, types)
    return here is not None and isinstance(
        here.type, StringType | IntegerType | NumberType | AnyType
    )


def _asked(operation: Operation, types: Types) -> Iterator[_Value]:
    """Yield the values of a request: query parameters, then the properties of its body."""
    for parameter in operation.parameters:
        if parameter.location == "query" and _is_single(parameter.schema, types):
            yield _Value((parameter.name,), parameter.schema)
    if operation.body is not None:
        for name, schema in members(operation.body.schema, types).items():
            if _is_single(schema, types):
                yield _Value((name,), schema)


def _link(links: list[_Value]) -> PagingHint | None:
    return PagingHint(NEXT_LINK, (), next=links[0].written) if links else None


def _is_link(value: _Value, values: list[_Value]) -> bool:
    """Return whether a value is a next link, by its name, its place or its description."""
    if not isinstance(value.schema.type, StringType):
        return False
    holders = [_key(name) for name in value.path[:-1]]
    if value.key in _LINKS:
        return True
    if value.key in _LINK_ENDS and holders[-1:] == ["next"]:
        return True
    if value.key not in ("next", "nextpage"):
        return False
    if holders and holders[-1] in _LINK_HOLDERS:
        return True
    siblings = {other.key for other in values if other.path[:-1] == value.path[:-1]}
    # The envelope of Django REST framework: count, next, previous, results.
    if value.key == "next" and {"count", "previous"} <= siblings:
        return True
    return _is_url(value) and not _TOKEN.search(value.says)


def _is_url(value: _Value) -> bool:
    type_ = value.schema.type
    if isinstance(type_, StringType) and type_.format in ("uri", "url"):
        return True
    return bool(_URL.search(value.says))


def _cursor(values: list[_Value], inputs: list[_Value]) -> PagingHint | None:
    """Return the hint for a value of the response and a parameter that match by name."""
    by_key: dict[str, _Value] = {}
    for input_ in inputs:
        by_key.setdefault(input_.key, input_)
    # Values named `next...` first: another cursor may be that of the current page.
    for value in sorted(values, key=lambda value: not _is_next(value)):
        for name in _names(value):
            parameter = by_key.get(name)
            if parameter is not None and _takes(parameter, value):
                return PagingHint(
                    CURSOR, (), parameter=parameter.written, next=value.written
                )
    return None


def _is_next(value: _Value) -> bool:
    return any(_key(name).startswith("next") for name in value.path)


def _names(value: _Value) -> tuple[str, ...]:
    """Return the keys of parameters that can take a value; empty if it is not a cursor."""
    if value.key in _TOKENS:
        return _TOKENS[value.key]
    if value.key == "after" and _key(value.path[-2:][0]) in (
        "next",
        "cursors",
        "paging",
    ):
        return ("after",)
    short = value.key.removeprefix("next")
    return (value.key, short) if short != value.key and len(short) > 3 else ()


def _takes(parameter: _Value, value: _Value) -> bool:
    """Return whether a parameter takes the value of a response: a number does not take text."""
    counts = isinstance(parameter.schema.type, IntegerType | NumberType)
    return not (counts and isinstance(value.schema.type, StringType))


def _counted(inputs: list[_Value]) -> PagingHint | None:
    """Return the hint for an offset or a page number with a page size; None if unclear."""
    numbers = [
        value
        for value in inputs
        if isinstance(value.schema.type, IntegerType | NumberType)
    ]
    size = next((value for value in numbers if value.key in _SIZES), None)
    starts = [value for value in numbers if value.key in _OFFSETS | _PAGES]
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
        # Without a declared maximum, a short page may just be the longest one allowed.
        size=size.written if "maximum" in dict(size.schema.limits) else "",
        # Always written, so that the author can check it.
        first=first if start.key in _PAGES or first else None,
    )


def _counts_items(start: _Value) -> bool:
    """Return whether an offset counts items; some offsets count pages."""
    return not _PAGE.search(start.says) or bool(_ITEMS.search(start.says))


def _first(start: _Value) -> int | None:
    """Return the number of the first page or item; None if unknown.

    Declared values override the convention of the parameter's name.
    """
    default = start.schema.default
    minimum = dict(start.schema.limits).get("minimum")
    if start.key in ("offset", "skip"):
        # The number of skipped items: zero, whatever the minimum.
        return None if _is_zero_or_one(default) and default == 1 else 0
    declared = {
        0 if value == 0 else 1 for value in (default, minimum) if _is_zero_or_one(value)
    }
    if _FROM_ZERO.search(start.says):
        declared.add(0)
    if len(declared) == 1:
        return 1 if 1 in declared else 0
    if declared or start.key in _OFFSETS or start.key == "pageindex":
        return None
    return 1


def _is_zero_or_one(value: object) -> bool:
    return type(value) is int and value in (0, 1)


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
