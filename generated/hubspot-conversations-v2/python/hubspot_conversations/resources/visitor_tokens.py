"""The visitor tokens of HubSpot Conversations V2."""

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


class VisitorTokens(Resource):
    """The visitor tokens of HubSpot Conversations V2."""

    def create(
        self,
        *,
        email: str | None | Unset = UNSET,
        first_name: str | None | Unset = UNSET,
        last_name: str | None | Unset = UNSET,
        body: models.TokenRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Token:
        """Generates a new visitor identification token.

        This token will be unique every time this endpoint is called, even if called
        with the same email address. This token is temporary and will expire after 12
        hours.

        Args:
            body: The whole body: a model, or a mapping by wire names.

        Raises:
            ServerError: Why there is no token.

        Operation GenerateAToken: POST /visitor-identification/v3/tokens/create
        """
        return self._call(
            operations.generate_a_token(
                email=email,
                first_name=first_name,
                last_name=last_name,
                body=body,
            ),
            options,
        )


class AsyncVisitorTokens(AsyncResource):
    """The visitor tokens of HubSpot Conversations V2, for `async` code."""

    async def create(
        self,
        *,
        email: str | None | Unset = UNSET,
        first_name: str | None | Unset = UNSET,
        last_name: str | None | Unset = UNSET,
        body: models.TokenRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Token:
        """Generates a new visitor identification token.

        This token will be unique every time this endpoint is called, even if called
        with the same email address. This token is temporary and will expire after 12
        hours.

        Args:
            body: The whole body: a model, or a mapping by wire names.

        Raises:
            ServerError: Why there is no token.

        Operation GenerateAToken: POST /visitor-identification/v3/tokens/create
        """
        return await self._call(
            operations.generate_a_token(
                email=email,
                first_name=first_name,
                last_name=last_name,
                body=body,
            ),
            options,
        )
