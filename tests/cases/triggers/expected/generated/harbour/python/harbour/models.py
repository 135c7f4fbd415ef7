"""The models of Harbour.

Undeclared properties of a response are kept in `model_extra`, and undeclared values of
an enumeration are accepted. A field that is missing in a response is None.
"""

from datetime import datetime
from typing import Annotated

from ._runtime.dates.model import Model
from ._runtime.decode.model import Wire


class Destination(Model, sends={"kind": "hook", "settings": {}}):
    """Used in `ShipsLeaveRequest.destination`."""

    kind: str | None = None
    """Power Platform's default is "hook"."""
    filter: "Filter"
    settings: "Settings | None" = None


class Filter(Model, sends={"flags": "all"}):
    """Used in `Destination.filter`."""

    flags: str | None = None
    """Power Platform's default is "all"."""


class Limits(Model):
    """When to tell."""

    above: int | None = None
    callback: str | None = None
    """A URL of yours that the API can reach; it posts the events there."""


class Log(Model):
    """Returned by `client.when_log_is_written`."""

    line: str | None = None


class Settings(Model):
    """Used in `Destination.settings`."""

    endpoint: str | None = None
    """A URL of yours that the API can reach; it posts the events there."""


class Ship(Model, required={"name"}):
    """Returned by `client.when_ship_is_sighted`. An event of `client.when_ship_arrives`
    and 1 more.
    """

    name: str | None = None
    """As it is painted."""
    arrived_at: Annotated[datetime | None, Wire("arrivedAt")] = None
    tonnes: int | None = None


class ShipArriveRequest(Model):
    """The body of `client.when_ship_arrives`."""

    target: str
    """A URL of yours that the API can reach; it posts the events there."""
    pier: str | None = None
    """The pier to watch."""


class ShipArrivesResponse(Model):
    """Returned by `client.when_ship_arrives`."""

    id: str | None = None


class ShipsLeaveRequest(
    Model,
    sends={"destination": {"kind": "hook", "filter": {"flags": "all"}, "settings": {}}},
):
    """The body of `client.when_ships_leave`."""

    label: str | None = None
    """What to call it."""
    destination: Destination | None = None


class TideTurnRequest(Model):
    """The body of `client.when_tide_turns`."""

    limits: Limits | None = None
    """When to tell."""


class WeatherChangesResponse(Model):
    """Returned by `client.when_weather_changes`."""

    wind: float | None = None


class WhenShipIsSightedResponse(Model):
    """Returned by `client.when_ship_is_sighted`."""

    count: int | None = None
    ships: list[Ship] | None = None
