"""The operations of Orders that are methods of the client itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from ._runtime.http.client import AsyncClient, SyncClient
from ._runtime.lazy import lazy

if TYPE_CHECKING:
    from . import operations
    from ._runtime.http.settings import CallOptions
else:
    operations = lazy(__package__, "operations")


class Methods(SyncClient):
    """The operations of Orders that are methods of the client itself."""

    def get_orders(self, **options: Unpack[CallOptions]) -> list[str]:
        """GetOrders.

        Returns:
            The orders.

        Operation GetOrders: GET /orders
        """
        return self._call(operations.get_orders(), options)


class AsyncMethods(AsyncClient):
    """The operations of Orders that are methods of the client itself, for `async` code."""

    async def get_orders(self, **options: Unpack[CallOptions]) -> list[str]:
        """GetOrders.

        Returns:
            The orders.

        Operation GetOrders: GET /orders
        """
        return await self._call(operations.get_orders(), options)
