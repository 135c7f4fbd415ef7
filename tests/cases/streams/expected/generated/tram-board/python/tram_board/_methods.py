"""The operations of Tram Board that are methods of the client itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from ._runtime.http.downloads import AsyncClient, SyncClient
from ._runtime.lazy import lazy
from ._runtime.streams.events import ServerSentEvent
from ._runtime.streams.stream import open_async_stream, open_stream
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models, operations
    from ._runtime.http.settings import CallOptions
    from ._runtime.streams.stream import AsyncStream, Stream
else:
    operations = lazy(__package__, "operations")


class Methods(SyncClient):
    """The operations of Tram Board that are methods of the client itself."""

    def watch_departures(
        self,
        *,
        open_stream_: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Stream[models.Departure]:
        """Watch the departures.

        Returns:
            A stream: iterate over it for the items as they arrive; nothing is sent
            before.

        Operation WatchDepartures: GET /departures
        """
        return open_stream(
            self,
            operations.watch_departures(open_stream_=open_stream_),
            options,
        )

    def watch_alerts(self, **options: Unpack[CallOptions]) -> Stream[ServerSentEvent]:
        """Watch the alerts.

        Returns:
            A stream: iterate over it for the items as they arrive; nothing is sent
            before.

        Operation WatchAlerts: GET /alerts
        """
        return open_stream(self, operations.watch_alerts(), options)

    def watch_positions(
        self,
        **options: Unpack[CallOptions],
    ) -> Stream[models.Departure]:
        """Watch the positions of trams.

        Returns:
            A stream: iterate over it for the items as they arrive; nothing is sent
            before.

        Raises:
            NotFoundError: No trams today.

        Operation WatchPositions: POST /positions
        """
        return open_stream(self, operations.watch_positions(), options)

    def follow_log(
        self,
        line: str,
        **options: Unpack[CallOptions],
    ) -> Stream[models.FollowLog]:
        """Follow the log of a line.

        Returns:
            A stream: iterate over it for the items as they arrive; nothing is sent
            before.

        Operation FollowLog: GET /lines/{line}/log
        """
        return open_stream(self, operations.follow_log(line), options)

    def watch_stops(self, **options: Unpack[CallOptions]) -> Stream[Any]:
        """Watch the stops.

        Returns:
            A stream: iterate over it for the items as they arrive; nothing is sent
            before.

        Operation WatchStops: GET /watch/stops
        """
        return open_stream(self, operations.watch_stops(), options)

    def list_stops(self, **options: Unpack[CallOptions]) -> list[str]:
        """List the stops.

        Returns:
            The stops.

        Operation ListStops: GET /stops
        """
        return self._call(operations.list_stops(), options)


class AsyncMethods(AsyncClient):
    """The operations of Tram Board that are methods of the client itself, for `async` code."""

    def watch_departures(
        self,
        *,
        open_stream_: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncStream[models.Departure]:
        """Watch the departures.

        Returns:
            A stream: iterate over it for the items as they arrive; nothing is sent
            before.

        Operation WatchDepartures: GET /departures
        """
        return open_async_stream(
            self,
            operations.watch_departures(open_stream_=open_stream_),
            options,
        )

    def watch_alerts(
        self,
        **options: Unpack[CallOptions],
    ) -> AsyncStream[ServerSentEvent]:
        """Watch the alerts.

        Returns:
            A stream: iterate over it for the items as they arrive; nothing is sent
            before.

        Operation WatchAlerts: GET /alerts
        """
        return open_async_stream(self, operations.watch_alerts(), options)

    def watch_positions(
        self,
        **options: Unpack[CallOptions],
    ) -> AsyncStream[models.Departure]:
        """Watch the positions of trams.

        Returns:
            A stream: iterate over it for the items as they arrive; nothing is sent
            before.

        Raises:
            NotFoundError: No trams today.

        Operation WatchPositions: POST /positions
        """
        return open_async_stream(self, operations.watch_positions(), options)

    def follow_log(
        self,
        line: str,
        **options: Unpack[CallOptions],
    ) -> AsyncStream[models.FollowLog]:
        """Follow the log of a line.

        Returns:
            A stream: iterate over it for the items as they arrive; nothing is sent
            before.

        Operation FollowLog: GET /lines/{line}/log
        """
        return open_async_stream(self, operations.follow_log(line), options)

    def watch_stops(self, **options: Unpack[CallOptions]) -> AsyncStream[Any]:
        """Watch the stops.

        Returns:
            A stream: iterate over it for the items as they arrive; nothing is sent
            before.

        Operation WatchStops: GET /watch/stops
        """
        return open_async_stream(self, operations.watch_stops(), options)

    async def list_stops(self, **options: Unpack[CallOptions]) -> list[str]:
        """List the stops.

        Returns:
            The stops.

        Operation ListStops: GET /stops
        """
        return await self._call(operations.list_stops(), options)
