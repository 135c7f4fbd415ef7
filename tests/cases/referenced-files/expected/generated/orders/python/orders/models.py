"""The models of Orders.

Undeclared properties of a response are kept in `model_extra`, and undeclared values of
an enumeration are accepted. A field that is missing in a response is None.
"""

from typing import Any

from ._runtime.decode.model import Model


class CommonError(Model):
    """The default response of `client.list_orders`."""

    code: int | None = None
    inner: "CommonError | None" = None


class Error(Model):
    """Used in `Order.error`."""

    order: str | None = None


class Item(Model):
    """Returned by `client.list_items`."""

    name: str | None = None
    price: "Money | None" = None
    parts: "list[Item] | None" = None
    order: "Order | None" = None


class Money(Model):
    """Used in `Item.price` and 1 more field."""

    value: float | None = None
    currency: Any | None = None


class Order(Model):
    """Returned by `client.list_orders`."""

    id: str | None = None
    items: list[Item] | None = None
    error: Error | None = None
    total: Money | None = None
