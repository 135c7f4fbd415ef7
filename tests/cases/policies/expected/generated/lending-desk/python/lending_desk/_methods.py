"""The operations of Lending Desk that the client has itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Unpack, overload

from ._runtime.bodies.either_way import either_way
from ._runtime.http.client import AsyncClient, SyncClient
from ._runtime.lazy import lazy
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models, operations
    from ._runtime.http.settings import CallOptions
else:
    operations = lazy(__package__, "operations")


class Methods(SyncClient):
    """The operations of Lending Desk that the client has itself."""

    def list_loans(
        self,
        *,
        branch: str,
        **options: Unpack[CallOptions],
    ) -> models.LoansResponse:
        """Lists the loans of a branch.

        Operation ListLoans: GET /loans
        """
        return self._call(operations.list_loans(branch=branch), options)

    @overload
    def lend(
        self,
        *,
        book: str,
        readers: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None: ...
    @overload
    def lend(
        self,
        *,
        body: models.LendRequest | Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> None: ...
    def lend(
        self,
        *,
        book: str | Unset = UNSET,
        readers: str | Unset = UNSET,
        body: models.LendRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Lends a book.

        Args:
            readers: Card numbers with a semicolon between them.
            body: All of the body at once: a model, or a mapping by wire names.

        Operation Lend: POST /loans
        """
        self._call(
            either_way(operations.lend)(book=book, readers=readers, body=body),
            options,
        )

    def end_loan(self, loan: str, **options: Unpack[CallOptions]) -> None:
        """Ends a loan.

        The platform's policy `setvaluefromurl` is not applied: it takes a value from
        another call.

        Operation EndLoan: DELETE /loans/{loan}
        """
        self._call(operations.end_loan(loan), options)

    def list_members(self, *, group: str, **options: Unpack[CallOptions]) -> list[str]:
        """Lists the members of a group.

        Custom code of the platform (script.csx) handles this operation and is not run
        here: the API itself may take and answer something else.

        Returns:
            Members.

        Operation ListMembers:
            GET /groups/{@query group}/members?of={@connection team or desk}
        """
        return self._call(operations.list_members(group=group), options)


class AsyncMethods(AsyncClient):
    """The operations of Lending Desk that the client has itself, for `async` code."""

    async def list_loans(
        self,
        *,
        branch: str,
        **options: Unpack[CallOptions],
    ) -> models.LoansResponse:
        """Lists the loans of a branch.

        Operation ListLoans: GET /loans
        """
        return await self._call(operations.list_loans(branch=branch), options)

    @overload
    async def lend(
        self,
        *,
        book: str,
        readers: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None: ...
    @overload
    async def lend(
        self,
        *,
        body: models.LendRequest | Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> None: ...
    async def lend(
        self,
        *,
        book: str | Unset = UNSET,
        readers: str | Unset = UNSET,
        body: models.LendRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Lends a book.

        Args:
            readers: Card numbers with a semicolon between them.
            body: All of the body at once: a model, or a mapping by wire names.

        Operation Lend: POST /loans
        """
        await self._call(
            either_way(operations.lend)(book=book, readers=readers, body=body),
            options,
        )

    async def end_loan(self, loan: str, **options: Unpack[CallOptions]) -> None:
        """Ends a loan.

        The platform's policy `setvaluefromurl` is not applied: it takes a value from
        another call.

        Operation EndLoan: DELETE /loans/{loan}
        """
        await self._call(operations.end_loan(loan), options)

    async def list_members(
        self,
        *,
        group: str,
        **options: Unpack[CallOptions],
    ) -> list[str]:
        """Lists the members of a group.

        Custom code of the platform (script.csx) handles this operation and is not run
        here: the API itself may take and answer something else.

        Returns:
            Members.

        Operation ListMembers:
            GET /groups/{@query group}/members?of={@connection team or desk}
        """
        return await self._call(operations.list_members(group=group), options)
