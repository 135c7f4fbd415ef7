"""The operations of Book Shop that the client has itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, Unpack

from ._runtime.client import AsyncClient, SyncClient
from ._runtime.lazy import lazy
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models, operations
    from ._runtime.settings import CallOptions
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
            limit: How many. The API's default is 20.

        Returns:
            A page.

        Operation ListBooks: GET /books
        """
        return self._call(operations.list_books(limit=limit, genre=genre), options)

    def add_book(
        self,
        *,
        title: str,
        author: models.Author | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Book:
        """Adds a book.

        Returns:
            The book.

        Operation AddBook: POST /books
        """
        return self._call(operations.add_book(title=title, author=author), options)

    def get_book(self, book_id: str, **options: Unpack[CallOptions]) -> models.Book:
        """Gets a book.

        Returns:
            The book.

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
            limit: How many. The API's default is 20.

        Returns:
            A page.

        Operation ListBooks: GET /books
        """
        return await self._call(
            operations.list_books(limit=limit, genre=genre),
            options,
        )

    async def add_book(
        self,
        *,
        title: str,
        author: models.Author | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Book:
        """Adds a book.

        Returns:
            The book.

        Operation AddBook: POST /books
        """
        return await self._call(
            operations.add_book(title=title, author=author),
            options,
        )

    async def get_book(
        self,
        book_id: str,
        **options: Unpack[CallOptions],
    ) -> models.Book:
        """Gets a book.

        Returns:
            The book.

        Operation GetBook: GET /books/{book-id}
        """
        return await self._call(operations.get_book(book_id), options)
