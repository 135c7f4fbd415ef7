"""Annotations of models that name classes which are not there yet: they are quoted, and no others."""

from __future__ import annotations

import pytest

from connectorsmith.targets.python.models.check import CheckedModels

SOURCE = """
class Author(Model):
    name: str | None = None
    books: list[Book] | None = None


class Book(Model):
    list: str | None = None
    author: Annotated[Author | None, Wire("writtenBy")] = None
    sequels: Annotated[list[Book] | None, Wire("Sequels")] = None
    shelf: Annotated[
        dict[str, Shelf] | None,
        Wire("onShelf"),
    ] = None
"""
FIELDS = {
    "Author": ["name", "books"],
    "Book": ["list", "author", "sequels", "shelf"],
    "Shelf": ["number"],
}
SHELF = """
class Shelf(Model):
    number: int | None = None
"""


def test_what_comes_later_is_quoted() -> None:
    author, book, shelf = CheckedModels(SOURCE + SHELF, FIELDS).classes()
    assert str(author) == (
        "class Author(Model):\n"
        "    name: str | None = None\n"
        '    books: "list[Book] | None" = None'
    )
    assert str(book) == (
        "class Book(Model):\n"
        "    list: str | None = None\n"
        '    author: Annotated[Author | None, Wire("writtenBy")] = None\n'
        '    sequels: Annotated["_list[Book] | None", Wire("Sequels")] = None\n'
        "    shelf: Annotated[\n"
        '        "dict[str, Shelf] | None",\n'
        '        Wire("onShelf"),\n'
        "    ] = None"
    )
    assert str(shelf) == "class Shelf(Model):\n    number: int | None = None"


def test_text_is_never_quoted_a_second_time() -> None:
    source = "class Book(Model):\n    next: Literal['a'] | Book | None = None\n"
    with pytest.raises(AssertionError, match="text beside a class"):
        CheckedModels(source, {"Book": ["next"]})
