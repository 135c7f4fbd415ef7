"""The boats of Harbour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._runtime.http.resource import AsyncResource, Resource
from .._runtime.lazy import lazy

if TYPE_CHECKING:
    from .. import models, operations
    from .._runtime.http.settings import CallOptions
else:
    operations = lazy(__package__.rpartition(".")[0], "operations")


class Boats(Resource):
    """The boats of Harbour."""

    def get(self, id: str, **options: Unpack[CallOptions]) -> models.BoatsGet:
        """Gets a boat.

        Args:
            id: The boat.

        Operation Boats_GetById: GET /boats/{id}
        """
        return self._call(operations.boats_get_by_id(id), options)

    def replace(self, id: str, **options: Unpack[CallOptions]) -> None:
        """Replaces a boat.

        Args:
            id: The boat.

        Operation Boats_Put: PUT /boats/{id}
        """
        self._call(operations.boats_put(id), options)

    def sink(self, id: str, **options: Unpack[CallOptions]) -> None:
        """Sinks a boat.

        It is new, and joins its group.

        Args:
            id: The boat.

        Operation Boats_Sink: POST /boats/{id}/sink
        """
        self._call(operations.boats_sink(id), options)


class AsyncBoats(AsyncResource):
    """The boats of Harbour, for `async` code."""

    async def get(self, id: str, **options: Unpack[CallOptions]) -> models.BoatsGet:
        """Gets a boat.

        Args:
            id: The boat.

        Operation Boats_GetById: GET /boats/{id}
        """
        return await self._call(operations.boats_get_by_id(id), options)

    async def replace(self, id: str, **options: Unpack[CallOptions]) -> None:
        """Replaces a boat.

        Args:
            id: The boat.

        Operation Boats_Put: PUT /boats/{id}
        """
        await self._call(operations.boats_put(id), options)

    async def sink(self, id: str, **options: Unpack[CallOptions]) -> None:
        """Sinks a boat.

        It is new, and joins its group.

        Args:
            id: The boat.

        Operation Boats_Sink: POST /boats/{id}/sink
        """
        await self._call(operations.boats_sink(id), options)
