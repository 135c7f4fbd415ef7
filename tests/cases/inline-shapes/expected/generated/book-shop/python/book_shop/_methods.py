"""The operations of Book Shop that the client has itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Unpack, overload

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
    """The operations of Book Shop that the client has itself."""

    def list_books(
        self,
        *,
        limit: int | Unset = UNSET,
        genre: Sequence[Literal["crime", "poetry"] | str] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.BooksResponse:
        """Lists books.

        The newest comes first.

        Args:
            limit: How many. Power Platform's default is 20.

        Returns:
            A page.

        Operation ListBooks: GET /books
        """
        return self._call(operations.list_books(limit=limit, genre=genre), options)

    @overload
    def add_book(
        self,
        *,
        title: str,
        author: models.Author | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Book: ...
    @overload
    def add_book(
        self,
        *,
        body: models.BookRequest | Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> models.Book: ...
    def add_book(
        self,
        *,
        title: str | Unset = UNSET,
        author: models.Author | Unset = UNSET,
        body: models.BookRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Book:
        """Adds a book.

        Args:
            body: All of the body at once: a model, or a mapping by wire names.

        Raises:
            Conflict: It is there already.

        Operation AddBook: POST /books
        """
        return self._call(
            either_way(operations.add_book)(title=title, author=author, body=body),
            options,
        )

    def get_book(self, book_id: str, **options: Unpack[CallOptions]) -> models.Book:
        """Gets a book.

        Operation GetBook: GET /books/{book-id}
        """
        return self._call(operations.get_book(book_id), options)


class AsyncMethods(AsyncClient):
    """The operations of Book Shop that the client has itself, for `async` code."""

    async def list_books(
        self,
        *,
        limit: int | Unset = UNSET,
        genre: Sequence[Literal["crime", "poetry"] | str] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.BooksResponse:
        """Lists books.

        The newest comes first.

        Args:
            limit: How many. Power Platform's default is 20.

        Returns:
            A page.

        Operation ListBooks: GET /books
        """
        return await self._call(
            operations.list_books(limit=limit, genre=genre),
            options,
        )

    @overload
    async def add_book(
        self,
        *,
        title: str,
        author: models.Author | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Book: ...
    @overload
    async def add_book(
        self,
        *,
        body: models.BookRequest | Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> models.Book: ...
    async def add_book(
        self,
        *,
        title: str | Unset = UNSET,
        author: models.Author | Unset = UNSET,
        body: models.BookRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Book:
        """Adds a book.

        Args:
            body: All of the body at once: a model, or a mapping by wire names.

        Raises:
            Conflict: It is there already.

        Operation AddBook: POST /books
        """
        return await self._call(
            either_way(operations.add_book)(title=title, author=author, body=body),
            options,
        )

    async def get_book(
        self,
        book_id: str,
        **options: Unpack[CallOptions],
    ) -> models.Book:
        """Gets a book.

        Operation GetBook: GET /books/{book-id}
        """
        return await self._call(operations.get_book(book_id), options)
