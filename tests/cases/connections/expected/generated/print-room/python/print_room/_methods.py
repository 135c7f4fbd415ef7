"""The operations of Print Room that the client has itself."""

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
    """The operations of Print Room that the client has itself."""

    def get_printer(self, **options: Unpack[CallOptions]) -> models.Printer:
        """The printer with the shortest queue.

        Returns:
            Found.

        Operation GetPrinter: GET /printer
        """
        return self._call(operations.get_printer(), options)


class AsyncMethods(AsyncClient):
    """The operations of Print Room that the client has itself, for `async` code."""

    async def get_printer(self, **options: Unpack[CallOptions]) -> models.Printer:
        """The printer with the shortest queue.

        Returns:
            Found.

        Operation GetPrinter: GET /printer
        """
        return await self._call(operations.get_printer(), options)
