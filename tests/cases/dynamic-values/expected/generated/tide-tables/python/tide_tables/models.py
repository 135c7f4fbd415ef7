"""What Tide Tables sends and takes.

Unknown properties of an answer are kept, in `model_extra`; a value outside of a
list of known ones is accepted. A field that an answer left out is None.
"""

from typing import Annotated, Any

from ._runtime.decode.model import Model, Wire


class Data(Model):
    """`data` in the answer of ListRegions."""

    next: str | None = None


class Form(Model):
    """`form` in the answer of GetForm."""

    schema_: Annotated[dict[str, Any] | None, Wire("schema")] = None


class FormRequest(Model):
    """The body of GetForm."""

    harbour: str
    version: int


class Found(Model):
    """`found` in the answer of ListHarbours."""

    harbours: "list[Harbour] | None" = None


class GetFormResponse(Model):
    """The answer of GetForm."""

    form: Form | None = None


class Harbour(Model):
    """`found.harbours` in the answer of ListHarbours."""

    id: str | None = None
    label: str | None = None


class HarboursResponse(Model):
    """The answer of ListHarbours."""

    found: Found | None = None


class MeasurementRequest(Model):
    """The body of AddMeasurement."""

    region: int | None = None
    harbour: str
    units: list[str] | None = None
    values: dict[str, Any] | None = None


class Names(Model):
    """`value.names` in the answer of ListRegions."""

    en: str | None = None


class Region(Model):
    """`value` in the answer of ListRegions."""

    code: int | None = None
    names: Names | None = None


class RegionsPage(Model):
    """The answer of ListRegions."""

    data: Data | None = None
    next: str | None = None
    value: list[Region] | None = None


class Tide(Model):
    """The answer of GetTides."""

    height: float | None = None
