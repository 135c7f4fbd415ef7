"""The operations of Lost and Found as values.

A function here does no I/O: it describes the request and how to read the response,
for `Client.send`, `AsyncClient.send` and for tests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._runtime.encode.path import path as url_path
from ._runtime.lazy import lazy
from ._runtime.operation import Operation
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models
else:
    # Imported when the first response or argument needs a model.
    models = lazy(__package__, "models")


def report_thing(*, note: str | Unset = UNSET) -> Operation[models.Thing | Any]:
    """Report a thing.

    Operation ReportThing: POST /things
    """
    return Operation(
        id="ReportThing",
        method="POST",
        path="/things",
        query={"note": note},
        headers={"Accept": "application/json"},
        answers={200: models.Thing, 202: object},
    )


def forget_thing(thing: str) -> Operation[Any]:
    """Forget a thing.

    Operation ForgetThing: DELETE /things/{thing}
    """
    return Operation(
        id="ForgetThing",
        method="DELETE",
        path=url_path("/things/{thing}", {"thing": thing}),
        answers={200: object},
    )


def move_thing(thing: str) -> Operation[None]:
    """Move a thing to another shelf.

    Operation MoveThing: PUT /things/{thing}
    """
    return Operation(
        id="MoveThing",
        method="PUT",
        path=url_path("/things/{thing}", {"thing": thing}),
        answers={204: None},
    )


def check_thing(thing: str) -> Operation[None]:
    """Check that a thing is there.

    Operation CheckThing: HEAD /things/{thing}
    """
    return Operation(
        id="CheckThing",
        method="HEAD",
        path=url_path("/things/{thing}", {"thing": thing}),
        answers={200: None},
    )


def get_thing(thing: str) -> Operation[Any]:
    """Get a thing.

    Operation GetThing: GET /things/{thing}
    """
    return Operation(
        id="GetThing",
        method="GET",
        path=url_path("/things/{thing}", {"thing": thing}),
        answers={},
    )


def get_label(thing: str) -> Operation[str]:
    """Get the label of a thing.

    Operation GetLabel: GET /things/{thing}/label
    """
    return Operation(
        id="GetLabel",
        method="GET",
        path=url_path("/things/{thing}/label", {"thing": thing}),
        headers={"Accept": "text/plain"},
        answers={200: str},
    )


def get_photo(thing: str) -> Operation[bytes]:
    """Get the photo of a thing.

    Operation GetPhoto: GET /things/{thing}/photo
    """
    return Operation(
        id="GetPhoto",
        method="GET",
        path=url_path("/things/{thing}/photo", {"thing": thing}),
        headers={"Accept": "image/jpeg"},
        answers={200: bytes},
    )


def get_record(thing: str) -> Operation[str]:
    """Get the record of a thing.

    Operation GetRecord: GET /things/{thing}/record
    """
    return Operation(
        id="GetRecord",
        method="GET",
        path=url_path("/things/{thing}/record", {"thing": thing}),
        headers={"Accept": "application/xml, application/atom+xml"},
        answers={"default": str},
    )


def get_report() -> Operation[bytes]:
    """Get the report of a day.

    Operation GetReport: GET /report
    """
    return Operation(
        id="GetReport",
        method="GET",
        path="/report",
        headers={"Accept": "application/pdf"},
        answers={200: bytes},
    )
