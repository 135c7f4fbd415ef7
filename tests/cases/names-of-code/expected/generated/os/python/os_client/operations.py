"""The operations of Orders as values.

A function here does no I/O: it describes the request and how to read the response,
for `Client.send`, `AsyncClient.send` and for tests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._runtime.lazy import lazy
from ._runtime.operation import Operation

if TYPE_CHECKING:
    from . import models
else:
    # Imported when the first response or argument needs a model.
    models = lazy(__package__, "models")


def get_orders() -> Operation[list[str]]:
    """GetOrders.

    Operation GetOrders: GET /orders
    """
    return Operation(
        id="GetOrders",
        method="GET",
        path="/orders",
        answers={200: list[str]},
    )
