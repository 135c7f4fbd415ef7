"""Every operation of Print Room, as a value.

A function here does no I/O: it says what to send and how to read the answer,
for `Client.send`, `AsyncClient.send` and for tests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._runtime.lazy import lazy
from ._runtime.operation import Operation

if TYPE_CHECKING:
    from . import models
else:
    # Imported when the first answer or argument needs a model.
    models = lazy(__package__, "models")


def get_printer() -> Operation[models.Printer]:
    """The printer with the shortest queue.

    Operation GetPrinter: GET /printer
    """
    return Operation(
        id="GetPrinter",
        method="GET",
        path="/printer",
        answers={200: models.Printer},
    )
