"""A strict client: nothing is coerced, and what the definition requires must be there."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import httpx2
import pytest
from archive import Certain, Folio, Page
from shelf import WORLDS, Library, World, mocked, settings
from support.loopback import Loopback, reply

from runtime.decode.misfit import UndecodableError
from runtime.decode.parsing import parse
from runtime.errors import DecodeError, NotFoundError
from runtime.operation import Operation


def read(value: object, kind: Any = Folio) -> Any:
    return parse(json.dumps(value).encode(), kind, strict=True)


def folio(**members: object) -> dict[str, object]:
    return {"id": "1", "day": "2026-11-23", **members}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("note", None),
        ("note", "text"),
        ("state", "BURNT"),
        ("shelf", 9),
        ("count", 7),
        ("weight", 7),
        ("weight", 1.5),
        ("rare", False),
        ("madeAt", "2026-11-23T12:00:00Z"),
        ("madeAt", "2026-11-23t12:00:00.1234567+02:00"),
        ("pages", [{"number": 1}]),
        ("words", ["a"]),
        ("labels", {"a": "b"}),
        ("free", None),
        ("free", [None]),
        ("freeMap", {"a": None}),
        ("unknown", None),
    ],
)
def test_what_is_as_declared_passes(name: str, value: object) -> None:
    assert isinstance(read(folio(**{name: value})), Folio)


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("id", 7, "id: expected a string, got a number"),
        ("id", None, "id: null"),
        ("state", 3, "state: expected a string, got a number"),
        ("state", None, "state: null"),
        ("count", "7", "count: expected an integer, got text"),
        ("count", 7.0, "count: expected an integer, got a number"),
        ("count", True, "count: expected an integer, got a boolean"),
        ("weight", "1.5", "weight: expected a number, got text"),
        ("weight", True, "weight: expected a number, got a boolean"),
        ("rare", 0, "rare: expected a boolean, got a number"),
        ("rare", "false", "rare: expected a boolean, got text"),
        ("day", "2026-11-23T12:00:00Z", "day: expected a date of RFC 3339, got text"),
        ("day", "20261123", "day: expected a date of RFC 3339, got text"),
        ("day", "", "day: expected a date, got text"),
        ("madeAt", 1763899200, "madeAt: expected a date-time of RFC 3339, got a number"),
        ("madeAt", "2026-11-23", "madeAt: expected a date-time of RFC 3339, got text"),
        ("madeAt", "2026-11-23T12:00:00", "madeAt: expected a date-time of RFC 3339, got text"),
        ("madeAt", "2026-11-23 12:00:00Z", "madeAt: expected a date-time of RFC 3339, got text"),
        ("madeAt", "", "madeAt: expected a date-time, got text"),
        ("pages", [None], "pages[0]: null"),
        ("pages", None, "pages: null"),
        ("words", ["a", None], "words[1]: null"),
        ("rows", [None], "rows[0]: null"),
        ("labels", {"a": None}, "labels.a: null"),
        ("labels", {"a": 1}, "labels.a: expected a string, got a number"),
        ("parts", [folio(), {"id": "1"}], "parts[1].day: missing"),
        ("parts", [{"day": "2026-11-23"}], "parts[0].id: missing"),
    ],
)  # fmt: skip
def test_what_is_not_as_declared_is_refused(
    name: str, value: object, problem: str
) -> None:
    with pytest.raises(UndecodableError) as caught:
        read(folio(**{name: value}))
    assert str(caught.value) == problem


@pytest.mark.parametrize(
    ("kind", "value", "problem"),
    [
        (list[int], ["1"], "[0]: expected an integer, got text"),
        (list[int], [None], "[0]: null"),
        (datetime, "2026-11-23", "expected a date-time of RFC 3339, got text"),
        (int, "7", "expected an integer, got text"),
        (Folio, {"id": "1"}, "day: missing"),
        (list[Page], [[]], "[0]: expected an object, got an array"),
        (Certain, {}, "id: missing"),
    ],
)
def test_types_that_are_no_model(kind: Any, value: object, problem: str) -> None:
    with pytest.raises(UndecodableError) as caught:
        read(value, kind)
    assert str(caught.value) == problem


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (list[int | None], [None, 1], [None, 1]),
        (dict[str, int | None], {"a": None}, {"a": None}),
        (date, "2026-11-23", date(2026, 11, 23)),
        (datetime, "2026-11-23T12:00:00Z", datetime(2026, 11, 23, 12, tzinfo=UTC)),
        (Page | Certain, {"number": 1}, Page(number=1)),
        (Any, [None], [None]),
    ],
)
def test_other_types_that_pass(kind: Any, value: object, expected: object) -> None:
    assert read(value, kind) == expected


def get(kind: Any) -> Operation[Any]:
    return Operation(
        id="GetFolio",
        method="GET",
        path="/folio",
        answers={200: kind},
        errors={404: Page},
    )


both = pytest.mark.parametrize("world", WORLDS)


@both
def test_a_strict_client_over_the_wire(world: World) -> None:
    drifted = reply(folio(count="7"))
    with Loopback(drifted, drifted, reply(folio(count=7, state="NEW"))) as server:
        assert world.send(settings(server.url), get(Folio)).data.count == 7
        strict = settings(server.url, strict=True)
        with pytest.raises(DecodeError) as caught:
            world.send(strict, get(Folio))
        assert world.send(strict, get(Folio)).data.state == "NEW"
    assert caught.value.where == "count"
    assert str(caught.value) == "GetFolio: 200 OK: count: expected an integer, got text"


@both
def test_an_error_body_is_read_leniently_all_the_same(world: World) -> None:
    said = reply({"number": "7"}, 404)
    with Loopback(said) as server, pytest.raises(NotFoundError) as caught:
        world.send(settings(server.url, strict=True), get(Folio))
    assert caught.value.body == Page(number=7)


def test_the_same_connections_strictly() -> None:
    with mocked(lambda _: httpx2.Response(200, json={"id": "1"})) as library:
        assert library.send(get(Folio)).data.day is None
        strict: Library = library.with_options(strict=True)
        with pytest.raises(DecodeError, match="day: missing"):
            strict.send(get(Folio))
        assert strict.with_options(strict=False).send(get(Folio)).data.id == "1"
        # JSON that is text, where text is declared, is text; a number is none.
        assert library.send(get(str)).data == '{"id":"1"}'
        with pytest.raises(DecodeError, match="expected a string"):
            strict.send(get(str))


def test_class_keywords_cost_an_instance_nothing() -> None:
    assert Folio.__required__ == {"id", "day"}
    assert Folio.__nullable__ == {"note"}
    assert Page.__required__ == Page.__nullable__ == frozenset()
    assert set(vars(Folio())) == set(Folio.model_fields)


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize(
    ("kind", "content", "problem"),
    [
        (float, b"1e400", "expected a number, got a number beyond 1.8e308"),
        (float, b"-1e400", "expected a number, got a number beyond 1.8e308"),
        (int, b"1e400", "expected an integer, got a number beyond 1.8e308"),
        (float, b"NaN", "expected a number, got NaN"),
    ],
)
def test_a_number_that_no_float_holds_is_refused_by_its_reason(
    kind: Any, content: bytes, problem: str, strict: bool
) -> None:
    with pytest.raises(UndecodableError, match=problem):
        parse(content, kind, strict=strict)
