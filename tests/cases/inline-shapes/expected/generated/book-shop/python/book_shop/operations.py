"""The operations of Book Shop as values.

A function here does no I/O: it describes the request and how to read the response,
for `Client.send`, `AsyncClient.send` and for tests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, overload

from ._runtime.bodies.declared import declared
from ._runtime.bodies.json import Json
from ._runtime.encode.listed import listed
from ._runtime.encode.path import path as url_path
from ._runtime.encode.twice import twice
from ._runtime.lazy import lazy
from ._runtime.operation import Operation
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models
else:
    # Imported when the first response or argument needs a model.
    models = lazy(__package__, "models")


def list_books(
    *,
    limit: int | Unset = UNSET,
    genre: Sequence[Literal["crime", "poetry"] | str] | Unset = UNSET,
) -> Operation[models.BooksResponse]:
    """Lists books.

    Operation ListBooks: GET /books
    """
    return Operation(
        id="ListBooks",
        method="GET",
        path="/books",
        query={"limit": limit, "genre": listed("genre", genre)},
        answers={200: models.BooksResponse},
    )


@overload
def add_book(
    *,
    title: str,
    author: models.Author | None | Unset = UNSET,
) -> Operation[models.Book]: ...
@overload
def add_book(
    *,
    body: models.BookRequest | Mapping[str, Any],
) -> Operation[models.Book]: ...
def add_book(
    *,
    title: str | Unset = UNSET,
    author: models.Author | None | Unset = UNSET,
    body: models.BookRequest | Mapping[str, Any] | Unset = UNSET,
) -> Operation[models.Book]:
    """Adds a book.

    Operation AddBook: POST /books
    """
    return Operation(
        id="AddBook",
        method="POST",
        path="/books",
        body=declared(
            Json.either(
                body,
                {"title": title, "author": author},
                needs=("title",),
                also=("source",),
            ),
            models.BookRequest,
        ),
        answers={201: models.Book},
        errors={409: models.BookError},
    )


def get_book(book_id: str) -> Operation[models.Book]:
    """Gets a book.

    Operation GetBook: GET /books/{book-id}
    """
    return Operation(
        id="GetBook",
        method="GET",
        path=url_path("/books/{book-id}", {"book-id": twice(book_id)}),
        answers={200: models.Book},
    )
