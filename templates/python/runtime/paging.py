"""How the pages of a list follow one another, without I/O."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from .operation import Operation

Page = TypeVar("Page")
Place = tuple[str, ...]
"""A path of property names on the wire, from the root of a page; empty for the root itself."""


class Paging(Protocol):
    """A way from one page to the next. A token is text that says where a page starts."""

    @property
    def items(self) -> Place:
        """Where the items of a page are."""
        ...

    def at(self, operation: Operation[Page], token: str) -> Operation[Page]:
        """The operation that gets the page at a token."""
        ...

    def after(self, operation: Operation[Any], page: Any, count: int) -> str | None:
        """The token of the page after this one, which has `count` items; `None` after the last."""
        ...


@dataclass(frozen=True, slots=True)
class Cursor:
    """A page holds a token, and the next request repeats it as a query parameter."""

    parameter: str
    next: Place
    items: Place

    def at(self, operation: Operation[Page], token: str) -> Operation[Page]:
        """The same request, with the token."""
        return _with_query(operation, self.parameter, token)

    def after(self, operation: Operation[Any], page: Any, count: int) -> str | None:
        """The token in the page; none where it is missing, null or empty."""
        return _token(dig(page, self.next))


@dataclass(frozen=True, slots=True)
class NextLink:
    """A page holds the URL of the next one, as `x-ms-pageable` declares."""

    next: Place
    items: Place

    def at(self, operation: Operation[Page], token: str) -> Operation[Page]:
        """A GET of the link as it stands."""
        return dataclasses.replace(
            operation, method="GET", link=token, query={}, body=None
        )

    def after(self, operation: Operation[Any], page: Any, count: int) -> str | None:
        """The link in the page; none where it is missing, null or empty."""
        return _token(dig(page, self.next))


@dataclass(frozen=True, slots=True)
class Offset:
    """The next request says how many items to skip. An empty page is the last."""

    parameter: str
    items: Place

    def at(self, operation: Operation[Page], token: str) -> Operation[Page]:
        """The same request, from that item on."""
        return _with_query(operation, self.parameter, int(token))

    def after(self, operation: Operation[Any], page: Any, count: int) -> str | None:
        """As many more as this page had."""
        start = _number(operation.query.get(self.parameter), 0)
        return str(start + count) if count else None


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The next request gives the number of a page. An empty page is the last."""

    parameter: str
    items: Place
    first: int = 1
    """The number of the first page, where the request gives none."""

    def at(self, operation: Operation[Page], token: str) -> Operation[Page]:
        """The same request, for that page."""
        return _with_query(operation, self.parameter, int(token))

    def after(self, operation: Operation[Any], page: Any, count: int) -> str | None:
        """The number after this one."""
        number = _number(operation.query.get(self.parameter), self.first)
        return str(number + 1) if count else None


class Walk(Generic[Page]):
    """Where a walk through the pages of a list stands: asks for a page, is told it, asks for the next.

    It ends where a page names no next one, where a token comes again, and where a page is the same
    as the one before: a server that ignores the parameter would give its first page forever.
    """

    def __init__(self, operation: Operation[Page], start: str | None = None) -> None:
        if operation.paging is None:
            raise ValueError(f"{operation.id} has no pages")
        self._first = operation
        self._paging = operation.paging
        self._seen = {start}
        self._before: Page | None = None
        self.token = start
        """Where the next page starts."""
        self.request: Operation[Page] | None = self._at(start)
        """What to send for the next page; `None` at the end."""

    def take(self, page: Page) -> bool:
        """Take the page that was asked for; whether it is a new one."""
        assert self.request is not None
        count = len(items_of(page, self._paging))
        token = self._paging.after(self.request, page, count)
        fresh = page is not None and page != self._before
        self.token = token if fresh and token not in self._seen else None
        self.request = None if self.token is None else self._at(self.token)
        self._seen.add(token)
        self._before = page
        return fresh

    def _at(self, token: str | None) -> Operation[Page]:
        return self._first if token is None else self._paging.at(self._first, token)


def items_of(page: Any, paging: Paging) -> list[Any]:
    """The items of a page; none where its array is missing or null."""
    found: object = dig(page, paging.items)
    return cast("list[object]", found) if isinstance(found, list) else []


def dig(value: object, place: Place) -> object:
    """What is at a place of a page, by the names on the wire; `None` where there is nothing."""
    for name in place:
        value = _member(value, name)
    return value


def _member(value: object, name: str) -> object:
    if isinstance(value, Mapping):
        return cast("Mapping[str, object]", value).get(name)
    kind: Any = type(value)
    attribute = _attributes(kind).get(name)
    if attribute is not None:
        return getattr(value, attribute, None)
    extra: Mapping[str, object] = getattr(value, "model_extra", None) or {}
    return extra.get(name)


@cache
def _attributes(kind: Any) -> Mapping[str, str]:
    """From wire names to the attributes of a model; nothing of what is no model."""
    from .model import Model, wire_names

    if not issubclass(kind, Model):
        return {}
    return {wire: name for name, wire in wire_names(kind).items()}


def _token(value: object) -> str | None:
    # 0 is a token; null, "" and false are none.
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value) or None


def _number(value: object, default: int) -> int:
    return int(value) if isinstance(value, int | str) else default


def _with_query(
    operation: Operation[Page], parameter: str, value: object
) -> Operation[Page]:
    return dataclasses.replace(operation, query={**operation.query, parameter: value})
