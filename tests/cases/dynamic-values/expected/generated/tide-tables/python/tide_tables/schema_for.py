"""The JSON Schemas of objects of Tide Tables that are not declared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from ._runtime.choices.lookups import AsyncLookups, Lookups
from ._runtime.lazy import lazy

if TYPE_CHECKING:
    from . import operations
    from ._runtime.http.settings import CallOptions
else:
    operations = lazy(__package__, "operations")


class SchemaFor(Lookups):
    """The JSON Schemas of objects of Tide Tables that are not declared."""

    def get_form(
        self,
        *,
        harbour: str,
        **options: Unpack[CallOptions],
    ) -> dict[str, Any]:
        """The JSON Schema of `values` of AddMeasurement.

        Returns:
            An empty one where the API says nothing.

        Operation GetForm: POST /form
        """
        return self._schema(
            operations.get_form(harbour=harbour, version=2),
            ("form", "schema"),
            options,
        )


class AsyncSchemaFor(AsyncLookups):
    """The JSON Schemas of objects of Tide Tables that are not declared, for `async` code."""

    async def get_form(
        self,
        *,
        harbour: str,
        **options: Unpack[CallOptions],
    ) -> dict[str, Any]:
        """The JSON Schema of `values` of AddMeasurement.

        Returns:
            An empty one where the API says nothing.

        Operation GetForm: POST /form
        """
        return await self._schema(
            operations.get_form(harbour=harbour, version=2),
            ("form", "schema"),
            options,
        )
