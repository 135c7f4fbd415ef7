"""The sequence of pages of a list, without I/O."""

from __future__ import annotations

from typing import Any, Generic, cast

from ..decode.place import dig
from ..operation import Operation, Page, Paging, Place
from .endless import PagingError

MAX_EMPTY_PAGES = 250
"""Empty pages one after another, each with a new token. One more is a `PagingError`."""


class Walk(Generic[Page]):
    """The state of a walk through the pages of a list: it gives the next request and takes its page.

    It ends if a page has no next token, if a token is repeated, and if a page equals the previous
    one: a server that ignores the parameter would send its first page forever. Raises
    `PagingError` after too many empty pages.
    """

    def __init__(self, operation: Operation[Page], start: str | None = None) -> None:
        if operation.paging is None:
            raise ValueError(f"{operation.id} has no pages")
        self._first = operation
        self._paging = operation.paging
        self._seen = {start}
        self._previous: Page | None = None
        self._empty = 0
        self.token = start
        """The token of the next page."""
        self.request: Operation[Page] | None = self._at(start)
        """The request of the next page; `None` at the end."""

    def take(self, page: Page) -> bool:
        """Take the requested page; return whether it is new."""
        assert self.request is not None
        count = len(items_of(page, self._paging))
        token = self._paging.after(self.request, page, count)
        fresh = page is not None and page != self._previous
        self._empty = 0 if count else self._empty + 1
        if self._empty > MAX_EMPTY_PAGES and token is not None:
            raise PagingError(
                f"{self._first.id}: the list must not have more than {MAX_EMPTY_PAGES} empty "
                "pages one after another",
                operation=self._first.id,
            )
        self.token = token if fresh and token not in self._seen else None
        self.request = None if self.token is None else self._at(self.token)
        self._seen.add(token)
        self._previous = page
        return fresh

    def _at(self, token: str | None) -> Operation[Page]:
        return self._first if token is None else self._paging.at(self._first, token)


def items_of(page: Any, paging: Paging) -> list[Any]:
    """Return the items of a page; an empty list if the array is missing or null."""
    found: object = dig(page, paging.items)
    return cast("list[object]", found) if isinstance(found, list) else []


def token_at(page: Any, place: Place) -> str | None:
    """Return the token at a path in a page; `None` if it is missing, null, a boolean or empty."""
    value = dig(page, place)
    # 0 is a valid token.
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value) or None
