"""What servers send in place of what is declared: how it is read, and what goes back out."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from archive import Box, Certain, Folio, Page
from shelf import WORLDS, World, settings
from support.loopback import Loopback, reply

from runtime.bodies.json import Json
from runtime.decode.misfit import UndecodableError
from runtime.decode.parsing import parse
from runtime.encode.wire import wire
from runtime.errors import DecodeError
from runtime.operation import Operation

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def read(value: object, kind: Any = Folio) -> Any:
    return parse(json.dumps(value).encode(), kind)


@pytest.mark.parametrize(
    ("name", "came", "is_read", "goes_out"),
    [
        ("id", 7, "7", "7"),
        ("id", 1.5, "1.5", "1.5"),
        ("id", True, "true", "true"),
        ("state", "BURNT", "BURNT", "BURNT"),
        ("state", 3, "3", "3"),
        ("state", False, "false", "false"),
        ("shelf", "2", 2, 2),
        ("shelf", 9, 9, 9),
        ("count", "7", 7, 7),
        ("count", " 7 ", 7, 7),
        ("count", "-7", -7, -7),
        ("count", "7.0", 7, 7),
        ("count", 7.0, 7, 7),
        ("weight", "1.5", 1.5, 1.5),
        ("weight", "7", 7.0, 7.0),
        ("weight", 7, 7.0, 7.0),
        ("rare", "false", False, False),
        ("rare", "TRUE", True, True),
        ("rare", " True ", True, True),
        ("rare", 0, False, False),
        ("rare", 1, True, True),
        ("rare", "0", False, False),
        ("day", "2026-11-23T12:00:00Z", date(2026, 11, 23), "2026-11-23"),
        ("madeAt", "2026-11-23 12:00", NOON, "2026-11-23T12:00:00Z"),
        ("cover", {"number": "1"}, Page(number=1), {"number": 1}),
        ("pages", [{"number": "1"}, None], [Page(number=1)], [{"number": 1}]),
        ("pages", [None], [], []),
        ("words", ["a", None, 1, True], ["a", None, "1", "true"], ["a", None, "1", "true"]),
        ("sizes", ["1.5", None, 2], [1.5, None, 2.0], [1.5, None, 2.0]),
        ("rows", [["1", None], None, [2.0]], [[1, None], [], [2]], [[1, None], [], [2]]),
        ("sheets", [{"a": None}, None], [{"a": None}], [{"a": None}]),
        ("labels", {"a": 1, "b": None, "c": True}, {"a": "1", "c": "true"}, {"a": "1", "c": "true"}),
        ("marks", {"a": {"number": "1"}, "b": None}, {"a": Page(number=1)}, {"a": {"number": 1}}),
        ("free", {"a": [None, 1]}, {"a": [None, 1]}, {"a": [None, 1]}),
        ("freeMap", {"a": None}, {"a": None}, {"a": None}),
        ("unknown", [None, {"x": 1}], [None, {"x": 1}], [None, {"x": 1}]),
    ],
)  # fmt: skip
def test_what_comes_is_read_in_the_declared_type(
    name: str, came: object, is_read: object, goes_out: object
) -> None:
    folio = read({name: came})
    attribute = {"madeAt": "made_at", "freeMap": "free_map"}.get(name, name)
    known = attribute in Folio.model_fields
    got = getattr(folio, attribute) if known else folio.model_extra[name]
    assert got == is_read
    assert type(got) is type(is_read)
    assert wire(folio) == {name: goes_out}
    dumped = folio.model_dump(mode="json", exclude_unset=True)
    assert dumped == {name: goes_out}


@pytest.mark.parametrize("name", [*Folio.model_fields])
def test_null_in_any_field_is_none(name: str) -> None:
    sent = {"made_at": "madeAt", "free_map": "freeMap"}.get(name, name)
    folio = read({sent: None})
    assert getattr(folio, name) is None
    assert folio.model_fields_set == {name}
    assert wire(folio) == {sent: None}


def test_a_name_as_python_has_it_is_the_field_unless_both_came() -> None:
    alone = read({"made_at": "2026-11-23 12:00", "id": True})
    assert wire(alone) == {"madeAt": "2026-11-23T12:00:00Z", "id": "true"}
    both = read({"made_at": "soon", "madeAt": "2026-11-23 12:00", "id": True})
    assert (both.made_at, both.model_extra) == (NOON, {"made_at": "soon"})
    unread = read({"parts": [{"made_at": "soon"}]})
    assert unread.parts[0].model_extra == {"madeAt": "soon"}
    with pytest.raises(UndecodableError, match=r"^made_at: expected a date-time"):
        read({"made_at": {}})


def test_what_is_missing_is_none_and_what_is_unknown_stays() -> None:
    folio = read({"new": 1})
    assert (folio.id, folio.pages, folio.model_extra) == (None, None, {"new": 1})
    assert wire(folio) == {"new": 1}


@pytest.mark.parametrize(
    ("came", "where", "problem"),
    [
        ({"pages": {}}, "pages", "expected an array, got an object"),
        ({"pages": "x"}, "pages", "expected an array, got text"),
        ({"cover": []}, "cover", "expected an object, got an array"),
        ({"cover": 3}, "cover", "expected an object, got a number"),
        ({"count": "many"}, "count", "expected an integer, got text"),
        ({"count": ""}, "count", "expected an integer, got text"),
        ({"count": 7.5}, "count", "expected an integer, got a number"),
        ({"count": "7.5"}, "count", "expected an integer, got text"),
        ({"weight": "NaN"}, "weight", "expected a number, got text"),
        ({"weight": {}}, "weight", "expected a number, got an object"),
        ({"rare": "perhaps"}, "rare", "expected a boolean, got text"),
        ({"rare": 2}, "rare", "expected a boolean, got a number"),
        ({"id": {}}, "id", "expected a string, got an object"),
        ({"madeAt": []}, "madeAt", "expected a date-time, got an array"),
        ({"madeAt": True}, "madeAt", "expected a date-time, got a boolean"),
        ({"days": [[]]}, "days[0]", "expected a date, got an array"),
        ({"labels": {"a b": {}}}, 'labels["a b"]', "expected a string, got an object"),
        ({"labels": {"@odata.x": []}}, 'labels["@odata.x"]', "expected a string, got an array"),
        ({"marks": {"a": {"number": []}}}, "marks.a.number", "expected an integer, got an array"),
        ({"pages": [None, {"number": 1}, {"number": "x"}]}, "pages[2].number", "expected an integer, got text"),
        ({"id": 1, "count": "x", "rare": "y"}, "count", "expected an integer, got text"),
        ({"parts": [{"parts": [{"madeAt": {}}]}]}, "parts[0].parts[0].madeAt", "expected a date-time, got an object"),
        ([], "", "expected an object, got an array"),
    ],
)  # fmt: skip
def test_what_has_no_meaning_is_named_by_its_path(
    came: object, where: str, problem: str
) -> None:
    with pytest.raises(UndecodableError) as caught:
        read(came)
    assert caught.value.where == where
    assert str(caught.value) == (f"{where}: {problem}" if where else problem)
    assert caught.value.__cause__ is None


def test_a_name_in_a_path_is_cut() -> None:
    with pytest.raises(UndecodableError) as caught:
        read({"labels": {"k" * 500: []}})
    assert caught.value.where == f"labels[\"{'k' * 57}...\"]"


def certain(**changes: object) -> dict[str, object]:
    value = {"id": "1", "madeAt": "2026-11-23T12:00:00Z", "pages": [], "note": None}
    return value | changes


@pytest.mark.parametrize(
    ("came", "where", "problem"),
    [
        (certain(id=None), "id", "null"),
        (certain(madeAt=None), "madeAt", "null"),
        (certain(madeAt=""), "madeAt", "expected a date-time, got text"),
        (certain(pages=None), "pages", "null"),
        ({k: v for k, v in certain().items() if k != "id"}, "id", "missing"),
        ({k: v for k, v in certain().items() if k != "note"}, "note", "missing"),
    ],
)
def test_what_is_present_must_be_there(came: object, where: str, problem: str) -> None:
    with pytest.raises(UndecodableError) as caught:
        read({"certain": [certain(), came]}, Box)
    assert str(caught.value) == f"certain[1].{where}: {problem}"


def test_what_is_present_is_mended_too() -> None:
    got = read(certain(id=1, pages=[None]), Certain)
    assert (got.id, got.pages, got.note) == ("1", [], None)


@pytest.mark.parametrize(
    ("kind", "came", "expected"),
    [
        (list[Page], [None, {"number": "1"}], [Page(number=1)]),
        (list[str], [True, None], ["true", None]),
        (list[int], ["1", 2.0], [1, 2]),
        (dict[str, int], {"a": "1", "b": None}, {"a": 1}),
        (dict[str, int | None], {"a": "1", "b": None}, {"a": 1, "b": None}),
        (list[int | None], [None, "1"], [None, 1]),
        (int, "7", 7),
        (bool, " False", False),
        (datetime, 1_764_000_000, datetime(2025, 11, 24, 16, 0, tzinfo=UTC)),
        (date, "2026-11-23T12:00:00Z", date(2026, 11, 23)),
        (Certain | Page, {"number": "1", "x": True}, Page(number=1, x=True)),
        (Page | Certain, certain(id=True), Page(**certain(id=True))),
        (list[Page] | Page, {"number": True}, Page(number=1)),
    ],
)  # fmt: skip
def test_types_that_are_no_model(kind: Any, came: object, expected: object) -> None:
    assert read(came, kind) == expected


@pytest.mark.parametrize("kind", [datetime, date])
@pytest.mark.parametrize("text", ["", "0000-00-00", "N/A", "soon"])
def test_a_body_that_is_a_date_must_be_one(kind: Any, text: str) -> None:
    with pytest.raises(UndecodableError, match=r"expected a date(-time)?, got text"):
        read(text, kind)


def test_the_first_member_that_fits_is_taken_and_the_first_is_to_blame() -> None:
    with pytest.raises(UndecodableError) as caught:
        read({"id": []}, Certain | list[str])
    assert caught.value.where == "id"
    page = read({"scannedAt": "", "number": "1"}, Certain | Page)
    assert (page.number, page.model_extra) == (1, {"scannedAt": ""})


@pytest.mark.parametrize(
    "content", [b"[" * 100_000, b'{"a":' * 100_000, b"[" * 500 + b"]" * 500]
)
@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("kind", [Any, Folio, list[Folio]])
def test_deep_nesting_is_no_crash(content: bytes, strict: bool, kind: Any) -> None:
    with pytest.raises(UndecodableError):
        parse(content, kind, strict=strict)


@pytest.mark.parametrize("levels", [50, 90, 5_000])
def test_deep_drift_is_mended_or_refused(levels: int) -> None:
    value = b'{"parts":[' * levels + b'{"count":"x"}' + b"]}" * levels
    with pytest.raises(UndecodableError) as caught:
        parse(value, Folio)
    if levels == 50:
        assert caught.value.where == ".".join(["parts[0]"] * 50) + ".count"


def test_numbers_that_json_has_not_are_none() -> None:
    for text in (b"NaN", b"Infinity", b"1e999"):
        with pytest.raises(UndecodableError, match="weight: expected a number"):
            parse(b'{"weight": ' + text + b"}", Folio)


def get(kind: Any) -> Operation[Any]:
    return Operation(id="GetBox", method="GET", path="/box", answers={200: kind})


both = pytest.mark.parametrize("world", WORLDS)


@both
def test_a_page_that_drifted_goes_there_and_back(world: World) -> None:
    came = {
        "results": [
            None,
            {"id": 7, "count": "12", "rare": "FALSE", "pages": None, "new": {"a": 1}},
            {"id": True, "madeAt": 1764000000, "day": "0000-00-00", "words": [1, None]},
        ]
    }
    with Loopback(reply(came), reply({})) as server:
        box = world.send(settings(server.url), get(Box)).data
        back = Operation[Any](
            id="PutBox", method="PUT", path="/box", body=Json(box), answers={200: Any}
        )
        world.send(settings(server.url), back)
    assert server.requests[1].json == {
        "results": [
            {"id": "7", "count": 12, "rare": False, "pages": None, "new": {"a": 1}},
            {
                "id": "true",
                "madeAt": "2025-11-24T16:00:00Z",
                "day": "0000-00-00",
                "words": ["1", None],
            },
        ]
    }
    assert box.results[1].day is None


@both
def test_an_error_names_the_path_and_no_data(world: World) -> None:
    private = "private-91"
    came = {"results": [{}, {"id": "1", "cover": {"scannedAt": [private]}}]}
    with Loopback(reply(came)) as server, pytest.raises(DecodeError) as caught:
        world.send(settings(server.url), get(Box))
    assert caught.value.where == "results[1].cover.scannedAt"
    assert str(caught.value) == (
        "GetBox: 200 OK: results[1].cover.scannedAt: expected a date-time, got an array"
    )
    assert caught.value.__cause__ is None
