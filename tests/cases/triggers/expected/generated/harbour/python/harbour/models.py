"""What Harbour sends and takes.

Unknown properties of an answer are kept, in `model_extra`; a value outside of a
list of known ones is accepted. A field that an answer left out is None.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ._runtime.model import Model, Wire


class Limits(Model):
    """When to tell."""

    above: int | None = None
    callback: str | None = None
    """The URL that the events are posted to: yours, and one that the API can reach."""


class Ship(Model, required={"name"}):
    """ship."""

    name: str | None = None
    """As it is painted."""
    arrived_at: Annotated[datetime | None, Wire("arrivedAt")] = None
    tonnes: int | None = None


class ShipArrivesResponse(Model):
    """The answer of WhenShipArrives."""

    id: str | None = None
