"""The models of Tide Tables.

Undeclared properties of a response are kept in `model_extra`, and undeclared values of
an enumeration are accepted. A field that is missing in a response is None.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from ._runtime.dates.model import Model
from ._runtime.decode.model import Wire


class Depth(Model):
    """The depth of the water."""

    metres: float | None = None
    measured_at: Annotated[datetime | None, Wire("measuredAt")] = None


class Depths(Model, extras=lambda: Depth):
    """The depth at each quay, by its name."""

    surveyor: str | None = None


class Harbour(
    Model,
    sends={"source": "sdk"},
    required={"name", "tides", "source"},
    nullable={"closedAt"},
):
    """A place with tides."""

    id: str
    name: str | None = None
    closed_at: Annotated[datetime | None, Wire("closedAt")] = None
    tides: "list[Tide] | None" = None
    anything: Any | None = None
    depths: Depths | None = None
    source: str | None = None
    """Power Platform's default is "sdk"."""


class NewHarbour(Model):
    """A harbour to add."""

    id: str | None = None
    checked_at: Annotated[str | None, Wire("checkedAt")] = None
    name: str
    depths: Depths | None = None
    note: str | None = None
    tides: "list[Tide] | None" = None


class Tide(
    Model,
    required={
        "predictedAt",
        "measuredHeightInMetres",
        "reportedByStation",
        "kind",
        "remarks",
    },
    nullable={"measuredHeightInMetres"},
):
    """High or low water."""

    predicted_at: Annotated[datetime | None, Wire("predictedAt")] = None
    measured_height_in_metres: Annotated[
        float | None,
        Wire("measuredHeightInMetres"),
    ] = None
    reported_by_station: Annotated[str | None, Wire("reportedByStation")] = None
    kind: Literal["HIGH", "LOW"] | str | None = None
    remarks: list[str | None] | None = None
