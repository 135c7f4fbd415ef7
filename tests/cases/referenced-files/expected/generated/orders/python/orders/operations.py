"""The operations of Orders as values.

A function here does no I/O: it describes the request and how to read the response,
for `Client.send`, `AsyncClient.send` and for tests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._runtime.lazy import lazy
from ._runtime.operation import Operation
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models
else:
    # Imported when the first response or argument needs a model.
    models = lazy(__package__, "models")


def list_orders(*, page: int | Unset = UNSET) -> Operation[list[models.Order]]:
    """ListOrders.

    Operation ListOrders: GET /orders
    """
    return Operation(
        id="ListOrders",
        method="GET",
        path="/orders",
        query={"page": page},
        answers={200: list[models.Order]},
        errors={"default": models.CommonError},
    )


def list_items(*, sort: Any = UNSET) -> Operation[list[models.Item]]:
    """ListItems.

    Operation ListItems: GET /items
    """
    return Operation(
        id="ListItems",
        method="GET",
        path="/items",
        query={"sort": sort},
        answers={200: list[models.Item]},
    )


def get_lost() -> Operation[Any]:
    """GetLost.

    Operation GetLost: GET /lost
    """
    return Operation(
        id="GetLost",
        method="GET",
        path="/lost",
        headers={"Accept": "*/*"},
        answers={200: Any, 201: Any, 202: Any, 203: Any, 206: Any, 207: Any},
    )
