"""What Harbour sends and takes.

Unknown properties of an answer are kept, in `model_extra`; a value outside of a
list of known ones is accepted. A field that an answer left out is None.
"""

from datetime import datetime
from typing import Annotated

from ._runtime.dates.model import Model
from ._runtime.decode.model import Wire


class Destination(Model, sends={"kind": "hook", "settings": {}}):
    """`destination` in the body of WhenShipsLeave."""

    kind: str | None = None
    """Power Platform's default is "hook"."""
    filter: "Filter"
    settings: "Settings | None" = None


class Filter(Model, sends={"flags": "all"}):
    """`destination.filter` in the body of WhenShipsLeave."""

    flags: str | None = None
    """Power Platform's default is "all"."""


class Limits(Model):
    """When to tell."""

    above: int | None = None
    callback: str | None = None
    """The URL that the events are posted to: yours, and one that the API can reach."""


class Log(Model):
    """The answer of WhenLogIsWritten."""

    line: str | None = None


class Settings(Model):
    """`destination.settings` in the body of WhenShipsLeave."""

    endpoint: str | None = None
    """The URL that the events are posted to: yours, and one that the API can reach."""


class Ship(Model, required={"name"}):
    """ship."""

    name: str | None = None
    """As it is painted."""
    arrived_at: Annotated[datetime | None, Wire("arrivedAt")] = None
    tonnes: int | None = None


class ShipArriveRequest(Model):
    """The body of WhenShipArrives."""

    target: str
    """The URL that the events are posted to: yours, and one that the API can reach."""
    pier: str | None = None
    """The pier to watch."""


class ShipArrivesResponse(Model):
    """The answer of WhenShipArrives."""

    id: str | None = None


class ShipsLeaveRequest(
    Model,
    sends={"destination": {"kind": "hook", "filter": {"flags": "all"}, "settings": {}}},
):
    """The body of WhenShipsLeave."""

    label: str | None = None
    """What to call it."""
    destination: Destination | None = None


class TideTurnRequest(Model):
    """The body of WhenTideTurns."""

    limits: Limits | None = None
    """When to tell."""


class WeatherChangesResponse(Model):
    """The answer of WhenWeatherChanges."""

    wind: float | None = None


class WhenShipIsSightedResponse(Model):
    """The answer of WhenShipIsSighted."""

    count: int | None = None
    ships: list[Ship] | None = None
