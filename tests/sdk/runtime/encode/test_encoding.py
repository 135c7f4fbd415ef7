from __future__ import annotations

import json
from contextlib import ExitStack
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated
from urllib.parse import parse_qsl, unquote, urlsplit

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelf import Book

from runtime.bodies.form import Form, form
from runtime.dates.model import Model
from runtime.decode.model import Wire
from runtime.encode.lists import Multi, Pipes, Ssv, Tsv
from runtime.encode.path import path
from runtime.encode.text import Csv, header_fields, query_string, text
from runtime.encode.twice import twice
from runtime.encode.wire import wire
from runtime.unset import UNSET
from runtime.unset import given as value_of

# Lone surrogates are no text: they have no encoding at all.
WORDS = st.text(st.characters(exclude_categories=["Cs"]))
SEGMENTS = WORDS.filter(lambda word: word not in ("", ".", ".."))


class Colour(Enum):
    RED = "red"
    SEVEN = 7


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a b", "a b"),
        (True, "true"),
        (False, "false"),
        (7, "7"),
        (5.0, "5"),
        (1.25, "1.25"),
        (1e22, "1e+22"),
        (Decimal("1E+3"), "1000"),
        (Colour.RED, "red"),
        (Colour.SEVEN, "7"),
        (date(2026, 11, 23), "2026-11-23"),
        (datetime(2026, 11, 23, 10, 0, tzinfo=UTC), "2026-11-23T10:00:00Z"),
        (datetime(2026, 11, 23, 10, 0), "2026-11-23T10:00:00Z"),
    ],
)
def test_a_value_as_text(value: object, expected: str) -> None:
    assert text(value) == expected


@pytest.mark.parametrize("value", [None, float("nan"), float("inf"), Decimal("NaN")])
def test_what_has_no_text_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"cannot be sent"):
        text(value)


def test_the_refusal_names_the_parameter_and_says_what_to_do() -> None:
    with pytest.raises(ValueError, match=r"^after: None cannot be sent here; leave it"):
        query_string({"after": None})
    with pytest.raises(TypeError, match=r"^filter: dict cannot be sent as text$"):
        query_string({"filter": {"a": 1}})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (["a", "b,c"], "ids=a,b%2Cc"),
        (Csv(["a", "b"]), "ids=a,b"),
        (Ssv(["a", "b"]), "ids=a%20b"),
        (Tsv(["a", "b"]), "ids=a%09b"),
        (Pipes([1, True]), "ids=1%7Ctrue"),
        (Multi(["a", "b&c"]), "ids=a&ids=b%26c"),
        (["a", UNSET, "b"], "ids=a,b"),
        (Multi(UNSET), ""),
        (Pipes(UNSET), ""),
        (UNSET, ""),
        ([], ""),
        ("", "ids="),
    ],
)
def test_lists_in_a_query(value: object, expected: str) -> None:
    assert query_string({"ids": value}) == expected


@given(st.dictionaries(WORDS, WORDS, max_size=5))
def test_a_query_comes_back_as_it_went(values: dict[str, str]) -> None:
    url = httpx2.URL(f"https://library.test/books?{query_string(values)}")
    raw = url.query.decode("ascii")
    assert parse_qsl(raw, keep_blank_values=True, strict_parsing=bool(raw)) == list(
        values.items()
    )


@given(st.dictionaries(WORDS, WORDS, max_size=5))
def test_a_form_comes_back_as_it_went(values: dict[str, str]) -> None:
    assert parse_qsl(form(values), keep_blank_values=True) == list(values.items())


@given(SEGMENTS, SEGMENTS)
def test_a_path_comes_back_as_it_went(first: str, second: str) -> None:
    made = path("/books/{a}/pages/{b}", {"a": first, "b": twice(second)})
    # As a server sees it: through a URL, which must not take anything for a separator.
    target = httpx2.URL("https://library.test" + made).raw_path.decode("ascii")
    parts = urlsplit(target).path.split("/")
    assert parts[1] == "books"
    assert unquote(parts[2]) == first
    assert unquote(unquote(parts[4])) == second
    assert len(parts) == 5


def test_encoded_once_and_twice() -> None:
    made = path("/a/{x}/b/{y}", {"x": "é/?#%", "y": twice("é/ ")})
    assert made == "/a/%C3%A9%2F%3F%23%25/b/%25C3%25A9%252F%2520"
    assert path("/a/{x}", {"x": ["b", "c/d"]}) == "/a/b,c%2Fd"


@pytest.mark.parametrize("value", ["", ".", "..", UNSET, None])
def test_a_path_parameter_cannot_change_the_path(value: object) -> None:
    with pytest.raises(ValueError, match=r"x"):
        path("/a/{x}/b", {"x": value})
    with pytest.raises(ValueError, match=r"x"):
        path("/a/{x}/b", {"x": value if value is UNSET else twice_or(value)})


def twice_or(value: object) -> object:
    return twice(value) if isinstance(value, str) else value


def test_dots_that_make_a_segment_together_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^x, y: a part of the path must not be '..'"):
        path("/a/{x}{y}", {"x": ".", "y": "."})
    assert path("/a/{x}.json", {"x": "."}) == "/a/..json"


def test_a_placeholder_without_a_value() -> None:
    with pytest.raises(ValueError, match=r"book_id: a path parameter must be given"):
        path("/books/{bookId}", {})


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\nb", "a\0b"])
def test_a_header_cannot_break_out_of_its_line(value: str) -> None:
    with pytest.raises(ValueError, match=r"^X-Note: ") as caught:
        header_fields({"X-Note": value})
    assert "Evil" not in str(caught.value)


def test_json_has_what_was_set_under_its_wire_name() -> None:
    value = {
        "book": Book(id="1", lent_to=None),
        "unset": UNSET,
        "deep": [{"a": UNSET, "b": None}, UNSET, Colour.RED],
        "when": datetime(2026, 11, 23, tzinfo=UTC),
        "price": Decimal("1.5"),
        "count": Decimal(3),
        "raw": b"\xff",
    }
    assert json.loads(json.dumps(wire(value))) == {
        "book": {"id": "1", "lentTo": None},
        "deep": [{"b": None}, "red"],
        "when": "2026-11-23T00:00:00Z",
        "price": 1.5,
        "count": 3,
        "raw": "/w==",
    }


def test_json_refuses_what_it_has_no_form_for() -> None:
    with pytest.raises(TypeError, match=r"^object cannot be sent as JSON$"):
        wire([object()])


def test_a_default_in_place_of_unset() -> None:
    assert value_of(UNSET, 3) == 3
    assert value_of(None, 3) is None
    assert not UNSET
    assert f"{UNSET} {UNSET!r}" == "UNSET UNSET"


class Later(Model, sends={"kind": "label", "lang": "en"}):
    text: str | None = None
    lang: str | None = None


class Shelf(Model):
    labels: Annotated[list[Later] | None, Wire("all-labels")] = None
    best: Annotated[dict[str, Later] | None, Wire("the-best")] = None


def test_a_model_sends_its_constants_at_any_depth() -> None:
    shelf = Shelf(labels=[Later(text="a"), Later(lang="de")], best={"x": Later()})
    assert wire({"shelf": shelf}) == {
        "shelf": {
            "all-labels": [
                {"text": "a", "kind": "label", "lang": "en"},
                {"lang": "de", "kind": "label"},
            ],
            "the-best": {"x": {"kind": "label", "lang": "en"}},
        }
    }
    # It is a matter of sending: a dump is what was set.
    assert shelf.model_dump(exclude_unset=True)["the-best"] == {"x": {}}


def test_constants_do_not_pass_to_other_models() -> None:
    assert wire([Book(id="1"), Later()]) == [
        {"id": "1"},
        {"kind": "label", "lang": "en"},
    ]


def test_form_of_a_model() -> None:
    shelf = Shelf(labels=[Later(text="a b")])
    with ExitStack() as files:
        content = Form(Later(text="a b")).open(files).content
        nested = Form(shelf).open(files).content
        assert Form(UNSET).open(files).content is None
        with pytest.raises(TypeError, match="list cannot be sent as a form"):
            Form([1]).open(files)
    assert content is not None
    assert nested is not None
    assert parse_qsl(content.decode()) == [
        ("text", "a b"),
        ("kind", "label"),
        ("lang", "en"),
    ]
    ((name, value),) = parse_qsl(nested.decode())
    assert name == "all-labels"
    assert json.loads(value) == [{"text": "a b", "kind": "label", "lang": "en"}]
