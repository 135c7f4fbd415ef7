"""The any of Greenhouse."""

from __future__ import annotations

import builtins
from datetime import date as _date
from typing import TYPE_CHECKING, Unpack

from .._runtime.http.resource import AsyncResource, Resource
from .._runtime.lazy import lazy

if TYPE_CHECKING:
    from .. import operations
    from .._runtime.http.settings import CallOptions
else:
    operations = lazy(__package__.rpartition(".")[0], "operations")


class AnyGroup(Resource):
    """The any of Greenhouse."""

    def list(self, **options: Unpack[CallOptions]) -> dict[str, str]:
        """Methods.

        Returns:
            The methods.

        Operation Methods: GET /beds/methods
        """
        return self._call(operations.methods(), options)

    def date(self, **options: Unpack[CallOptions]) -> builtins.list[_date]:
        """Annotations.

        Returns:
            The days.

        Operation Annotations: GET /beds/dates
        """
        return self._call(operations.annotations_(), options)


class AsyncAnyGroup(AsyncResource):
    """The any of Greenhouse, for `async` code."""

    async def list(self, **options: Unpack[CallOptions]) -> dict[str, str]:
        """Methods.

        Returns:
            The methods.

        Operation Methods: GET /beds/methods
        """
        return await self._call(operations.methods(), options)

    async def date(self, **options: Unpack[CallOptions]) -> builtins.list[_date]:
        """Annotations.

        Returns:
            The days.

        Operation Annotations: GET /beds/dates
        """
        return await self._call(operations.annotations_(), options)
