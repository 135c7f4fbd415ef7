"""Every operation of Tide Tables, as a value.

A function here does no I/O: it says what to send and how to read the answer,
for `Client.send`, `AsyncClient.send` and for tests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from ._runtime.bodies.json import Json
from ._runtime.encode.listed import listed
from ._runtime.encode.path import path as url_path
from ._runtime.lazy import lazy
from ._runtime.operation import Operation
from ._runtime.paging.link import NextLink
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models
else:
    # Imported when the first answer or argument needs a model.
    models = lazy(__package__, "models")


def list_regions() -> Operation[models.RegionsPage]:
    """List regions.

    Operation ListRegions: GET /regions
    """
    return Operation(
        id="ListRegions",
        method="GET",
        path="/regions",
        answers={200: models.RegionsPage},
        paging=NextLink(next=("next",), items=("value",)),
    )


def list_harbours(
    region: int,
    *,
    kind: str | Unset = UNSET,
) -> Operation[models.HarboursResponse]:
    """Lists the harbours of a region.

    Operation ListHarbours: GET /regions/{region}/harbours
    """
    return Operation(
        id="ListHarbours",
        method="GET",
        path=url_path("/regions/{region}/harbours", {"region": region}),
        query={"kind": kind, "fields": "id"},
        answers={200: models.HarboursResponse},
    )


def list_units() -> Operation[list[str]]:
    """List units.

    Operation ListUnits: GET /units
    """
    return Operation(
        id="ListUnits",
        method="GET",
        path="/units",
        answers={200: list[str]},
    )


@overload
def get_form(*, harbour: str, version: int) -> Operation[models.GetFormResponse]: ...
@overload
def get_form(
    *,
    body: models.FormRequest | Mapping[str, Any],
) -> Operation[models.GetFormResponse]: ...
def get_form(
    *,
    harbour: str | Unset = UNSET,
    version: int | Unset = UNSET,
    body: models.FormRequest | Mapping[str, Any] | Unset = UNSET,
) -> Operation[models.GetFormResponse]:
    """Get a form.

    Operation GetForm: POST /form
    """
    return Operation(
        id="GetForm",
        method="POST",
        path="/form",
        body=Json.either(
            body, {"harbour": harbour, "version": version}, needs=("harbour", "version")
        ),
        answers={200: models.GetFormResponse},
    )


def get_tides(
    *,
    region: int,
    harbour: str,
    unit: str | Unset = UNSET,
    chart: str | Unset = UNSET,
) -> Operation[list[models.Tide]]:
    """Gets the tides of a harbour.

    Operation GetTides: GET /tides
    """
    return Operation(
        id="GetTides",
        method="GET",
        path="/tides",
        query={"region": region, "harbour": harbour, "unit": unit, "chart": chart},
        answers={200: list[models.Tide]},
    )


@overload
def add_measurement(
    *,
    harbour: str,
    region: int | Unset = UNSET,
    units: Sequence[str] | Unset = UNSET,
    values: Mapping[str, Any] | Unset = UNSET,
) -> Operation[None]: ...
@overload
def add_measurement(
    *,
    body: models.MeasurementRequest | Mapping[str, Any],
) -> Operation[None]: ...
def add_measurement(
    *,
    harbour: str | Unset = UNSET,
    region: int | Unset = UNSET,
    units: Sequence[str] | Unset = UNSET,
    values: Mapping[str, Any] | Unset = UNSET,
    body: models.MeasurementRequest | Mapping[str, Any] | Unset = UNSET,
) -> Operation[None]:
    """Adds what was measured.

    Operation AddMeasurement: POST /measurements
    """
    return Operation(
        id="AddMeasurement",
        method="POST",
        path="/measurements",
        body=Json.either(
            body,
            {
                "region": region,
                "harbour": harbour,
                "units": listed("units", units),
                "values": values,
            },
            needs=("harbour",),
        ),
        answers={204: None},
    )
