"""The berths of Harbour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Unpack

from .._runtime.http.resource import AsyncResource, Resource
from .._runtime.lazy import lazy
from .._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from .. import models, operations
    from .._runtime.http.settings import CallOptions
else:
    operations = lazy(__package__.rpartition(".")[0], "operations")


class Berths(Resource):
    """The berths of Harbour."""

    def add(
        self,
        *,
        number: int | None | Unset = UNSET,
        length: float | None | Unset = UNSET,
        body: models.Berth | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Berth:
        """Adds a berth.

        Args:
            body: The whole body: a model, or a mapping by wire names.

        Operation berths_post_add: POST /berths
        """
        return self._call(
            operations.berths_post_add(number=number, length=length, body=body),
            options,
        )

    def all_of_them(self, **options: Unpack[CallOptions]) -> list[models.Berth]:
        """Lists all berths.

        Operation berths_get_get_all: GET /berths
        """
        return self._call(operations.berths_get_get_all(), options)


class AsyncBerths(AsyncResource):
    """The berths of Harbour, for `async` code."""

    async def add(
        self,
        *,
        number: int | None | Unset = UNSET,
        length: float | None | Unset = UNSET,
        body: models.Berth | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Berth:
        """Adds a berth.

        Args:
            body: The whole body: a model, or a mapping by wire names.

        Operation berths_post_add: POST /berths
        """
        return await self._call(
            operations.berths_post_add(number=number, length=length, body=body),
            options,
        )

    async def all_of_them(self, **options: Unpack[CallOptions]) -> list[models.Berth]:
        """Lists all berths.

        Operation berths_get_get_all: GET /berths
        """
        return await self._call(operations.berths_get_get_all(), options)
