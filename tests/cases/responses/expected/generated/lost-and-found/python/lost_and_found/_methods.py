"""The operations of Lost and Found that are methods of the client itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from ._runtime.http.downloads import AsyncClient, SyncClient
from ._runtime.lazy import lazy
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models, operations
    from ._runtime.http.settings import CallOptions
else:
    operations = lazy(__package__, "operations")


class Methods(SyncClient):
    """The operations of Lost and Found that are methods of the client itself."""

    def report_thing(
        self,
        *,
        note: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Thing | Any:
        """Report a thing.

        Returns:
            Somebody looks for it. The body has no declared type: it is JSON, text or
            bytes by its content type, None if empty.

        Operation ReportThing: POST /things
        """
        return self._call(operations.report_thing(note=note), options)

    def forget_thing(self, thing: str, **options: Unpack[CallOptions]) -> Any:
        """Forget a thing.

        Returns:
            It is forgotten. The body has no declared type: it is JSON, text or bytes by
            its content type, None if empty.

        Operation ForgetThing: DELETE /things/{thing}
        """
        return self._call(operations.forget_thing(thing), options)

    def move_thing(self, thing: str, **options: Unpack[CallOptions]) -> None:
        """Move a thing to another shelf.

        Operation MoveThing: PUT /things/{thing}
        """
        self._call(operations.move_thing(thing), options)

    def check_thing(self, thing: str, **options: Unpack[CallOptions]) -> None:
        """Check that a thing is there.

        Operation CheckThing: HEAD /things/{thing}
        """
        self._call(operations.check_thing(thing), options)

    def get_thing(self, thing: str, **options: Unpack[CallOptions]) -> Any:
        """Get a thing.

        Returns:
            The body has no declared type: it is JSON, text or bytes by its content
            type, None if empty.

        Raises:
            NotFoundError: It is not there.

        Operation GetThing: GET /things/{thing}
        """
        return self._call(operations.get_thing(thing), options)

    def get_label(self, thing: str, **options: Unpack[CallOptions]) -> str:
        """Get the label of a thing.

        Operation GetLabel: GET /things/{thing}/label
        """
        return self._call(operations.get_label(thing), options)

    def get_photo(self, thing: str, **options: Unpack[CallOptions]) -> bytes:
        """Get the photo of a thing.

        Returns:
            The photo.

        Operation GetPhoto: GET /things/{thing}/photo
        """
        return self._call(operations.get_photo(thing), options)

    def get_record(self, thing: str, **options: Unpack[CallOptions]) -> str:
        """Get the record of a thing.

        Returns:
            The record.

        Operation GetRecord: GET /things/{thing}/record
        """
        return self._call(operations.get_record(thing), options)

    def get_report(self, **options: Unpack[CallOptions]) -> bytes:
        """Get the report of a day.

        Returns:
            The report.

        Operation GetReport: GET /report
        """
        return self._call(operations.get_report(), options)


class AsyncMethods(AsyncClient):
    """The operations of Lost and Found that are methods of the client itself, for `async` code."""

    async def report_thing(
        self,
        *,
        note: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Thing | Any:
        """Report a thing.

        Returns:
            Somebody looks for it. The body has no declared type: it is JSON, text or
            bytes by its content type, None if empty.

        Operation ReportThing: POST /things
        """
        return await self._call(operations.report_thing(note=note), options)

    async def forget_thing(self, thing: str, **options: Unpack[CallOptions]) -> Any:
        """Forget a thing.

        Returns:
            It is forgotten. The body has no declared type: it is JSON, text or bytes by
            its content type, None if empty.

        Operation ForgetThing: DELETE /things/{thing}
        """
        return await self._call(operations.forget_thing(thing), options)

    async def move_thing(self, thing: str, **options: Unpack[CallOptions]) -> None:
        """Move a thing to another shelf.

        Operation MoveThing: PUT /things/{thing}
        """
        await self._call(operations.move_thing(thing), options)

    async def check_thing(self, thing: str, **options: Unpack[CallOptions]) -> None:
        """Check that a thing is there.

        Operation CheckThing: HEAD /things/{thing}
        """
        await self._call(operations.check_thing(thing), options)

    async def get_thing(self, thing: str, **options: Unpack[CallOptions]) -> Any:
        """Get a thing.

        Returns:
            The body has no declared type: it is JSON, text or bytes by its content
            type, None if empty.

        Raises:
            NotFoundError: It is not there.

        Operation GetThing: GET /things/{thing}
        """
        return await self._call(operations.get_thing(thing), options)

    async def get_label(self, thing: str, **options: Unpack[CallOptions]) -> str:
        """Get the label of a thing.

        Operation GetLabel: GET /things/{thing}/label
        """
        return await self._call(operations.get_label(thing), options)

    async def get_photo(self, thing: str, **options: Unpack[CallOptions]) -> bytes:
        """Get the photo of a thing.

        Returns:
            The photo.

        Operation GetPhoto: GET /things/{thing}/photo
        """
        return await self._call(operations.get_photo(thing), options)

    async def get_record(self, thing: str, **options: Unpack[CallOptions]) -> str:
        """Get the record of a thing.

        Returns:
            The record.

        Operation GetRecord: GET /things/{thing}/record
        """
        return await self._call(operations.get_record(thing), options)

    async def get_report(self, **options: Unpack[CallOptions]) -> bytes:
        """Get the report of a day.

        Returns:
            The report.

        Operation GetReport: GET /report
        """
        return await self._call(operations.get_report(), options)
