"""The operations of Harbour that are methods of the client itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Unpack, overload

from ._runtime.bodies.either_way import either_way
from ._runtime.http.client import AsyncClient, SyncClient
from ._runtime.lazy import lazy
from ._runtime.triggers.poller import async_poller, poller
from ._runtime.triggers.polling import Polling
from ._runtime.triggers.subscriptions import subscribed
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models, operations
    from ._runtime.http.settings import CallOptions
    from ._runtime.triggers.poller import AsyncPoller, Poller
    from ._runtime.triggers.subscriptions import Subscription
else:
    operations = lazy(__package__, "operations")


class Methods(SyncClient):
    """The operations of Harbour that are methods of the client itself."""

    @overload
    def when_ship_arrives(
        self,
        *,
        callback_url: str,
        pier: str | None | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Subscription[models.ShipArrivesResponse]: ...
    @overload
    def when_ship_arrives(
        self,
        *,
        body: models.ShipArriveRequest | Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> Subscription[models.ShipArrivesResponse]: ...
    def when_ship_arrives(
        self,
        *,
        callback_url: str | Unset = UNSET,
        pier: str | None | Unset = UNSET,
        body: models.ShipArriveRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Subscription[models.ShipArrivesResponse]:
        """Tells of each ship that ties up.

        A webhook trigger: this subscribes, and each event is then posted to
        `callback_url`. Read it with `webhooks.when_ship_arrives.parse`.

        The client's `unsubscribe` ends it if the server returned a location for that.
        Otherwise use `operations.forget_arrivals`.

        Args:
            callback_url: A URL of yours that the API can reach; it posts the events
                there.
            pier: The pier to watch.
            body: The whole body: a model, or a mapping by wire names.

        Returns:
            The subscription; the response of the server is its `data`.

        Operation WhenShipArrives: POST /hooks/arrivals
        """
        return subscribed(
            self.send(
                either_way(operations.when_ship_arrives)(
                    callback_url=callback_url,
                    pier=pier,
                    body=body,
                ),
                **options,
            )
        )

    def when_ships_leave(
        self,
        *,
        callback_url: str,
        label: str | None | Unset = UNSET,
        body: models.ShipsLeaveRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Subscription[Any]:
        """Tells of all ships that left in a minute.

        The URL is deep in the body, between what is always the same.

        A webhook trigger: this subscribes, and each event is then posted to
        `callback_url`. Read it with `webhooks.when_ships_leave.parse`.

        The client's `unsubscribe` ends it if the server returned a location for that.

        Args:
            callback_url: A URL of yours that the API can reach; it posts the events
                there.
            label: What to call it.
            body: The whole body: a model, or a mapping by wire names.

        Returns:
            The subscription; the response of the server is its `data`.

        Operation WhenShipsLeave: PUT /watches/departures
        """
        return subscribed(
            self.send(
                operations.when_ships_leave(
                    callback_url=callback_url,
                    label=label,
                    body=body,
                ),
                **options,
            )
        )

    def when_tide_turns(
        self,
        *,
        callback_url: str,
        limits: models.Limits | None | Unset = UNSET,
        body: models.TideTurnRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Subscription[Any]:
        """Tells the height of the water.

        A webhook trigger: this subscribes, and each event is then posted to
        `callback_url`. Read it with `webhooks.when_tide_turns.parse`.

        The client's `unsubscribe` ends it if the server returned a location for that.

        Args:
            callback_url: A URL of yours that the API can reach; it posts the events
                there.
            limits: When to tell.
            body: The whole body: a model, or a mapping by wire names.

        Returns:
            The subscription; the response of the server is its `data`.

        Operation WhenTideTurns: POST /watches/tide
        """
        return subscribed(
            self.send(
                operations.when_tide_turns(
                    callback_url=callback_url,
                    limits=limits,
                    body=body,
                ),
                **options,
            )
        )

    def when_ship_is_sighted(
        self,
        *,
        pier: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Poller[models.Ship]:
        """Tells of ships that were sighted.

        The policy knows which are new.

        A polling trigger: iterate over the poller for events as they occur, with a
        pause between polls, or call its `poll` for those of one request. Pass its
        `cursor` as `after` to continue in another run.

        Returns:
            A poller: iterate over it for events as they occur; nothing is sent before.

        Operation WhenShipIsSighted: GET /ships
        """
        return poller(
            self,
            operations.when_ship_is_sighted(pier=pier),
            Polling(
                ("ships",), state={"filter": ("sighted gt ", ("ships", 0, "sightedAt"))}
            ),
            options,
        )

    def when_log_is_written(self, **options: Unpack[CallOptions]) -> Poller[models.Log]:
        """Tells of new entries.

        A polling trigger: iterate over the poller for events as they occur, with a
        pause between polls, or call its `poll` for those of one request. Pass its
        `cursor` as `after` to continue in another run.

        Returns:
            A poller: iterate over it for events as they occur; nothing is sent before.

        Operation WhenLogIsWritten: GET /log
        """
        return poller(self, operations.when_log_is_written(), Polling(()), options)

    def when_weather_changes(
        self,
        **options: Unpack[CallOptions],
    ) -> Poller[models.WeatherChangesResponse]:
        """Tells the weather.

        A polling trigger: iterate over the poller for events as they occur, with a
        pause between polls, or call its `poll` for those of one request. Pass its
        `cursor` as `after` to continue in another run.

        Returns:
            A poller: iterate over it for events as they occur; nothing is sent before.

        Operation WhenWeatherChanges: POST /weather
        """
        return poller(self, operations.when_weather_changes(), Polling(), options)

    def when_anchor_drags(self, **options: Unpack[CallOptions]) -> Any:
        """Tells what it tells.

        A trigger whose events the definition does not declare: call it at intervals and
        compare its responses.

        Returns:
            The body has no declared type: it is JSON, text or bytes by its content
            type, None if empty.

        Operation WhenAnchorDrags: GET /anchors
        """
        return self._call(operations.when_anchor_drags(), options)


class AsyncMethods(AsyncClient):
    """The operations of Harbour that are methods of the client itself, for `async` code."""

    @overload
    async def when_ship_arrives(
        self,
        *,
        callback_url: str,
        pier: str | None | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Subscription[models.ShipArrivesResponse]: ...
    @overload
    async def when_ship_arrives(
        self,
        *,
        body: models.ShipArriveRequest | Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> Subscription[models.ShipArrivesResponse]: ...
    async def when_ship_arrives(
        self,
        *,
        callback_url: str | Unset = UNSET,
        pier: str | None | Unset = UNSET,
        body: models.ShipArriveRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Subscription[models.ShipArrivesResponse]:
        """Tells of each ship that ties up.

        A webhook trigger: this subscribes, and each event is then posted to
        `callback_url`. Read it with `webhooks.when_ship_arrives.parse`.

        The client's `unsubscribe` ends it if the server returned a location for that.
        Otherwise use `operations.forget_arrivals`.

        Args:
            callback_url: A URL of yours that the API can reach; it posts the events
                there.
            pier: The pier to watch.
            body: The whole body: a model, or a mapping by wire names.

        Returns:
            The subscription; the response of the server is its `data`.

        Operation WhenShipArrives: POST /hooks/arrivals
        """
        return subscribed(
            await self.send(
                either_way(operations.when_ship_arrives)(
                    callback_url=callback_url,
                    pier=pier,
                    body=body,
                ),
                **options,
            )
        )

    async def when_ships_leave(
        self,
        *,
        callback_url: str,
        label: str | None | Unset = UNSET,
        body: models.ShipsLeaveRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Subscription[Any]:
        """Tells of all ships that left in a minute.

        The URL is deep in the body, between what is always the same.

        A webhook trigger: this subscribes, and each event is then posted to
        `callback_url`. Read it with `webhooks.when_ships_leave.parse`.

        The client's `unsubscribe` ends it if the server returned a location for that.

        Args:
            callback_url: A URL of yours that the API can reach; it posts the events
                there.
            label: What to call it.
            body: The whole body: a model, or a mapping by wire names.

        Returns:
            The subscription; the response of the server is its `data`.

        Operation WhenShipsLeave: PUT /watches/departures
        """
        return subscribed(
            await self.send(
                operations.when_ships_leave(
                    callback_url=callback_url,
                    label=label,
                    body=body,
                ),
                **options,
            )
        )

    async def when_tide_turns(
        self,
        *,
        callback_url: str,
        limits: models.Limits | None | Unset = UNSET,
        body: models.TideTurnRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Subscription[Any]:
        """Tells the height of the water.

        A webhook trigger: this subscribes, and each event is then posted to
        `callback_url`. Read it with `webhooks.when_tide_turns.parse`.

        The client's `unsubscribe` ends it if the server returned a location for that.

        Args:
            callback_url: A URL of yours that the API can reach; it posts the events
                there.
            limits: When to tell.
            body: The whole body: a model, or a mapping by wire names.

        Returns:
            The subscription; the response of the server is its `data`.

        Operation WhenTideTurns: POST /watches/tide
        """
        return subscribed(
            await self.send(
                operations.when_tide_turns(
                    callback_url=callback_url,
                    limits=limits,
                    body=body,
                ),
                **options,
            )
        )

    def when_ship_is_sighted(
        self,
        *,
        pier: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncPoller[models.Ship]:
        """Tells of ships that were sighted.

        The policy knows which are new.

        A polling trigger: iterate over the poller for events as they occur, with a
        pause between polls, or call its `poll` for those of one request. Pass its
        `cursor` as `after` to continue in another run.

        Returns:
            A poller: iterate over it for events as they occur; nothing is sent before.

        Operation WhenShipIsSighted: GET /ships
        """
        return async_poller(
            self,
            operations.when_ship_is_sighted(pier=pier),
            Polling(
                ("ships",), state={"filter": ("sighted gt ", ("ships", 0, "sightedAt"))}
            ),
            options,
        )

    def when_log_is_written(
        self,
        **options: Unpack[CallOptions],
    ) -> AsyncPoller[models.Log]:
        """Tells of new entries.

        A polling trigger: iterate over the poller for events as they occur, with a
        pause between polls, or call its `poll` for those of one request. Pass its
        `cursor` as `after` to continue in another run.

        Returns:
            A poller: iterate over it for events as they occur; nothing is sent before.

        Operation WhenLogIsWritten: GET /log
        """
        return async_poller(
            self,
            operations.when_log_is_written(),
            Polling(()),
            options,
        )

    def when_weather_changes(
        self,
        **options: Unpack[CallOptions],
    ) -> AsyncPoller[models.WeatherChangesResponse]:
        """Tells the weather.

        A polling trigger: iterate over the poller for events as they occur, with a
        pause between polls, or call its `poll` for those of one request. Pass its
        `cursor` as `after` to continue in another run.

        Returns:
            A poller: iterate over it for events as they occur; nothing is sent before.

        Operation WhenWeatherChanges: POST /weather
        """
        return async_poller(self, operations.when_weather_changes(), Polling(), options)

    async def when_anchor_drags(self, **options: Unpack[CallOptions]) -> Any:
        """Tells what it tells.

        A trigger whose events the definition does not declare: call it at intervals and
        compare its responses.

        Returns:
            The body has no declared type: it is JSON, text or bytes by its content
            type, None if empty.

        Operation WhenAnchorDrags: GET /anchors
        """
        return await self._call(operations.when_anchor_drags(), options)
