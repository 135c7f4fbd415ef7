"""Made-up values of models, as the SDK's users have them in their tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import ModuleType
from typing import Annotated, Any, Literal

import pytest
from pydantic import ValidationError
from shelf import Book, BooksPage, NextPage, Paging

from runtime.dates.model import Model
from runtime.decode.model import Wire
from runtime.testing.example import example


class Everything(Model):
    id: str
    author_id: str | None = None
    """A reference."""
    title: str | None = None
    email: str | None = None
    website_url: str | None = None
    created_at: str | None = None
    in_: Annotated[str | None, Wire("in")] = None
    published: date | None = None
    returned: datetime | None = None
    pages: int | None = None
    weight: float | None = None
    lent: bool | None = None
    state: Literal["NEW", "WORN"] | str | None = None
    tags: list[str] | None = None
    shelves: dict[str, int] | None = None
    anything: Any = None
    free: dict[str, Any] | None = None
    scores: list[list[float]] | None = None
    page: NextPage | None = None
    either: NextPage | str | None = None


def test_every_field_is_filled() -> None:
    made = example(Everything)
    assert made == Everything(
        id="1",
        author_id="1",
        title="title",
        email="ada@example.com",
        website_url="https://example.com/",
        created_at="2026-01-31T12:00:00Z",
        in_="in",
        published=date(2026, 1, 31),
        returned=datetime(2026, 1, 31, 12, tzinfo=UTC),
        pages=1,
        weight=1.5,
        lent=True,
        state="NEW",
        tags=["tags"],
        shelves={"key": 1},
        anything="anything",
        free={"key": "free"},
        scores=[[1.5]],
        page=NextPage(after="after"),
        either=NextPage(after="after"),
    )
    assert made.model_fields_set == set(Everything.model_fields)
    assert Everything.model_validate_json(made.model_dump_json()) == made


def test_what_matters_to_a_test_is_given() -> None:
    assert example(Book, title=None) == Book(id="1", title=None, lent_to="lent to")
    made = example(BooksPage, results=[Book(id="7")], paging=None)
    assert made == BooksPage(results=[Book(id="7")], paging=None)
    with pytest.raises(TypeError, match="Book has no field 'titel'"):
        example(Book, titel="a")
    with pytest.raises(ValidationError):
        example(Book, title=["a"])


def test_answers_that_are_no_models() -> None:
    assert example(list[Paging]) == [Paging(next=NextPage(after="after"))]
    assert example(dict[str, Book])["key"].id == "1"
    assert example(str) == "example"
    assert example(bytes) == b"example"
    with pytest.raises(TypeError, match="has no fields"):
        example(str, title="a")


class Folder(Model):
    name: str | None = None
    parent: Folder | None = None
    folders: list[Folder] | None = None
    by_name: dict[str, Folder] | None = None


class Mirror(Model):
    other: Mirror


class Hall(Model):
    mirror: Mirror | None = None


def test_a_model_inside_itself_is_left_out() -> None:
    assert example(Folder) == Folder(name="name", parent=None, folders=[], by_name={})
    # No finite value fits it; what can do without one does.
    with pytest.raises(TypeError, match="always contains another"):
        example(Mirror)
    assert example(Hall) == Hall(mirror=None)


def test_models_that_all_hold_each_other_end() -> None:
    names = [f"M{n}" for n in range(40)]
    for_all = {name: f"{name} | None" for name in names}
    namespace: dict[str, Any] = {"Model": Model}
    for name in names:
        fields = "\n".join(f"    f{k}: {v} = None" for k, v in for_all.items())
        exec(f"class {name}(Model):\n{fields}", namespace)
    for name in names:
        namespace[name].model_rebuild(_types_namespace=namespace)
    made = example(namespace["M0"])
    assert made.fM1.fM2 is not None


@pytest.fixture
def defined() -> Iterator[type[Model]]:
    """A model in a package that has examples of the definition."""
    package, models = ModuleType("library"), ModuleType("library.models")
    examples: Any = ModuleType("library._examples")
    examples.EXAMPLES = {
        "Loan": {"since": "2026-05-01T08:00:00Z", "days": "28", "book": "a text"}
    }
    added = {"library": package, "library.models": models}
    sys.modules.update(added | {"library._examples": examples})
    namespace: dict[str, Any] = {
        "__module__": "library.models",
        "__annotations__": {"since": datetime | None, "days": int, "book": Book},
        "since": None,
    }
    yield type(Model)("Loan", (Model,), namespace)
    for name in (*added, "library._examples"):
        del sys.modules[name]


def test_the_definition_has_the_first_word(defined: Any) -> None:
    """An example of another type than the field's is passed over."""
    made = example(defined)
    assert made.since == datetime(2026, 5, 1, 8, tzinfo=UTC)
    assert made.days == 28
    assert made.book == Book(id="1", title="title", lent_to="lent to")
    assert example(defined, days=3).days == 3
