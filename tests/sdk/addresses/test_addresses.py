"""Paths of several segments, `x-ms-paths` and parameterized hosts, over real HTTP."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.loopback import Loopback, reply

from connectorsmith.cli import main

SPEC = Path(__file__).parents[2] / "cases" / "paths-and-hosts" / "input" / "spec"
PACKAGE = "map_room"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    out = tmp_path_factory.mktemp("generated")
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(SPEC), "-o", str(out), "--target", "python", "-q"])
    assert stopped.value.code == 0
    sys.path.insert(0, str(out / "map-room" / "python"))
    yield importlib.import_module(PACKAGE)
    del sys.path[0]
    for name in [one for one in sys.modules if one.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback(otherwise=lambda heard: reply(["it"])) as server:
        yield server


@pytest.fixture
def client(room: Any, server: Loopback) -> Iterator[Any]:
    with room.Client(base_url=f"{server.url}/v1", retry=room.Retry(1)) as client:
        yield client


@pytest.mark.parametrize(
    ("name", "arguments", "target"),
    [
        ("get_map_copies", ["drawers/a b/maps/1"], "/v1/drawers/a%20b/maps/1/copies"),
        ("list_locks", ["a/b c"], "/v1/a/b%20c/locks"),
        ("list_locks", ["a%2Fb/c?d#e"], "/v1/a%2Fb/c%3Fd%23e/locks"),
        ("list_locks", ["100%"], "/v1/100%25/locks"),
        ("list_shelf_locks", [["a/b", "c d"]], "/v1/shelves/a/b,c%20d/locks"),
        ("list_drawers", [], "/v1/drawers"),
        ("list_empty_drawers", [], "/v1/drawers?view=empty"),
    ],
)
def test_targets(
    client: Any, server: Loopback, name: str, arguments: list[str], target: str
) -> None:
    getattr(client, name)(*arguments)
    assert server.requests[-1].path == target


def test_text_of_several_segments(room: Any, server: Loopback) -> None:
    with (
        Loopback(otherwise=lambda heard: reply("it")) as texts,
        room.Client(base_url=texts.url) as client,
    ):
        client.print_map("drawers/1/maps/ü")
        client.get_file("a/b/c.txt")
        client.get_drawer("x/y", depth=2)
        assert [one.path for one in texts.requests] == [
            "/drawers/1/maps/%C3%BC:print",
            "/files/a/b/c.txt",
            "/drawers/x%2Fy?depth=2",
        ]


def test_a_query_of_constants_and_arguments(client: Any, server: Loopback) -> None:
    client.list_labelled_drawers(label="a&b")
    [heard] = server.requests
    assert sorted(heard.query) == [("label", "a&b"), ("wide", "")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("get_map_copies", "drawers/1"),
        ("get_map_copies", "drawers/1/maps/2/3"),
        ("get_map_copies", "shelves/1/maps/2"),
        ("get_map_copies", "drawers/../maps/2"),
        ("get_map_copies", "drawers//maps/2"),
        ("get_map_copies", ""),
        ("print_map", "drawers/1/maps/.."),
        ("get_file", "../x"),
        ("get_file", "a/../../x"),
        ("get_file", "/etc"),
        ("get_file", "a/."),
        ("list_locks", ".."),
        ("list_locks", "a/../b"),
        ("list_locks", "%2e%2E/b"),
        ("list_locks", "a%2F..%2Fb"),
        ("list_locks", "a%5C..%5Cb"),
        ("list_locks", "..;x/b"),
        ("list_locks", "//evil.example"),
        ("list_locks", ""),
    ],
)
def test_a_value_leads_to_no_other_path(
    client: Any, server: Loopback, name: str, value: str
) -> None:
    argument = {"list_locks": "scope", "get_file": "path"}.get(name, "name")
    with pytest.raises(ValueError, match=f"^{argument}: a (part of the )?path"):
        getattr(client, name)(value)
    assert server.requests == []


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("list_shelf_locks", "a", "labels must be a list"),
        ("list_shelf_locks", [object()], "labels: object cannot be sent as text"),
        ("list_shelf_locks", ["../", "b"], "labels: a part of the path must not be"),
        ("list_locks", None, "scope: a path parameter must not be None"),
        ("list_locks", {}, "scope: dict cannot be sent as text"),
        ("get_file", [object()], "path: object cannot be sent as text"),
    ],
)
def test_the_argument_that_cannot_be_sent_is_named(
    client: Any, name: str, value: object, message: str
) -> None:
    with pytest.raises((TypeError, ValueError), match=f"^{message}"):
        getattr(client, name)(value)


def test_the_host_is_made_of_arguments_of_the_client(
    room: Any, server: Loopback
) -> None:
    scheme, _, address = server.url.partition("://")
    first, _, rest = address.partition(".")
    with room.Client(room=f"{scheme}://{first}", region=rest) as client:
        assert client.list_drawers() == ["it"]
    assert server.requests[-1].path == "/v1/drawers"


def test_a_host_without_its_values_is_refused(room: Any) -> None:
    with pytest.raises(room.errors.MissingArgumentError, match="room"):
        room.Client()


def test_a_fake_server_knows_them(room: Any) -> None:
    testing = importlib.import_module(f"{PACKAGE}.testing")
    fake = testing.FakeServer()
    operations = room.operations
    fake.on(operations.print_map).reply("printed")
    fake.on(operations.get_file("a/b")).reply("a file")
    fake.on(operations.list_locks).reply(["a lock"])
    fake.on(operations.list_empty_drawers).reply(["empty"])
    fake.on(operations.list_drawers).reply(["full"])
    with room.Client(room="https://a", transport=fake) as client:
        assert client.print_map("drawers/1/maps/2") == "printed"
        assert client.get_file("a/b") == "a file"
        assert client.list_locks("a/b") == ["a lock"]
        assert client.list_empty_drawers() == ["empty"]
        assert client.list_drawers() == ["full"]
    fake.assert_all_called()
    assert str(fake.calls[0].path) == "/v1/drawers/1/maps/2:print"
