"""Lookups whose choices come in pages."""

from __future__ import annotations

from typing import Any

from ..http.settings import CallOptions
from ..operation import Operation
from ..paging.pager import async_pager, pager
from . import lookups
from .lookups import Choice, ChoicePlaces


class Lookups(lookups.Lookups):
    """The base of lookups of a blocking client."""

    def _choices(
        self, operation: Operation[Any], places: ChoicePlaces, options: CallOptions
    ) -> list[Choice[Any]]:
        if operation.paging is None:
            return super()._choices(operation, places, options)
        pages = pager(self._client, operation, options).pages()
        return [choice for page in pages for choice in places.choices(page)]


class AsyncLookups(lookups.AsyncLookups):
    """The base of lookups of an async client."""

    async def _choices(
        self, operation: Operation[Any], places: ChoicePlaces, options: CallOptions
    ) -> list[Choice[Any]]:
        if operation.paging is None:
            return await super()._choices(operation, places, options)
        pages = async_pager(self._client, operation, options).pages()
        return [choice async for page in pages for choice in places.choices(page)]
