"""The operations of Ledger as values.

A function here does no I/O: it describes the request and how to read the response,
for `Client.send`, `AsyncClient.send` and for tests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from ._runtime.bodies.declared import declared
from ._runtime.bodies.form import Form
from ._runtime.bodies.json import Json
from ._runtime.decimals.exact import Decimal
from ._runtime.encode.listed import listed
from ._runtime.encode.objects import json_text
from ._runtime.encode.path import path as url_path
from ._runtime.lazy import lazy
from ._runtime.operation import Operation
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models
else:
    # Imported when the first response or argument needs a model.
    models = lazy(__package__, "models")


@overload
def add_entry(
    rate: Decimal | float,
    *,
    amount: Decimal | float,
    least: Decimal | float | Unset = UNSET,
    steps: Sequence[Decimal | float] | Unset = UNSET,
    x_limit: Decimal | float | Unset = UNSET,
    filter: Mapping[str, Decimal | float] | Unset = UNSET,
    ratio: float | None | Unset = UNSET,
    plain: float | None | Unset = UNSET,
    text: str | None | Unset = UNSET,
    parts: Sequence[Decimal | float] | None | Unset = UNSET,
    by_name: Mapping[str, Decimal | float] | None | Unset = UNSET,
    lines: Sequence[models.Line] | None | Unset = UNSET,
    decimal: str | None | Unset = UNSET,
    asset: models.Asset | None | Unset = UNSET,
    any: Any = UNSET,
) -> Operation[models.Entry]: ...
@overload
def add_entry(
    rate: Decimal | float,
    *,
    body: models.Entry | Mapping[str, Any],
    least: Decimal | float | Unset = UNSET,
    steps: Sequence[Decimal | float] | Unset = UNSET,
    x_limit: Decimal | float | Unset = UNSET,
    filter: Mapping[str, Decimal | float] | Unset = UNSET,
) -> Operation[models.Entry]: ...
def add_entry(
    rate: Decimal | float,
    *,
    amount: Decimal | float | Unset = UNSET,
    least: Decimal | float | Unset = UNSET,
    steps: Sequence[Decimal | float] | Unset = UNSET,
    x_limit: Decimal | float | Unset = UNSET,
    filter: Mapping[str, Decimal | float] | Unset = UNSET,
    ratio: float | None | Unset = UNSET,
    plain: float | None | Unset = UNSET,
    text: str | None | Unset = UNSET,
    parts: Sequence[Decimal | float] | None | Unset = UNSET,
    by_name: Mapping[str, Decimal | float] | None | Unset = UNSET,
    lines: Sequence[models.Line] | None | Unset = UNSET,
    decimal: str | None | Unset = UNSET,
    asset: models.Asset | None | Unset = UNSET,
    any: Any = UNSET,
    body: models.Entry | Mapping[str, Any] | Unset = UNSET,
) -> Operation[models.Entry]:
    """AddEntry.

    Operation AddEntry: POST /entries/{rate}
    """
    return Operation(
        id="AddEntry",
        method="POST",
        path=url_path("/entries/{rate}", {"rate": rate}),
        query={
            "least": least,
            "steps": listed("steps", steps),
            "filter": json_text("filter", filter),
        },
        headers={"X-Limit": x_limit},
        body=declared(
            Json.either(
                body,
                {
                    "amount": amount,
                    "ratio": ratio,
                    "plain": plain,
                    "text": text,
                    "parts": listed("parts", parts),
                    "by_name": by_name,
                    "lines": listed("lines", lines),
                    "Decimal": decimal,
                    "asset": asset,
                    "any": any,
                },
                needs=("amount",),
                also=None,
            ),
            models.Entry,
        ),
        answers={200: models.Entry},
    )


def get_totals() -> Operation[dict[str, Decimal]]:
    """GetTotals.

    Operation GetTotals: GET /totals
    """
    return Operation(
        id="GetTotals",
        method="GET",
        path="/totals",
        answers={200: dict[str, Decimal]},
    )


def set_totals(*, body: Mapping[str, Decimal | float]) -> Operation[list[Decimal]]:
    """SetTotals.

    Operation SetTotals: PUT /totals
    """
    return Operation(
        id="SetTotals",
        method="PUT",
        path="/totals",
        body=Json(body),
        answers={200: list[Decimal]},
    )


def fill_totals(*, total: Decimal | float) -> Operation[Decimal]:
    """FillTotals.

    Operation FillTotals: POST /totals
    """
    return Operation(
        id="FillTotals",
        method="POST",
        path="/totals",
        body=Form({"total": total}),
        answers={200: Decimal},
    )
