"""The base of resources: the operations of a client that belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from .pager import AsyncPager, Pager
from .settings import check_options

if TYPE_CHECKING:
    from .client import AsyncClient, SyncClient
    from .operation import Operation
    from .settings import CallOptions

T = TypeVar("T")


class Resource:
    """Operations of a blocking client that belong together."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def __repr__(self) -> str:
        return f"{type(self).__name__} of {self._client!r}"

    def _call(self, operation: Operation[T], options: CallOptions) -> T:
        return self._client.send(operation, **options).data

    def _pages(self, operation: Operation[T], options: CallOptions) -> Pager[Any, T]:
        check_options(options)
        return Pager(lambda page: self._call(page, options), operation)


class AsyncResource:
    """Operations of an awaited client that belong together."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def __repr__(self) -> str:
        return f"{type(self).__name__} of {self._client!r}"

    async def _call(self, operation: Operation[T], options: CallOptions) -> T:
        return (await self._client.send(operation, **options)).data

    def _pages(
        self, operation: Operation[T], options: CallOptions
    ) -> AsyncPager[Any, T]:
        check_options(options)
        return AsyncPager(lambda page: self._call(page, options), operation)
