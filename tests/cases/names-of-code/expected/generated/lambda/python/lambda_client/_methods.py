"""The operations of Greenhouse that are methods of the client itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Unpack

from ._runtime.http.client import AsyncClient, SyncClient
from ._runtime.lazy import lazy
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models, operations
    from ._runtime.http.settings import CallOptions
else:
    operations = lazy(__package__, "operations")


class Methods(SyncClient):
    """The operations of Greenhouse that are methods of the client itself."""

    def list_(
        self,
        *,
        date: datetime | str | Unset = UNSET,
        list: Sequence[str] | Unset = UNSET,
        class_: str | Unset = UNSET,
        class_2: str | Unset = UNSET,
        pager_: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> list[models.Wire2]:
        """List.

        Returns:
            The beds.

        Operation List: GET /beds
        """
        return self._call(
            operations.list_(
                date=date,
                list=list,
                class_=class_,
                class_2=class_2,
                pager_=pager_,
            ),
            options,
        )


class AsyncMethods(AsyncClient):
    """The operations of Greenhouse that are methods of the client itself, for `async` code."""

    async def list_(
        self,
        *,
        date: datetime | str | Unset = UNSET,
        list: Sequence[str] | Unset = UNSET,
        class_: str | Unset = UNSET,
        class_2: str | Unset = UNSET,
        pager_: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> list[models.Wire2]:
        """List.

        Returns:
            The beds.

        Operation List: GET /beds
        """
        return await self._call(
            operations.list_(
                date=date,
                list=list,
                class_=class_,
                class_2=class_2,
                pager_=pager_,
            ),
            options,
        )
