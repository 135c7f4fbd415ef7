"""Streams: responses whose items are returned as they arrive."""

from __future__ import annotations

from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Generator,
    Iterator,
)
from types import TracebackType
from typing import TYPE_CHECKING, Generic, Self, TypeVar, Unpack, cast

from ..http import downloads
from ..http.settings import check_options
from ..operation import Operation
from .items import Items

if TYPE_CHECKING:
    from ..http.client import AsyncClient, SyncClient
    from ..http.settings import CallOptions

Item = TypeVar("Item")


class _Stream(Generic[Item]):
    def __init__(self, operation: Operation[Item], options: CallOptions) -> None:
        check_options(options)
        self._operation = operation
        self._options = options

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._operation.id})"

    @property
    def _opened(self) -> Operation[bytes]:
        return cast("Operation[bytes]", self._operation)


class Stream(_Stream[Item], Iterator[Item]):
    """The items of a response, as they arrive. Nothing is sent before iteration; iterate over it once.

    The connection is closed at the end of a `for` loop, also after a `break`, at the end of a
    `with` block, and by `close`. Raises `DecodeError` for an item of another type than declared,
    and `NetworkError` if the connection breaks.
    """

    def __init__(
        self,
        client: SyncClient,
        operation: Operation[Item],
        **options: Unpack[CallOptions],
    ) -> None:
        super().__init__(operation, options)
        assert isinstance(client, downloads.SyncClient), "every SDK with streams has it"
        self._client = client
        self._items = self._received()

    def _received(self) -> Generator[Item]:
        with self._client.stream(self._opened, **self._options) as body:
            items: Items[Item] = Items(self._operation, body)
            for data in body.chunks():
                yield from items.read(data)
                if items.is_complete:
                    return
            yield from items.rest()

    def __iter__(self) -> Generator[Item]:
        # Closing this generator, as the end of a loop does, closes the other.
        yield from self._items

    def __next__(self) -> Item:
        return next(self._items)

    def close(self) -> None:
        """Close the connection."""
        self._items.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        self.close()


class AsyncStream(_Stream[Item], AsyncIterator[Item]):
    """The items of a response, as they arrive. Nothing is sent before iteration; iterate over it once.

    The connection is closed at the end of an `async for` loop, soon after a `break`, at the end
    of an `async with` block, and by `aclose`. Raises `DecodeError` for an item of another type than
    declared, and `NetworkError` if the connection breaks.
    """

    def __init__(
        self,
        client: AsyncClient,
        operation: Operation[Item],
        **options: Unpack[CallOptions],
    ) -> None:
        super().__init__(operation, options)
        assert isinstance(
            client, downloads.AsyncClient
        ), "every SDK with streams has it"
        self._client = client
        self._items = self._received()

    async def _received(self) -> AsyncGenerator[Item]:
        async with self._client.stream(self._opened, **self._options) as body:
            items: Items[Item] = Items(self._operation, body)
            async for data in body.chunks():
                for item in items.read(data):
                    yield item
                if items.is_complete:
                    return
            for item in items.rest():
                yield item

    async def __aiter__(self) -> AsyncGenerator[Item]:
        try:
            async for item in self._items:
                yield item
        finally:
            await self._items.aclose()

    async def __anext__(self) -> Item:
        return await anext(self._items)

    async def aclose(self) -> None:
        """Close the connection."""
        await self._items.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        await self.aclose()


def open_stream(
    client: SyncClient, operation: Operation[Item], options: CallOptions
) -> Stream[Item]:
    """Return the items of an operation, sent with a client."""
    return Stream(client, operation, **options)


def open_async_stream(
    client: AsyncClient, operation: Operation[Item], options: CallOptions
) -> AsyncStream[Item]:
    """Return the items of an operation, sent with a client."""
    return AsyncStream(client, operation, **options)
