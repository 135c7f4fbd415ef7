"""The base classes of groups: methods of a client that belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from ..operation import Operation
    from .client import AsyncClient, SyncClient
    from .settings import CallOptions

T = TypeVar("T")


class Resource:
    """A group of methods of a blocking client."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def __repr__(self) -> str:
        return f"{type(self).__name__} of {self._client!r}"

    def _call(self, operation: Operation[T], options: CallOptions) -> T:
        return self._client.send(operation, **options).data


class AsyncResource:
    """A group of methods of an async client."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def __repr__(self) -> str:
        return f"{type(self).__name__} of {self._client!r}"

    async def _call(self, operation: Operation[T], options: CallOptions) -> T:
        return (await self._client.send(operation, **options)).data
