"""Pagers, which request the pages of a list as they are needed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ..http.settings import check_options
from ..operation import Operation, Page
from .walk import Walk, items_of

if TYPE_CHECKING:
    from ..http.client import AsyncClient, SyncClient
    from ..http.settings import CallOptions

Item = TypeVar("Item")


class _Pages(Generic[Page]):
    def __init__(self, operation: Operation[Page]) -> None:
        if operation.paging is None:
            raise ValueError(f"{operation.id} has no pages")
        self._operation = operation
        self._paging = operation.paging
        self.next_cursor: str | None = None
        """The token of the page after the last received one: store it to resume later with
        `pages(after=...)`. `None` before the first page and after the last."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._operation.id})"

    def _keep_cursor(self, walk: Walk[Page]) -> None:
        self.next_cursor = walk.token

    def _items(self, page: Page) -> list[Any]:
        return items_of(page, self._paging)


class Pager(_Pages[Page], Generic[Item, Page]):
    """The items of a list. Nothing is sent before iteration; each iteration starts at the first page."""

    def __init__(
        self, send: Callable[[Operation[Page]], Page], operation: Operation[Page]
    ) -> None:
        super().__init__(operation)
        self._send = send

    def __iter__(self) -> Iterator[Item]:
        for page in self.pages():
            yield from self._items(page)

    def pages(self, after: str | None = None) -> Iterator[Page]:
        """Yield whole pages, from the first or from an earlier `next_cursor`."""
        walk = Walk(self._operation, after)
        while walk.request is not None:
            page = self._send(walk.request)
            if walk.take(page):
                self._keep_cursor(walk)
                yield page

    def first(self) -> Item | None:
        """Return the first item; `None` if the list is empty."""
        return next(iter(self), None)


class AsyncPager(_Pages[Page], Generic[Item, Page]):
    """The items of a list. Nothing is sent before iteration; each iteration starts at the first page."""

    def __init__(
        self,
        send: Callable[[Operation[Page]], Awaitable[Page]],
        operation: Operation[Page],
    ) -> None:
        super().__init__(operation)
        self._send = send

    async def __aiter__(self) -> AsyncIterator[Item]:
        async for page in self.pages():
            for item in self._items(page):
                yield item

    async def pages(self, after: str | None = None) -> AsyncIterator[Page]:
        """Yield whole pages, from the first or from an earlier `next_cursor`."""
        walk = Walk(self._operation, after)
        while walk.request is not None:
            page = await self._send(walk.request)
            if walk.take(page):
                self._keep_cursor(walk)
                yield page

    async def first(self) -> Item | None:
        """Return the first item; `None` if the list is empty."""
        async for page in self.pages():
            item: Item
            for item in self._items(page):
                return item
        return None


def pager(
    client: SyncClient, operation: Operation[Page], options: CallOptions
) -> Pager[Any, Page]:
    """Return a pager that sends with a client."""
    check_options(options)
    return Pager(lambda page: client.send(page, **options).data, operation)


def async_pager(
    client: AsyncClient, operation: Operation[Page], options: CallOptions
) -> AsyncPager[Any, Page]:
    """Return a pager that sends with a client."""
    check_options(options)

    async def send(page: Operation[Page]) -> Page:
        return (await client.send(page, **options)).data

    return AsyncPager(send, operation)
