"""The models of Tide Tables.

Undeclared properties of a response are kept in `model_extra`, and undeclared values of
an enumeration are accepted. A field that is missing in a response is None.
"""

from typing import Annotated, Any

from ._runtime.decode.model import Model, Wire


class Data(Model):
    """Used in `RegionsPage.data`."""

    next: str | None = None


class Form(Model):
    """Used in `GetFormResponse.form`."""

    schema_: Annotated[dict[str, Any] | None, Wire("schema")] = None


class FormRequest(Model):
    """The body of `operations.get_form`."""

    harbour: str
    version: int


class Found(Model):
    """Used in `HarboursResponse.found`."""

    harbours: "list[Harbour] | None" = None


class GetFormResponse(Model):
    """Returned by `operations.get_form`."""

    form: Form | None = None


class Harbour(Model):
    """Used in `Found.harbours`."""

    id: str | None = None
    label: str | None = None


class HarboursResponse(Model):
    """Returned by `client.list_harbours`."""

    found: Found | None = None


class MeasurementRequest(Model):
    """The body of `client.add_measurement`."""

    region: int | None = None
    harbour: str
    units: list[str] | None = None
    values: dict[str, Any] | None = None


class Names(Model):
    """Used in `Region.names`."""

    en: str | None = None


class Region(Model):
    """Returned by `operations.list_regions`."""

    code: int | None = None
    names: Names | None = None


class RegionsPage(Model):
    """A page of `operations.list_regions`."""

    data: Data | None = None
    next: str | None = None
    value: list[Region] | None = None


class Tide(Model):
    """Returned by `client.get_tides`."""

    height: float | None = None
