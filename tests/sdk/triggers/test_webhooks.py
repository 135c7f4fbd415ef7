from __future__ import annotations

import asyncio
import contextlib
import json
import pickle
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.loopback import Loopback, Reply, reply

SHIP = {"name": "Ada", "arrivedAt": "2024-05-01T10:00:00Z", "flag": "NO"}
URL = "https://me.example/ships?token=sesame"


@pytest.fixture
def webhooks(harbour: Any) -> Any:
    return harbour.webhooks


@pytest.mark.parametrize(
    "body",
    [
        json.dumps(SHIP).encode(),
        b"\xef\xbb\xbf " + json.dumps(SHIP).encode(),
        bytearray(json.dumps(SHIP).encode()),
        json.dumps(SHIP),
        SHIP,
        MappingProxyType(SHIP),
        [SHIP],
        json.dumps([SHIP]),
    ],
    ids=["bytes", "bom", "bytearray", "text", "dict", "mapping", "list", "list-text"],
)
def test_an_event_is_its_model(webhooks: Any, body: Any) -> None:
    ship = webhooks.when_ship_arrives.parse(body)
    assert type(ship).__name__ == "Ship"
    assert ship.name == "Ada"
    assert ship.arrived_at == datetime(2024, 5, 1, 10, tzinfo=UTC)
    assert ship.model_extra == {"flag": "NO"}


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (b"[]", []),
        ([SHIP, {"name": "Bob"}], ["Ada", "Bob"]),
        (json.dumps(SHIP), ["Ada"]),
    ],
)
def test_a_batch_is_a_list(webhooks: Any, body: Any, names: list[str]) -> None:
    assert [s.name for s in webhooks.when_ships_leave.parse(body)] == names


def test_an_event_need_not_be_an_object(webhooks: Any) -> None:
    assert webhooks.when_tide_turns.parse(b"312") == 312


def test_the_trigger_is_named(webhooks: Any) -> None:
    assert webhooks.when_ship_arrives.operation == "WhenShipArrives"
    assert repr(webhooks.when_ship_arrives) == "Webhook(operation='WhenShipArrives')"
    assert "does not\nverify the sender" in webhooks.__doc__


@pytest.mark.parametrize(
    ("trigger", "body", "where"),
    [
        ("when_ship_arrives", b'{"tonnes": {"secret": "sesame"}}', "tonnes"),
        ("when_ships_leave", [SHIP, {"tonnes": ["sesame"]}], "[1].tonnes"),
        ("when_ships_leave", [SHIP, "sesame"], "[1]"),
        ("when_ship_arrives", [{"tonnes": {"secret": "sesame"}}], "[0].tonnes"),
        ("when_ship_arrives", b'"sesame"', ""),
        ("when_ship_arrives", b"sesame", ""),
        ("when_ship_arrives", b"", ""),
        ("when_ship_arrives", b"null", ""),
        ("when_ship_arrives", b"[]", ""),
        ("when_ship_arrives", [SHIP, SHIP], ""),
        ("when_ship_arrives", {"name": {"sesame"}}, ""),
        ("when_ship_arrives", "\ud800", ""),
        ("when_tide_turns", b'"sesame"', ""),
    ],
)
def test_what_does_not_fit_is_told_without_its_data(
    harbour: Any, trigger: str, body: Any, where: str
) -> None:
    with pytest.raises(harbour.errors.WebhookError) as raised:
        getattr(harbour.webhooks, trigger).parse(body)
    error = raised.value
    assert isinstance(error, harbour.HarbourError)
    assert error.where == where
    assert str(error).startswith(f"{error.operation}: ")
    assert "sesame" not in str(error)
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.where, copy.operation) == (
        str(error),
        where,
        error.operation,
    )


@given(st.binary() | st.text() | st.binary().map(lambda b: b"[" + b + b"]"))
def test_no_body_raises_anything_else(harbour: Any, body: bytes | str) -> None:
    check_only_webhook_errors(harbour, body)


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text() | st.just("tonnes"), inner)
    ),
)


@given(st.lists(VALUES) | st.dictionaries(st.sampled_from(list(SHIP)), VALUES))
def test_no_json_raises_anything_else(harbour: Any, body: Any) -> None:
    check_only_webhook_errors(harbour, body)


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a":' * 100_000, b"9" * 10_000])
def test_a_hostile_body_raises_nothing_else(harbour: Any, body: bytes) -> None:
    check_only_webhook_errors(harbour, body)


def test_a_loop_is_no_json(harbour: Any) -> None:
    loop: list[Any] = []
    loop.append(loop)
    check_only_webhook_errors(harbour, loop)


def check_only_webhook_errors(harbour: Any, body: Any) -> None:
    for name in ("when_ship_arrives", "when_ships_leave", "when_tide_turns"):
        with contextlib.suppress(harbour.errors.WebhookError):
            getattr(harbour.webhooks, name).parse(body)


def test_subscribe_and_unsubscribe(harbour: Any) -> None:
    created = reply({"id": "7"}, 201, location="/hooks/arrivals/7")
    with (
        Loopback(created, Reply(204)) as server,
        harbour.Client("key", base_url=server.url) as client,
    ):
        made = client.when_ship_arrives(callback_url=URL, pier="north")
        assert made.data.id == "7"
        assert made.location == f"{server.url}/hooks/arrivals/7"
        assert pickle.loads(pickle.dumps(made)) == made
        assert "arrivals" not in repr(made)
        assert client.unsubscribe(made) is None
    first, last = server.requests
    assert (first.method, first.path) == ("POST", "/hooks/arrivals")
    assert first.json == {"target": URL, "pier": "north"}
    assert (last.method, last.path) == ("DELETE", "/hooks/arrivals/7")
    assert last.headers["x-key"] == "key"


def test_subscribe_and_unsubscribe_async(harbour: Any) -> None:
    async def main(url: str) -> None:
        async with harbour.AsyncClient("key", base_url=url) as client:
            made = await client.when_ship_arrives(callback_url=URL)
            await client.unsubscribe(made.location, timeout=5.0)

    # A location is relative to the request's own URL.
    created = reply({"id": "7"}, 201, location="arrivals/7")
    with Loopback(created, Reply(204)) as server:
        asyncio.run(main(server.url))
    assert server.requests[1].method == "DELETE"
    assert server.requests[1].path == "/hooks/arrivals/7"


def test_a_location_elsewhere_gets_no_credential(harbour: Any) -> None:
    created = reply({}, 201, location="https://evil.example/7")
    with (
        Loopback(created) as server,
        harbour.Client("key", base_url=server.url) as client,
    ):
        made = client.when_ship_arrives(callback_url=URL)
        with pytest.raises(
            harbour.errors.ForeignLinkError, match=r"evil\.example"
        ) as raised:
            client.unsubscribe(made)
    assert raised.value.origin == "https://evil.example"
    assert len(server.requests) == 1


def test_without_a_location_there_is_another_operation(harbour: Any) -> None:
    with (
        Loopback(reply({"id": "7"}, 201), Reply(204)) as server,
        harbour.Client("key", base_url=server.url) as client,
    ):
        made = client.when_ship_arrives(callback_url=URL)
        assert made.location is None
        with pytest.raises(ValueError, match="must have a location"):
            client.unsubscribe(made)
        assert "operations.forget_arrivals" in client.when_ship_arrives.__doc__
        client.send(harbour.operations.forget_arrivals(made.data.id))
    assert server.requests[1].path == "/hooks/arrivals/7"


def test_the_operation_itself_is_the_raw_access(harbour: Any) -> None:
    with (
        Loopback(reply({"id": "7"}, 201, location="/x")) as server,
        harbour.Client("key", base_url=server.url) as client,
    ):
        raw = client.send(harbour.operations.when_ship_arrives(callback_url=URL))
    assert (raw.status, raw.data.id, raw.headers["location"]) == (201, "7", "/x")


def test_the_callback_url_is_needed(harbour: Any) -> None:
    with pytest.raises(TypeError, match="callback_url must be given"):
        harbour.operations.when_ship_arrives()


def test_a_callback_url_deep_in_the_body_is_an_argument_too(harbour: Any) -> None:
    with (
        Loopback(otherwise=Reply(200)) as server,
        harbour.Client("key", base_url=server.url) as client,
    ):
        client.when_ships_leave(callback_url=URL, label="mine")
        client.when_tide_turns(callback_url=URL)
        limits = harbour.models.Limits(above=300)
        client.when_tide_turns(callback_url=URL, limits=limits)
        client.when_tide_turns(callback_url=URL, limits={"above": 200})
    assert [heard.json for heard in server.requests] == [
        {
            "label": "mine",
            "destination": {
                "kind": "hook",
                "filter": {"flags": "all"},
                "settings": {"endpoint": URL},
            },
        },
        {"limits": {"callback": URL}},
        {"limits": {"above": 300, "callback": URL}},
        {"limits": {"above": 200, "callback": URL}},
    ]


def test_what_has_one_meaning_is_mended_unless_strict(harbour: Any) -> None:
    ships = harbour.webhooks.when_ships_leave
    [ship] = ships.parse(b'{"name": "Ada", "tonnes": "7"}')
    assert ship.tonnes == 7
    with pytest.raises(harbour.errors.WebhookError) as raised:
        ships.parse(b'[{"name": "Ada", "tonnes": "7"}]', strict=True)
    assert raised.value.where == "[0].tonnes"
