"""What Weather sends and takes.

Unknown properties of an answer are kept, in `model_extra`; a value outside of a
list of known ones is accepted. A field that an answer left out is None.
"""

from datetime import datetime
from typing import Literal

from ._runtime.dates.model import Model


class Owner(Model):
    """Owner."""

    mail: str | None = None
    """An email address."""
    since: int | None = None


class Reading(Model):
    """`readings` in the answer of #/definitions/Station."""

    celsius: int | None = None
    at: datetime | None = None


class Station(Model):
    """Station."""

    name: str | None = None
    height: float | None = None
    kind: Literal["valley", "summit"] | str | None = None
    shape: Literal["round", "square"] | str | None = None
    unit: str | None = None
    """Power Platform's default is "metric"."""
    serial: str | None = None
    """A UUID."""
    opened: datetime | None = None
    owner: Owner | None = None
    near: "list[Station] | None" = None
    readings: list[Reading] | None = None
    tags: list[str] | None = None
    nothing: str | None = None
