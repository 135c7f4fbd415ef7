"""Pages that are asked for by a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..decode.place import dig
from ..operation import Operation, Page, Place
from .parameter import Parameter, with_parameter


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
        return with_parameter(operation, self.parameter, int(token))

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


def _number(value: object, default: int) -> int:
    return int(value) if isinstance(value, int | str) else default


def _given(operation: Operation[Any], parameter: Parameter) -> object:
    """What a request says for a parameter; `None` or `UNSET` where it says nothing."""
    if isinstance(parameter, str):
        return operation.query.get(parameter)
    return dig(getattr(operation.body, "value", None), parameter)
