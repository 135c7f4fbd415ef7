"""The operations of Tide Tables that the client has itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Unpack, overload

from ._runtime.bodies.either_way import either_way
from ._runtime.http.client import AsyncClient, SyncClient
from ._runtime.lazy import lazy
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models, operations
    from ._runtime.http.settings import CallOptions
else:
    operations = lazy(__package__, "operations")


class Methods(SyncClient):
    """The operations of Tide Tables that the client has itself."""

    def get_harbour(self, id: str, **options: Unpack[CallOptions]) -> models.Harbour:
        """Gets a harbour.

        Operation GetHarbour: GET /harbours/{id}
        """
        return self._call(operations.get_harbour(id), options)

    @overload
    def add_harbour(
        self,
        *,
        name: str,
        note: str | None | Unset = UNSET,
        tides: Sequence[models.Tide] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Harbour: ...
    @overload
    def add_harbour(
        self,
        *,
        body: models.NewHarbour | Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> models.Harbour: ...
    def add_harbour(
        self,
        *,
        name: str | Unset = UNSET,
        note: str | None | Unset = UNSET,
        tides: Sequence[models.Tide] | Unset = UNSET,
        body: models.NewHarbour | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Harbour:
        """Adds a harbour.

        Args:
            body: All of the body at once: a model, or a mapping by wire names.

        Operation AddHarbour: POST /harbours
        """
        return self._call(
            either_way(operations.add_harbour)(
                name=name,
                note=note,
                tides=tides,
                body=body,
            ),
            options,
        )


class AsyncMethods(AsyncClient):
    """The operations of Tide Tables that the client has itself, for `async` code."""

    async def get_harbour(
        self,
        id: str,
        **options: Unpack[CallOptions],
    ) -> models.Harbour:
        """Gets a harbour.

        Operation GetHarbour: GET /harbours/{id}
        """
        return await self._call(operations.get_harbour(id), options)

    @overload
    async def add_harbour(
        self,
        *,
        name: str,
        note: str | None | Unset = UNSET,
        tides: Sequence[models.Tide] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Harbour: ...
    @overload
    async def add_harbour(
        self,
        *,
        body: models.NewHarbour | Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> models.Harbour: ...
    async def add_harbour(
        self,
        *,
        name: str | Unset = UNSET,
        note: str | None | Unset = UNSET,
        tides: Sequence[models.Tide] | Unset = UNSET,
        body: models.NewHarbour | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Harbour:
        """Adds a harbour.

        Args:
            body: All of the body at once: a model, or a mapping by wire names.

        Operation AddHarbour: POST /harbours
        """
        return await self._call(
            either_way(operations.add_harbour)(
                name=name,
                note=note,
                tides=tides,
                body=body,
            ),
            options,
        )
