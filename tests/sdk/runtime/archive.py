"""An invented archive: every kind of field that a definition can declare."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from runtime.dates.model import Model
from runtime.decode.model import Wire


class Page(Model):
    number: int | None = None
    scanned_at: Annotated[datetime | None, Wire("scannedAt")] = None


class Folio(Model, required={"id", "day"}, nullable={"note"}):
    id: str | None = None
    note: str | None = None
    state: Literal["OPEN", "SHUT"] | str | None = None
    shelf: Literal[1, 2] | int | None = None
    count: int | None = None
    weight: float | None = None
    rare: bool | None = None
    day: date | None = None
    made_at: Annotated[datetime | None, Wire("madeAt")] = None
    cover: Page | None = None
    pages: list[Page] | None = None
    words: list[str] | None = None
    sizes: list[float] | None = None
    days: list[date] | None = None
    rows: list[list[int]] | None = None
    sheets: list[dict[str, Any]] | None = None
    labels: dict[str, str] | None = None
    marks: dict[str, Page] | None = None
    free: Any = None
    free_map: Annotated[dict[str, Any] | None, Wire("freeMap")] = None
    parts: list[Folio] | None = None


class Certain(Model):
    """What connector.toml calls present."""

    id: str
    made_at: Annotated[datetime, Wire("madeAt")]
    pages: list[Page]
    note: str | None


class Box(Model):
    results: list[Folio] | None = None
    certain: list[Certain] | None = None
