"""The operations of Tide Tables that are methods of the client itself."""

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
    """The operations of Tide Tables that are methods of the client itself."""

    def list_harbours(
        self,
        region: int,
        *,
        kind: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.HarboursResponse:
        """Lists the harbours of a region.

        Args:
            region: The code of a region.

        Operation ListHarbours: GET /regions/{region}/harbours
        """
        return self._call(operations.list_harbours(region, kind=kind), options)

    def get_tides(
        self,
        *,
        region: int,
        harbour: str,
        unit: str | Unset = UNSET,
        chart: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> list[models.Tide]:
        """Gets the tides of a harbour.

        Args:
            region: Where the harbour is. Choices: `client.choices.list_regions(...)`.
            harbour: Choices: `client.choices.list_harbours_get_tides_harbour(...)`.
            unit: Choices: `client.choices.list_units(...)`.

        Returns:
            Tides.

        Operation GetTides: GET /tides
        """
        return self._call(
            operations.get_tides(
                region=region,
                harbour=harbour,
                unit=unit,
                chart=chart,
            ),
            options,
        )

    @overload
    def add_measurement(
        self,
        *,
        harbour: str,
        region: int | None | Unset = UNSET,
        units: Sequence[str] | None | Unset = UNSET,
        values: Mapping[str, Any] | None | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None: ...
    @overload
    def add_measurement(
        self,
        *,
        body: models.MeasurementRequest | Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> None: ...
    def add_measurement(
        self,
        *,
        harbour: str | Unset = UNSET,
        region: int | None | Unset = UNSET,
        units: Sequence[str] | None | Unset = UNSET,
        values: Mapping[str, Any] | None | Unset = UNSET,
        body: models.MeasurementRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Adds what was measured.

        Args:
            harbour: Choices:
                `client.choices.list_harbours_add_measurement_harbour(...)`.
            region: Choices: `client.choices.list_regions(...)`.
            units: Choices: `client.choices.list_units(...)`.
            values: Its schema: `client.schema_for.get_form(...)`.
            body: The whole body: a model, or a mapping by wire names.

        Operation AddMeasurement: POST /measurements
        """
        self._call(
            either_way(operations.add_measurement)(
                harbour=harbour,
                region=region,
                units=units,
                values=values,
                body=body,
            ),
            options,
        )


class AsyncMethods(AsyncClient):
    """The operations of Tide Tables that are methods of the client itself, for `async` code."""

    async def list_harbours(
        self,
        region: int,
        *,
        kind: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.HarboursResponse:
        """Lists the harbours of a region.

        Args:
            region: The code of a region.

        Operation ListHarbours: GET /regions/{region}/harbours
        """
        return await self._call(operations.list_harbours(region, kind=kind), options)

    async def get_tides(
        self,
        *,
        region: int,
        harbour: str,
        unit: str | Unset = UNSET,
        chart: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> list[models.Tide]:
        """Gets the tides of a harbour.

        Args:
            region: Where the harbour is. Choices: `client.choices.list_regions(...)`.
            harbour: Choices: `client.choices.list_harbours_get_tides_harbour(...)`.
            unit: Choices: `client.choices.list_units(...)`.

        Returns:
            Tides.

        Operation GetTides: GET /tides
        """
        return await self._call(
            operations.get_tides(
                region=region,
                harbour=harbour,
                unit=unit,
                chart=chart,
            ),
            options,
        )

    @overload
    async def add_measurement(
        self,
        *,
        harbour: str,
        region: int | None | Unset = UNSET,
        units: Sequence[str] | None | Unset = UNSET,
        values: Mapping[str, Any] | None | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None: ...
    @overload
    async def add_measurement(
        self,
        *,
        body: models.MeasurementRequest | Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> None: ...
    async def add_measurement(
        self,
        *,
        harbour: str | Unset = UNSET,
        region: int | None | Unset = UNSET,
        units: Sequence[str] | None | Unset = UNSET,
        values: Mapping[str, Any] | None | Unset = UNSET,
        body: models.MeasurementRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Adds what was measured.

        Args:
            harbour: Choices:
                `client.choices.list_harbours_add_measurement_harbour(...)`.
            region: Choices: `client.choices.list_regions(...)`.
            units: Choices: `client.choices.list_units(...)`.
            values: Its schema: `client.schema_for.get_form(...)`.
            body: The whole body: a model, or a mapping by wire names.

        Operation AddMeasurement: POST /measurements
        """
        await self._call(
            either_way(operations.add_measurement)(
                harbour=harbour,
                region=region,
                units=units,
                values=values,
                body=body,
            ),
            options,
        )
