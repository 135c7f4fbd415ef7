"""The operations of Tide Tables as values.

A function here does no I/O: it describes the request and how to read the response,
for `Client.send`, `AsyncClient.send` and for tests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from ._runtime.bodies.declared import declared
from ._runtime.bodies.json import Json
from ._runtime.encode.listed import listed
from ._runtime.encode.path import path as url_path
from ._runtime.lazy import lazy
from ._runtime.operation import Operation
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models
else:
    # Imported when the first response or argument needs a model.
    models = lazy(__package__, "models")


def get_harbour(id: str) -> Operation[models.Harbour]:
    """Gets a harbour.

    Operation GetHarbour: GET /harbours/{id}
    """
    return Operation(
        id="GetHarbour",
        method="GET",
        path=url_path("/harbours/{id}", {"id": id}),
        answers={200: models.Harbour},
    )


@overload
def add_harbour(
    *,
    name: str,
    id: str | None | Unset = UNSET,
    checked_at: str | None | Unset = UNSET,
    depths: models.Depths | None | Unset = UNSET,
    note: str | None | Unset = UNSET,
    tides: Sequence[models.Tide] | None | Unset = UNSET,
) -> Operation[models.Harbour]: ...
@overload
def add_harbour(
    *,
    body: models.NewHarbour | Mapping[str, Any],
) -> Operation[models.Harbour]: ...
def add_harbour(
    *,
    name: str | Unset = UNSET,
    id: str | None | Unset = UNSET,
    checked_at: str | None | Unset = UNSET,
    depths: models.Depths | None | Unset = UNSET,
    note: str | None | Unset = UNSET,
    tides: Sequence[models.Tide] | None | Unset = UNSET,
    body: models.NewHarbour | Mapping[str, Any] | Unset = UNSET,
) -> Operation[models.Harbour]:
    """Adds a harbour.

    Operation AddHarbour: POST /harbours
    """
    return Operation(
        id="AddHarbour",
        method="POST",
        path="/harbours",
        body=declared(
            Json.either(
                body,
                {
                    "id": id,
                    "checkedAt": checked_at,
                    "name": name,
                    "depths": depths,
                    "note": note,
                    "tides": listed("tides", tides),
                },
                needs=("name",),
            ),
            models.NewHarbour,
        ),
        answers={201: models.Harbour},
    )
