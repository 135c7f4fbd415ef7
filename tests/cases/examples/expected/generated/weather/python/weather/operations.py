"""Every operation of Weather, as a value.

A function here does no I/O: it says what to send and how to read the answer,
for `Client.send`, `AsyncClient.send` and for tests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._runtime.encode.path import path as url_path
from ._runtime.lazy import lazy
from ._runtime.operation import Operation

if TYPE_CHECKING:
    from . import models
else:
    # Imported when the first answer or argument needs a model.
    models = lazy(__package__, "models")


def get_station(id: str) -> Operation[models.Station]:
    """Gets a station.

    Operation GetStation: GET /stations/{id}
    """
    return Operation(
        id="GetStation",
        method="GET",
        path=url_path("/stations/{id}", {"id": id}),
        answers={200: models.Station},
    )
