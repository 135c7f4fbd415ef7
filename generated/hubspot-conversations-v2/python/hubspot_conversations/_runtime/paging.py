"""How the pages of a list follow one another, without I/O."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from .operation import Operation

Page = TypeVar("Page")
Place = tuple[str, ...]
"""A path of property names on the wire, from the root of a page; empty for the root itself."""
Parameter = str | Place
"""What a request says: a query parameter by its name, or a property of the JSON body by its path."""


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
    """A page holds a token, and the next request repeats it."""

    parameter: Parameter
    next: Place
    items: Place
    number: bool = False
    """Whether the token is a number in the JSON body."""

    def at(self, operation: Operation[Page], token: str) -> Operation[Page]:
        """The same request, with the token."""
        value = int(token) if self.number else token
        return _changed(operation, self.parameter, value)

    def after(self, operation: Operation[Any], page: Any, count: int) -> str | None:
        """The token in the page; none where it is missing, null, empty or no number."""
        token = _token(dig(page, self.next))
        return None if self.number and not _is_number(token) else token


@dataclass(frozen=True, slots=True)
class NextLink:
    """A page holds the URL of the next one, as `x-ms-pageable` declares."""

    next: Place
    items: Place

    def at(self, operation: Operation[Page], token: str) -> Operation[Page]:
        """A GET of the link as it stands."""
        # The query is not sent: it is there for policies that refer to it.
        return dataclasses.replace(operation, method="GET", link=token, body=None)

    def after(self, operation: Operation[Any], page: Any, count: int) -> str | None:
        """The link in the page; none where it is missing, null or empty."""
        return _token(dig(page, self.next))


@dataclass(frozen=True, slots=True)
class Counted:
    """The next request says where to go on, as a number. An empty page is the last.

    So is one with fewer items than were asked for, where `size` names what asks. More than
    `largest` may not be given at once, so such a page says nothing.
    """

    parameter: Parameter
    items: Place
    size: Parameter | None = None
    largest: int | None = None
    first: int = 0

    def at(self, operation: Operation[Page], token: str) -> Operation[Page]:
        """The same request, from that number on."""
        return _changed(operation, self.parameter, int(token))

    def after(self, operation: Operation[Any], page: Any, count: int) -> str | None:
        """The number of the page after this one."""
        if not count or self._is_short(operation, count):
            return None
        number = _number(_given(operation, self.parameter), self.first)
        return str(number + self.step(count))

    def step(self, count: int) -> int:
        """How far a page of `count` items is from the next one."""
        raise NotImplementedError

    def _is_short(self, operation: Operation[Any], count: int) -> bool:
        if self.size is None:
            return False
        asked = _number(_given(operation, self.size), 0)
        return count < asked and (self.largest is None or asked <= self.largest)


@dataclass(frozen=True, slots=True)
class Offset(Counted):
    """The next request says how many items to skip; `first` is the offset of the first item."""

    def step(self, count: int) -> int:
        """As many as this page had."""
        return count


@dataclass(frozen=True, slots=True)
class PageNumber(Counted):
    """The next request gives the number of a page; `first` is that of the first one."""

    first: int = 1

    def step(self, count: int) -> int:
        """One."""
        return 1


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


def _is_number(token: str | None) -> bool:
    # `int` would raise for a longer one.
    return token is not None and re.fullmatch("-?[0-9]{1,1000}", token) is not None


def _number(value: object, default: int) -> int:
    return int(value) if isinstance(value, int | str) else default


def _given(operation: Operation[Any], parameter: Parameter) -> object:
    """What a request says for a parameter; `None` or `UNSET` where it says nothing."""
    if isinstance(parameter, str):
        return operation.query.get(parameter)
    return dig(getattr(operation.body, "value", None), parameter)


def _changed(
    operation: Operation[Page], parameter: Parameter, value: object
) -> Operation[Page]:
    if isinstance(parameter, str):
        query = {**operation.query, parameter: value}
        return dataclasses.replace(operation, query=query)
    from .bodies import Json
    from .encode import wire
    from .unset import UNSET

    body = operation.body if isinstance(operation.body, Json) else Json(UNSET)
    said = None if body.value is UNSET else wire(body.value)
    with_value = dataclasses.replace(body, value=filled(said, parameter, value))
    return dataclasses.replace(operation, body=with_value)


def filled(said: object, place: Place, value: object) -> object:
    """JSON with a value at a place; what is around it stays."""
    if not place:
        return value
    around: dict[str, object] = {}
    if isinstance(said, Mapping):
        around.update(cast("Mapping[str, object]", said))
    around[place[0]] = filled(around.get(place[0]), place[1:], value)
    return around
