"""The values that arguments of Tide Tables can have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from ._runtime.choices.lookups import Choice, ChoicePlaces, with_query
from ._runtime.choices.paged import AsyncLookups, Lookups
from ._runtime.lazy import lazy

if TYPE_CHECKING:
    from . import operations
    from ._runtime.http.settings import CallOptions
else:
    operations = lazy(__package__, "operations")


class Choices(Lookups):
    """The values that arguments of Tide Tables can have."""

    def list_harbours_add_measurement_harbour(
        self,
        region: int,
        **options: Unpack[CallOptions],
    ) -> list[Choice[str]]:
        """The values that `harbour` of AddMeasurement can have.

        Args:
            region: The code of a region.

        Operation ListHarbours: GET /regions/{region}/harbours
        """
        return self._choices(
            with_query(
                operations.list_harbours(region=region, kind="river"),
                {"fields": "id,label"},
            ),
            ChoicePlaces(items=("found", "harbours"), value=("id",), title=("label",)),
            options,
        )

    def list_harbours_get_tides_harbour(
        self,
        region: int,
        **options: Unpack[CallOptions],
    ) -> list[Choice[str]]:
        """The values that `harbour` of GetTides can have.

        Args:
            region: The code of a region.

        Operation ListHarbours: GET /regions/{region}/harbours
        """
        return self._choices(
            with_query(
                operations.list_harbours(region=region, kind="sea"),
                {"fields": "id,label"},
            ),
            ChoicePlaces(items=("found", "harbours"), value=("id",), title=("label",)),
            options,
        )

    def list_regions(self, **options: Unpack[CallOptions]) -> list[Choice[int]]:
        """The values that `region` of AddMeasurement and `region` of GetTides can have.

        Operation ListRegions: GET /regions
        """
        return self._choices(
            operations.list_regions(),
            ChoicePlaces(items=("value",), value=("code",), title=("names", "en")),
            options,
        )

    def list_units(self, **options: Unpack[CallOptions]) -> list[Choice[str]]:
        """The values that `units` of AddMeasurement and `unit` of GetTides can have.

        Operation ListUnits: GET /units
        """
        return self._choices(
            operations.list_units(),
            ChoicePlaces(items=(), value=()),
            options,
        )


class AsyncChoices(AsyncLookups):
    """The values that arguments of Tide Tables can have, for `async` code."""

    async def list_harbours_add_measurement_harbour(
        self,
        region: int,
        **options: Unpack[CallOptions],
    ) -> list[Choice[str]]:
        """The values that `harbour` of AddMeasurement can have.

        Args:
            region: The code of a region.

        Operation ListHarbours: GET /regions/{region}/harbours
        """
        return await self._choices(
            with_query(
                operations.list_harbours(region=region, kind="river"),
                {"fields": "id,label"},
            ),
            ChoicePlaces(items=("found", "harbours"), value=("id",), title=("label",)),
            options,
        )

    async def list_harbours_get_tides_harbour(
        self,
        region: int,
        **options: Unpack[CallOptions],
    ) -> list[Choice[str]]:
        """The values that `harbour` of GetTides can have.

        Args:
            region: The code of a region.

        Operation ListHarbours: GET /regions/{region}/harbours
        """
        return await self._choices(
            with_query(
                operations.list_harbours(region=region, kind="sea"),
                {"fields": "id,label"},
            ),
            ChoicePlaces(items=("found", "harbours"), value=("id",), title=("label",)),
            options,
        )

    async def list_regions(self, **options: Unpack[CallOptions]) -> list[Choice[int]]:
        """The values that `region` of AddMeasurement and `region` of GetTides can have.

        Operation ListRegions: GET /regions
        """
        return await self._choices(
            operations.list_regions(),
            ChoicePlaces(items=("value",), value=("code",), title=("names", "en")),
            options,
        )

    async def list_units(self, **options: Unpack[CallOptions]) -> list[Choice[str]]:
        """The values that `units` of AddMeasurement and `unit` of GetTides can have.

        Operation ListUnits: GET /units
        """
        return await self._choices(
            operations.list_units(),
            ChoicePlaces(items=(), value=()),
            options,
        )
