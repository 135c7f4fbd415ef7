"""The operations of Lending Desk as values.

A function here does no I/O: it describes the request and how to read the response,
for `Client.send`, `AsyncClient.send` and for tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, overload

from ._runtime.bodies.json import Json
from ._runtime.encode.path import path as url_path
from ._runtime.lazy import lazy
from ._runtime.operation import Operation
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models
else:
    # Imported when the first response or argument needs a model.
    models = lazy(__package__, "models")


def list_loans(*, branch: str) -> Operation[models.LoansResponse]:
    """Lists the loans of a branch.

    Operation ListLoans: GET /loans
    """
    return Operation(
        id="ListLoans",
        method="GET",
        path="/loans",
        query={"branch": branch},
        answers={200: models.LoansResponse},
    )


@overload
def lend(*, book: str, readers: str | None | Unset = UNSET) -> Operation[Any]: ...
@overload
def lend(*, body: models.LendRequest | Mapping[str, Any]) -> Operation[Any]: ...
def lend(
    *,
    book: str | Unset = UNSET,
    readers: str | None | Unset = UNSET,
    body: models.LendRequest | Mapping[str, Any] | Unset = UNSET,
) -> Operation[Any]:
    """Lends a book.

    Operation Lend: POST /loans
    """
    return Operation(
        id="Lend",
        method="POST",
        path="/loans",
        headers={"Accept": "application/json"},
        body=Json.either(body, {"book": book, "readers": readers}, needs=("book",)),
        answers={201: object},
    )


def end_loan(loan: str) -> Operation[None]:
    """Ends a loan.

    Operation EndLoan: DELETE /loans/{loan}
    """
    return Operation(
        id="EndLoan",
        method="DELETE",
        path=url_path("/loans/{loan}", {"loan": loan}),
        answers={204: None},
    )


def list_members(*, group: str) -> Operation[list[str]]:
    """Lists the members of a group.

    Operation ListMembers:
        GET /groups/{@query group}/members?of={@connection team or desk}
    """
    return Operation(
        id="ListMembers",
        method="GET",
        path="/groups/{@query group}/members?of={@connection team or desk}",
        query={"group": group},
        answers={200: list[str]},
    )
