"""The models of Ledger.

Undeclared properties of a response are kept in `model_extra`, and undeclared values of
an enumeration are accepted. A field that is missing in a response is None.
"""

from typing import Annotated, Any

from ._runtime.decimals.exact import Decimal
from ._runtime.decode.model import Wire
from ._runtime.decode.variants import Model


class Asset(
    Model,
    discriminator="kind",
    sends={"kind": "Asset"},
    required={"kind"},
    is_open=True,
):
    """Used in `Entry.asset`."""

    kind: str | None = None


class Bond(Asset, sends={"kind": "Bond"}):
    """Bond."""

    coupon: Decimal | None = None


class Decimal2(Model):
    """Decimal. Used in `Line.more`."""

    value: Decimal | None = None


class Entry(Model, extras=lambda: Decimal, required={"amount"}):
    """Returned by `client.add_entry`. The body of `client.add_entry`."""

    amount: Decimal | None = None
    """Power Platform's default is 1.5."""
    ratio: float | None = None
    plain: float | None = None
    text: str | None = None
    parts: list[Decimal] | None = None
    by_name: dict[str, Decimal] | None = None
    lines: "list[Line] | None" = None
    decimal: Annotated[str | None, Wire("Decimal")] = None
    asset: Asset | None = None
    any: Any | None = None


class Line(Model, nullable={"price"}):
    """Used in `Entry.lines`."""

    price: Decimal | None = None
    entry: Entry | None = None
    more: Decimal2 | None = None
