"""The actors of HubSpot Conversations V2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Unpack

from .._runtime.http.resource import AsyncResource, Resource
from .._runtime.lazy import lazy
from .._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from .. import models, operations
    from .._runtime.http.settings import CallOptions
else:
    operations = lazy(__package__.rpartition(".")[0], "operations")


class Actors(Resource):
    """The actors of HubSpot Conversations V2."""

    def get(
        self,
        actor_id: str,
        *,
        property: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Actor:
        """Retrieve a single actor.

        Operation GetASingleActor: GET /conversations/v3/conversations/actors/{actorId}
        """
        return self._call(
            operations.get_a_single_actor(actor_id, property=property),
            options,
        )

    def get_many(
        self,
        *,
        property: str | Unset = UNSET,
        inputs: Sequence[str] | None | Unset = UNSET,
        body: models.ActorRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.ActorBatch | models.PartialActorBatch:
        """Resolve actors identifiers to the underlying actors and participants.

        Args:
            body: The whole body: a model, or a mapping by wire names.

        Returns:
            The actors that were found, and why the others were not.

        Operation GetActors: POST /conversations/v3/conversations/actors/batch/read
        """
        return self._call(
            operations.get_actors(property=property, inputs=inputs, body=body),
            options,
        )


class AsyncActors(AsyncResource):
    """The actors of HubSpot Conversations V2, for `async` code."""

    async def get(
        self,
        actor_id: str,
        *,
        property: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Actor:
        """Retrieve a single actor.

        Operation GetASingleActor: GET /conversations/v3/conversations/actors/{actorId}
        """
        return await self._call(
            operations.get_a_single_actor(actor_id, property=property),
            options,
        )

    async def get_many(
        self,
        *,
        property: str | Unset = UNSET,
        inputs: Sequence[str] | None | Unset = UNSET,
        body: models.ActorRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.ActorBatch | models.PartialActorBatch:
        """Resolve actors identifiers to the underlying actors and participants.

        Args:
            body: The whole body: a model, or a mapping by wire names.

        Returns:
            The actors that were found, and why the others were not.

        Operation GetActors: POST /conversations/v3/conversations/actors/batch/read
        """
        return await self._call(
            operations.get_actors(property=property, inputs=inputs, body=body),
            options,
        )
