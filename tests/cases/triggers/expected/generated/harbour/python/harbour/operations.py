"""The operations of Harbour as values.

A function here does no I/O: it describes the request and how to read the response,
for `Client.send`, `AsyncClient.send` and for tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, overload

from ._runtime.bodies.declared import declared
from ._runtime.bodies.json import Json
from ._runtime.encode.path import path as url_path
from ._runtime.lazy import lazy
from ._runtime.operation import Operation
from ._runtime.triggers.callbacks import calling_back
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models
else:
    # Imported when the first response or argument needs a model.
    models = lazy(__package__, "models")


@overload
def when_ship_arrives(
    *,
    callback_url: str,
    pier: str | None | Unset = UNSET,
) -> Operation[models.ShipArrivesResponse]: ...
@overload
def when_ship_arrives(
    *,
    body: models.ShipArriveRequest | Mapping[str, Any],
) -> Operation[models.ShipArrivesResponse]: ...
def when_ship_arrives(
    *,
    callback_url: str | Unset = UNSET,
    pier: str | None | Unset = UNSET,
    body: models.ShipArriveRequest | Mapping[str, Any] | Unset = UNSET,
) -> Operation[models.ShipArrivesResponse]:
    """Tells of each ship that ties up.

    Operation WhenShipArrives: POST /hooks/arrivals
    """
    return Operation(
        id="WhenShipArrives",
        method="POST",
        path="/hooks/arrivals",
        body=Json.either(
            body,
            {"target": callback_url, "pier": pier},
            needs=("target",),
            names={"target": "callback_url"},
        ),
        answers={201: models.ShipArrivesResponse},
    )


def forget_arrivals(id: str) -> Operation[None]:
    """Ends a subscription.

    Operation ForgetArrivals: DELETE /hooks/arrivals/{id}
    """
    return Operation(
        id="ForgetArrivals",
        method="DELETE",
        path=url_path("/hooks/arrivals/{id}", {"id": id}),
        answers={204: None},
    )


def when_ships_leave(
    *,
    callback_url: str,
    label: str | None | Unset = UNSET,
    body: models.ShipsLeaveRequest | Mapping[str, Any] | Unset = UNSET,
) -> Operation[Any]:
    """Tells of all ships that left in a minute.

    Operation WhenShipsLeave: PUT /watches/departures
    """
    return Operation(
        id="WhenShipsLeave",
        method="PUT",
        path="/watches/departures",
        body=calling_back(
            declared(
                Json.either(body, {"label": label}, also=("destination",)),
                models.ShipsLeaveRequest,
            ),
            ("destination", "settings", "endpoint"),
            callback_url,
        ),
        answers={200: object},
    )


def when_tide_turns(
    *,
    callback_url: str,
    limits: models.Limits | None | Unset = UNSET,
    body: models.TideTurnRequest | Mapping[str, Any] | Unset = UNSET,
) -> Operation[Any]:
    """Tells the height of the water.

    Operation WhenTideTurns: POST /watches/tide
    """
    return Operation(
        id="WhenTideTurns",
        method="POST",
        path="/watches/tide",
        body=calling_back(
            declared(Json.either(body, {"limits": limits}), models.TideTurnRequest),
            ("limits", "callback"),
            callback_url,
        ),
        answers={"default": object},
    )


def when_ship_is_sighted(
    *,
    pier: str | Unset = UNSET,
) -> Operation[models.WhenShipIsSightedResponse]:
    """Tells of ships that were sighted.

    Operation WhenShipIsSighted: GET /ships
    """
    return Operation(
        id="WhenShipIsSighted",
        method="GET",
        path="/ships",
        query={"pier": pier},
        answers={200: models.WhenShipIsSightedResponse},
    )


def when_log_is_written() -> Operation[list[models.Log] | list[str]]:
    """Tells of new entries.

    Operation WhenLogIsWritten: GET /log
    """
    return Operation(
        id="WhenLogIsWritten",
        method="GET",
        path="/log",
        answers={200: list[models.Log], 202: list[str]},
    )


def when_weather_changes() -> Operation[models.WeatherChangesResponse]:
    """Tells the weather.

    Operation WhenWeatherChanges: POST /weather
    """
    return Operation(
        id="WhenWeatherChanges",
        method="POST",
        path="/weather",
        answers={200: models.WeatherChangesResponse},
    )


def when_anchor_drags() -> Operation[Any]:
    """Tells what it tells.

    Operation WhenAnchorDrags: GET /anchors
    """
    return Operation(
        id="WhenAnchorDrags",
        method="GET",
        path="/anchors",
        answers={200: object},
    )
