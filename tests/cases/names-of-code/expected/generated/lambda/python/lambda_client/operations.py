"""The operations of Greenhouse as values.

A function here does no I/O: it describes the request and how to read the response,
for `Client.send`, `AsyncClient.send` and for tests.
"""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from datetime import date as _date
from datetime import date, datetime
from typing import TYPE_CHECKING

from ._runtime.dates.alone import with_dates
from ._runtime.encode.days import date_only
from ._runtime.encode.listed import listed
from ._runtime.lazy import lazy
from ._runtime.operation import Operation
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models
else:
    # Imported when the first response or argument needs a model.
    models = lazy(__package__, "models")


def list_(
    *,
    date: datetime | str | Unset = UNSET,
    list: Sequence[str] | Unset = UNSET,
    class_: str | Unset = UNSET,
    class_2: str | Unset = UNSET,
    pager_: str | Unset = UNSET,
) -> Operation[list[models.Wire2]]:
    """List.

    Operation List: GET /beds
    """
    return Operation(
        id="List",
        method="GET",
        path="/beds",
        query={
            "date": date,
            "list": listed("list", list),
            "class": class_,
            "Class": class_2,
            "pager": pager_,
        },
        names={"query": {"class": "class_", "Class": "class_2", "pager": "pager_"}},
        answers={200: builtins.list[models.Wire2]},
    )


def methods() -> Operation[dict[str, str]]:
    """Methods.

    Operation Methods: GET /beds/methods
    """
    return Operation(
        id="Methods",
        method="GET",
        path="/beds/methods",
        answers={200: dict[str, str]},
    )


def date_(*, date: date | str | Unset = UNSET) -> Operation[date]:
    """Date.

    Operation Date: GET /beds/date
    """
    return Operation(
        id="Date",
        method="GET",
        path="/beds/date",
        query={"date": date_only(date)},
        answers={200: with_dates(_date)},
    )


def annotations_() -> Operation[list[date]]:
    """Annotations.

    Operation Annotations: GET /beds/dates
    """
    return Operation(
        id="Annotations",
        method="GET",
        path="/beds/dates",
        answers={200: with_dates(list[date])},
    )
