"""Every operation of Ferry, as a value.

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


def get_next() -> Operation[models.Next]:
    """The ferry that leaves next.

    Operation GetNext: GET /next
    """
    return Operation(
        id="GetNext",
        method="GET",
        path="/next",
        answers={200: models.Next},
    )
