"""The client of Greenhouse."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Unpack

from .._runtime.http.resource import AsyncResource, Resource
from .._runtime.lazy import lazy
from .._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from .. import operations
    from .._runtime.http.settings import CallOptions
else:
    operations = lazy(__package__.rpartition(".")[0], "operations")


class ClientGroup(Resource):
    """The client of Greenhouse."""

    def datetime(
        self,
        *,
        date: date | str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> date:
        """Date.

        Returns:
            The day.

        Operation Date: GET /beds/date
        """
        return self._call(operations.date_(date=date), options)


class AsyncClientGroup(AsyncResource):
    """The client of Greenhouse, for `async` code."""

    async def datetime(
        self,
        *,
        date: date | str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> date:
        """Date.

        Returns:
            The day.

        Operation Date: GET /beds/date
        """
        return await self._call(operations.date_(date=date), options)
