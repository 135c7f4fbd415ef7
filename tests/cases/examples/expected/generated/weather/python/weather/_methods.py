"""The operations of Weather that the client has itself."""

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
    """The operations of Weather that the client has itself."""

    def get_station(self, id: str, **options: Unpack[CallOptions]) -> models.Station:
        """Gets a station.

        Operation GetStation: GET /stations/{id}
        """
        return self._call(operations.get_station(id), options)


class AsyncMethods(AsyncClient):
    """The operations of Weather that the client has itself, for `async` code."""

    async def get_station(
        self,
        id: str,
        **options: Unpack[CallOptions],
    ) -> models.Station:
        """Gets a station.

        Operation GetStation: GET /stations/{id}
        """
        return await self._call(operations.get_station(id), options)
