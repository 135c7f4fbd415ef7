"""A body that is given by its members, or whole: as a model or as a mapping by wire names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from shelf import WORLDS, Book, World, settings
from support.loopback import Heard, Loopback, Reply

from runtime.bodies.declared import declared
from runtime.bodies.form import Form
from runtime.bodies.json import Json
from runtime.dates.model import Model
from runtime.encode.listed import listed
from runtime.operation import Operation
from runtime.unset import UNSET

both = pytest.mark.parametrize("world", WORLDS)


class Lock(Model, sends={"kind": "padlock"}):
    code: int | None = None
    kind: str | None = None


class Box(Model, sends={"version": 2}):
    name: str | None = None
    version: int | None = None
    lock: Lock | None = None
    locks: list[Lock] | None = None
    by_room: dict[str, Lock] | None = None
    inside: Box | None = None
    anything: Any = None


def heard(world: World, body: Any) -> Heard:
    put = Operation[None](
        id="Put", method="PUT", path="/box", body=body, answers={204: None}
    )
    with Loopback(Reply(204)) as server:
        world.send(settings(server.url), put)
    return server.requests[0]


@both
def test_members(world: World) -> None:
    members = {"lentTo": None, "title": UNSET, "id": "7"}
    assert heard(world, Json.either(UNSET, members)).json == {"lentTo": None, "id": "7"}


@both
@pytest.mark.parametrize(
    "whole", [Book(lent_to=None, id="7"), {"lentTo": None, "id": "7", "title": UNSET}]
)
def test_a_whole_body(world: World, whole: Book | Mapping[str, Any]) -> None:
    body = Json.either(
        whole, {"id": UNSET, "lentTo": UNSET, "title": UNSET}, needs=("title",)
    )
    assert heard(world, body).json == {"lentTo": None, "id": "7"}


def test_both_ways_at_once() -> None:
    said = r"^lent_to must not be given with body=, which is the whole body$"
    with pytest.raises(TypeError, match=said):
        Json.either({}, {"lentTo": None, "title": UNSET})
    with pytest.raises(TypeError, match=said):
        Form.either(Book(), {"lentTo": "Ada"})


def test_what_is_missing_is_told() -> None:
    said = r"^title, id must be given, or the whole body as body=$"
    with pytest.raises(TypeError, match=said):
        Json.either(
            UNSET, {"title": UNSET, "lentTo": "Ada", "id": UNSET}, needs=("title", "id")
        )


@pytest.mark.parametrize("whole", ["{}", [], b"{}", 7])
def test_what_is_no_object(whole: object) -> None:
    kind = type(whole).__name__
    said = rf"^body must be a model or a mapping, not {kind}$"
    with pytest.raises(TypeError, match=said):
        Json.either(whole, {"title": UNSET})


@both
def test_an_optional_body(world: World) -> None:
    nothing = heard(world, Json.either(UNSET, {"title": UNSET}, optional=True))
    assert nothing.body == b""
    assert "content-type" not in nothing.headers
    assert heard(world, Form.either(UNSET, {"a": UNSET}, optional=True)).body == b""
    # What was given is sent, though it be empty.
    assert heard(world, Json.either({}, {"title": UNSET}, optional=True)).json == {}
    given = Json.either(UNSET, {"title": "A"}, optional=True)
    assert heard(world, given).json == {"title": "A"}


@both
def test_what_is_sent_by_itself(world: World) -> None:
    members = {"name": UNSET, "lock": UNSET}
    by_members = declared(Json.either(UNSET, members), Box)
    assert heard(world, by_members).json == {"version": 2}
    whole = {"name": "A", "lock": {"code": 1}}
    expected = {
        "name": "A",
        "version": 2,
        "lock": {"code": 1, "kind": "padlock"},
    }
    assert heard(world, declared(Json.either(whole, members), Box)).json == expected
    model = Box(name="A", lock=Lock(code=1))
    assert heard(world, declared(Json.either(model, members), Box)).json == expected
    assert whole == {"name": "A", "lock": {"code": 1}}, "what was given stays as it is"


def test_constants_at_any_depth() -> None:
    given = {
        "version": 3,
        "locks": [{"kind": None}, {}],
        "by_room": {"attic": {}},
        "inside": {"inside": None},
        "anything": {"lock": {}},
    }
    assert declared(Json(given), Box | None).value == {
        "version": 3,
        "locks": [{"kind": None}, {"kind": "padlock"}],
        "by_room": {"attic": {"kind": "padlock"}},
        "inside": {"inside": None, "version": 2},
        "anything": {"lock": {}},
    }
    assert declared(Json([{}]), list[Lock]).value == [{"kind": "padlock"}]
    assert declared(Json(UNSET), Box).value is UNSET
    assert declared(Json(None), Box | None).value is None


@both
def test_a_form(world: World) -> None:
    members = {"name": UNSET}
    for body in (
        Form.either({"name": "A b"}, members),
        Form.either(UNSET, {"name": "A b"}),
        Form.either(Box(name="A b"), members),
    ):
        assert heard(world, declared(body, Box)).body == b"name=A+b&version=2"


@both
def test_another_kind_of_json(world: World) -> None:
    kind = "application/merge-patch+json"
    body = Json.either(UNSET, {"a": 1}, content_type=kind)
    assert heard(world, body).headers["content-type"] == kind


@pytest.mark.parametrize("one", ["A-1", b"A-1", {"id": "A-1"}])
def test_one_thing_is_no_list(one: object) -> None:
    said = rf"^inputs must be a list, not a {type(one).__name__}: pass \[value\] for one value$"
    with pytest.raises(TypeError, match=said):
        listed("inputs", one)


@pytest.mark.parametrize("several", [["A-1"], ("A-1",), [], UNSET, None, {"A-1"}])
def test_several_things_are_a_list(several: object) -> None:
    assert listed("inputs", several) is several
