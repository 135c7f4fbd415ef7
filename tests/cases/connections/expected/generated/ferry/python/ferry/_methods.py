"""The operations of Ferry that the client has itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from ._runtime.http.client import AsyncClient, SyncClient
from ._runtime.lazy import lazy

if TYPE_CHECKING:
    from . import models, operations
    from ._runtime.http.settings import CallOptions
else:
    operations = lazy(__package__, "operations")


class Methods(SyncClient):
    """The operations of Ferry that the client has itself."""

    def get_next(self, **options: Unpack[CallOptions]) -> models.Next:
        """The ferry that leaves next.

        Returns:
            Found.

        Operation GetNext: GET /next
        """
        return self._call(operations.get_next(), options)


class AsyncMethods(AsyncClient):
    """The operations of Ferry that the client has itself, for `async` code."""

    async def get_next(self, **options: Unpack[CallOptions]) -> models.Next:
        """The ferry that leaves next.

        Returns:
            Found.

        Operation GetNext: GET /next
        """
        return await self._call(operations.get_next(), options)
