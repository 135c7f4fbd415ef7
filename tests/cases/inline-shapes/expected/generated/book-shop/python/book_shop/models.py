"""The models of Book Shop.

Undeclared properties of a response are kept in `model_extra`, and undeclared values of
an enumeration are accepted. A field that is missing in a response is None.
"""

from datetime import date as _date
from datetime import datetime
from typing import Annotated, Literal

from ._runtime.dates.model import Model
from ._runtime.decode.model import Wire


class Author(Model):
    """Used in `Book.author` and 1 more field."""

    name: str | None = None
    born: datetime | None = None


class Book(Model):
    """Returned by `client.add_book` and 1 more."""

    id: str | None = None
    title: str | None = None
    date: _date | None = None
    """When it was published."""
    class_: Annotated[
        Literal["paperback", "hardcover"] | str | None,
        Wire("class"),
    ] = None
    author: Author | None = None


class BookError(Model):
    """The 409 response of `client.add_book`."""

    message: str | None = None


class BookRequest(Model, sends={"source": "power-platform"}):
    """The body of `client.add_book`."""

    title: str
    author: Author | None = None
    source: str | None = None
    """Power Platform's default is "power-platform"."""


class BooksResponse(Model):
    """Returned by `client.list_books`."""

    items: list[Book] | None = None
    total: int | None = None
