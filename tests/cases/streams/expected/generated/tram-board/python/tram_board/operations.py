"""The operations of Tram Board as values.

A function here does no I/O: it describes the request and how to read the response,
for `Client.send`, `AsyncClient.send` and for tests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._runtime.encode.path import path as url_path
from ._runtime.lazy import lazy
from ._runtime.operation import Operation
from ._runtime.streams.events import ServerSentEvent
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models
else:
    # Imported when the first response or argument needs a model.
    models = lazy(__package__, "models")


def watch_departures(
    *,
    open_stream_: bool | Unset = UNSET,
) -> Operation[models.Departure]:
    """Watch the departures.

    Operation WatchDepartures: GET /departures
    """
    return Operation(
        id="WatchDepartures",
        method="GET",
        path="/departures",
        query={"open_stream": open_stream_},
        headers={"Accept": "application/x-ndjson, application/json-seq"},
        names={"query": {"open_stream": "open_stream_"}},
        answers={200: models.Departure},
    )


def watch_alerts() -> Operation[ServerSentEvent]:
    """Watch the alerts.

    Operation WatchAlerts: GET /alerts
    """
    return Operation(
        id="WatchAlerts",
        method="GET",
        path="/alerts",
        headers={"Accept": "text/event-stream"},
        answers={200: ServerSentEvent},
    )


def watch_positions() -> Operation[models.Departure]:
    """Watch the positions of trams.

    Operation WatchPositions: POST /positions
    """
    return Operation(
        id="WatchPositions",
        method="POST",
        path="/positions",
        headers={"Accept": "text/event-stream"},
        answers={200: models.Departure},
    )


def follow_log(line: str) -> Operation[models.FollowLog]:
    """Follow the log of a line.

    Operation FollowLog: GET /lines/{line}/log
    """
    return Operation(
        id="FollowLog",
        method="GET",
        path=url_path("/lines/{line}/log", {"line": line}),
        answers={200: models.FollowLog},
    )


def watch_stops() -> Operation[Any]:
    """Watch the stops.

    Operation WatchStops: GET /watch/stops
    """
    return Operation(
        id="WatchStops",
        method="GET",
        path="/watch/stops",
        headers={"Accept": "application/json;stream=watch"},
        answers={200: object},
    )


def list_stops() -> Operation[list[str]]:
    """List the stops.

    Operation ListStops: GET /stops
    """
    return Operation(
        id="ListStops",
        method="GET",
        path="/stops",
        answers={200: list[str]},
    )
