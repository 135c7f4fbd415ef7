"""Paging by offset and by page number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..decode.place import dig
from ..operation import Operation, Page, Place
from .parameter import Parameter, with_parameter


@dataclass(frozen=True, slots=True)
class Counted:
    """Paging by a number in the request. An empty page is the last.

    So is a page with fewer items than requested, if `size` is the parameter for the page size. This
    is not checked for sizes above `largest`, the server's limit.
    """

    parameter: Parameter
    items: Place
    size: Parameter | None = None
    largest: int | None = None
    first: int = 0

    def at(self, operation: Operation[Page], token: str) -> Operation[Page]:
        """Return the request with that number."""
        return with_parameter(operation, self.parameter, int(token))

    def after(self, operation: Operation[Any], page: Any, count: int) -> str | None:
        """Return the number for the next page; `None` after the last page."""
        if not count or self._is_short(operation, count):
            return None
        number = _number(_given(operation, self.parameter), self.first)
        return str(number + self.step(count))

    def step(self, count: int) -> int:
        """Return the difference to the number for the page after one of `count` items."""
        raise NotImplementedError

    def _is_short(self, operation: Operation[Any], count: int) -> bool:
        if self.size is None:
            return False
        asked = _number(_given(operation, self.size), 0)
        return count < asked and (self.largest is None or asked <= self.largest)


@dataclass(frozen=True, slots=True)
class Offset(Counted):
    """Paging by the number of items to skip; `first` is the offset of the first item."""

    def step(self, count: int) -> int:
        """Return the number of items."""
        return count


@dataclass(frozen=True, slots=True)
class PageNumber(Counted):
    """Paging by the number of a page; `first` is the number of the first page."""

    first: int = 1

    def step(self, count: int) -> int:
        """Return 1."""
        return 1


def _number(value: object, default: int) -> int:
    return int(value) if isinstance(value, int | str) else default


def _given(operation: Operation[Any], parameter: Parameter) -> object:
    """Return the value of a request's parameter; `None` or `UNSET` if it has none."""
    if isinstance(parameter, str):
        return operation.query.get(parameter)
    return dig(getattr(operation.body, "value", None), parameter)
