"""The operations of Post Office that are methods of the client itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Unpack, overload

from ._runtime.bodies.either_way import either_way
from ._runtime.http.downloads import AsyncClient, SyncClient
from ._runtime.lazy import lazy
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models, operations
    from ._runtime.http.settings import CallOptions
else:
    operations = lazy(__package__, "operations")


class Methods(SyncClient):
    """The operations of Post Office that are methods of the client itself."""

    @overload
    def send_letter(
        self,
        *,
        envelope: models.Envelope,
        **options: Unpack[CallOptions],
    ) -> bytes: ...
    @overload
    def send_letter(
        self,
        *,
        body: models.LetterRequest | Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> bytes: ...
    def send_letter(
        self,
        *,
        envelope: models.Envelope | Unset = UNSET,
        body: models.LetterRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> bytes:
        """Sends a letter.

        What is internal inside of it goes with it.

        Args:
            body: The whole body: a model, or a mapping by wire names.

        Returns:
            The scan.

        Operation SendLetter: POST /letters
        """
        return self._call(
            either_way(operations.send_letter)(envelope=envelope, body=body),
            options,
        )

    def send_form(
        self,
        *,
        to: str | None | Unset = UNSET,
        body: models.FormRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> str:
        """Sends an object as a form, which is all that is taken.

        Args:
            body: The whole body: a model, or a mapping by wire names.

        Returns:
            A receipt.

        Operation SendForm: POST /letters/form
        """
        return self._call(operations.send_form(to=to, body=body), options)

    def send_parts(
        self,
        *,
        note: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """The client's own Content-Type says what kind of form this is.

        Operation SendParts: POST /letters/parts
        """
        self._call(operations.send_parts(note=note), options)

    def send_json(
        self,
        *,
        body: Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> None:
        """JSON stays JSON where only parts are said to be taken.

        Operation SendJson: POST /letters/json
        """
        self._call(operations.send_json(body=body), options)


class AsyncMethods(AsyncClient):
    """The operations of Post Office that are methods of the client itself, for `async` code."""

    @overload
    async def send_letter(
        self,
        *,
        envelope: models.Envelope,
        **options: Unpack[CallOptions],
    ) -> bytes: ...
    @overload
    async def send_letter(
        self,
        *,
        body: models.LetterRequest | Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> bytes: ...
    async def send_letter(
        self,
        *,
        envelope: models.Envelope | Unset = UNSET,
        body: models.LetterRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> bytes:
        """Sends a letter.

        What is internal inside of it goes with it.

        Args:
            body: The whole body: a model, or a mapping by wire names.

        Returns:
            The scan.

        Operation SendLetter: POST /letters
        """
        return await self._call(
            either_way(operations.send_letter)(envelope=envelope, body=body),
            options,
        )

    async def send_form(
        self,
        *,
        to: str | None | Unset = UNSET,
        body: models.FormRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> str:
        """Sends an object as a form, which is all that is taken.

        Args:
            body: The whole body: a model, or a mapping by wire names.

        Returns:
            A receipt.

        Operation SendForm: POST /letters/form
        """
        return await self._call(operations.send_form(to=to, body=body), options)

    async def send_parts(
        self,
        *,
        note: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """The client's own Content-Type says what kind of form this is.

        Operation SendParts: POST /letters/parts
        """
        await self._call(operations.send_parts(note=note), options)

    async def send_json(
        self,
        *,
        body: Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> None:
        """JSON stays JSON where only parts are said to be taken.

        Operation SendJson: POST /letters/json
        """
        await self._call(operations.send_json(body=body), options)
