"""A walk through the pages of a list, without I/O."""

from __future__ import annotations

from typing import Any, Generic, cast

from ..decode.place import dig
from ..operation import Operation, Page, Paging, Place


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


def token_at(page: Any, place: Place) -> str | None:
    """The token at a place of a page; none where it is missing, null, false or empty."""
    value = dig(page, place)
    # 0 is a token, too.
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value) or None
