"""A server, an argument or a value of the connection that means harm."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

import httpx2
import pytest
from secrecy import frames_of_ours, hidden
from shelf import CANARY, WORLDS, World, get_book, settings
from support.growth import assert_linear
from support.loopback import Loopback, Reply, reply

from runtime.auth.grants import RefreshToken, TokenEndpoint
from runtime.auth.oauth import bearer
from runtime.auth.schemes import ApiKey, Auth
from runtime.auth.secret import Secret
from runtime.auth.texts import url_part
from runtime.auth.token_error import TokenError
from runtime.bodies.json import Json
from runtime.decode.refusal import message
from runtime.encode.path import path
from runtime.encode.text import query_string
from runtime.errors import ConnectorError, ForeignLinkError
from runtime.http.client import Response, SyncClient
from runtime.http.flow import Clock
from runtime.http.retry import Retry
from runtime.operation import Operation
from runtime.paging.cursor import Cursor
from runtime.paging.pager import Pager
from runtime.policies.draft import Connection
from runtime.policies.headers import SetHeader
from runtime.policies.host import HostUrl
from runtime.policies.policies import Policies, Policy
from runtime.policies.reshaping import SetProperty
from runtime.policies.route import Route
from runtime.testing.server import FakeServer
from runtime.triggers.poller import poller
from runtime.triggers.polling import Polling, Polls

KEY = ApiKey("header", "X-Custom", Secret(CANARY))
KEY_IN_QUERY = ApiKey("query", "custom", Secret(CANARY))


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("auth", [KEY, KEY_IN_QUERY])
@pytest.mark.parametrize(
    "argument",
    [
        {"headers": {"X-Note": "a\r\nX-Evil: 1"}},
        {"headers": {"X-Nöte": "a"}},
        {"query": {"note": "a" * 70_000}},
        {"query": {"note": "\ud800"}},
        {"body": Json(float("nan"))},
    ],
)
def test_what_an_argument_breaks_shows_no_credential(
    world: World, auth: Auth, argument: dict[str, Any]
) -> None:
    operation: Operation[Any] = Operation(
        id="Note", method="POST", path="/", **argument
    )
    made = settings("http://library.test", auth=auth)
    # `InvalidURL` is httpx2's word for one that is too long.
    with pytest.raises((ValueError, httpx2.InvalidURL)) as caught:
        world.send(made, operation)
    hidden(str(caught.value))
    hidden(frames_of_ours(caught.value))


SECRET_PATH: tuple[Policy, ...] = (
    HostUrl((Connection("host"), "/bot", Connection("key"))),
    Route({"@key": Connection("key")}),
    SetHeader("X-Read", "1", section="response"),
)


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("said", [reply({}, 500), reply([]), Reply(drop=True)])
def test_a_crash_report_has_no_secret_of_a_policy(world: World, said: Reply) -> None:
    operation: Operation[Any] = Operation(
        id="Lend", method="GET", path="/{@key}/x", answers={200: dict[str, int]}
    )
    with Loopback(otherwise=said) as server:
        given = {"host": server.url, "key": Secret(CANARY)}
        made = settings(
            server.url,
            retry=Retry(attempts=1),
            connection=given,
            policies=Policies(SECRET_PATH),
        )
        with pytest.raises(ConnectorError) as caught:
            world.send(made, operation)
        assert server.requests[0].path == f"/bot{CANARY}/{CANARY}/x"
        hidden(frames_of_ours(caught.value))
        elsewhere = replace(operation, link="https://evil.example/")
        with pytest.raises(ForeignLinkError) as refused:
            world.send(made, elsewhere)
    hidden(frames_of_ours(refused.value))


@pytest.mark.parametrize(
    "value", ["..", ".", "a/../..", "%2e%2E", "a/%2E./b", "./a", "a/."]
)
def test_a_value_of_the_connection_takes_no_step_up(value: str) -> None:
    url = ("https://api.example.com/base/", Connection("site"), "/v1")
    made = settings(
        "http://unused.test",
        connection={"site": value},
        policies=Policies((HostUrl(url),)),
    )
    with (
        SyncClient(made) as client,
        pytest.raises(ValueError, match=r"must not have a part that is '.' or '..'"),
    ):
        client.send(get_book("1"))


def test_text_without_an_encoding_is_named() -> None:
    with pytest.raises(ValueError, match=r"book_id: .*surrogates not allowed"):
        path("/books/{bookId}", {"bookId": "\ud800"})
    with pytest.raises(ValueError, match="surrogates not allowed"):
        query_string({"q": "\ud800"})


@pytest.mark.parametrize("token", ["abc", "1 ", "٣", "9" * 5000, "1e5"])
def test_a_cursor_that_should_be_a_number_ends_the_list(token: str) -> None:
    operation: Operation[Any] = Operation(
        id="GetBooks",
        method="POST",
        path="/books",
        body=Json({}),
        answers={200: Any},
        paging=Cursor(parameter=("n",), next=("next",), items=("v",), number=True),
    )
    with (
        Loopback(otherwise=reply({"v": [1], "next": token})) as server,
        SyncClient(settings(server.url)) as client,
    ):
        pager: Pager[int, Any] = Pager(lambda one: client.send(one).data, operation)
        assert list(pager) == [1]
    assert len(server.requests) == 1


@pytest.mark.parametrize("after", ["999999999", "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_a_poller_waits_for_a_day_at_most(after: str) -> None:
    waits: list[float] = []
    said = [reply([], retry_after=after), reply([{"a": 1}])]
    events: Operation[Any] = Operation(
        id="Events", method="GET", path="/events", answers={200: Any}
    )
    with Loopback(*said) as server:
        made = replace(settings(server.url), clock=Clock(sleep=waits.append))
        with SyncClient(made) as client:
            assert next(iter(poller(client, events, Polling(items=()), {}))) == {"a": 1}
    assert waits == [86_400.0]


@dataclass
class Said:
    """As much of an answer as a row of polls reads."""

    data: list[int]
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


def test_many_items_cost_a_poll_no_more_than_their_number() -> None:
    events: Operation[Any] = Operation(id="Events", method="GET", path="/events")

    def prepare(count: int) -> Callable[[], object]:
        polls = Polls(events, Polling(items=()), None)
        said = [Said(list(range(start, start + count))) for start in (0, count)]
        return lambda: [polls.take(cast("Response[Any]", one)) for one in said]

    assert_linear(prepare, 10_000)


def test_a_poll_says_no_number_that_is_none() -> None:
    events: Operation[Any] = Operation(
        id="Events", method="GET", path="/events", answers={200: Any}
    )
    polling = Polling(items=(), state={"since": ((0, "n"),)})
    kind = {"Content-Type": "application/json"}
    with (
        Loopback(otherwise=Reply(200, kind, b'[{"n": 1e999}]')) as server,
        SyncClient(settings(server.url)) as client,
    ):
        made = poller(client, events, polling, {})
        made.poll()
        made.poll()
    assert [one.path for one in server.requests] == ["/events", "/events"]


@pytest.mark.parametrize("world", WORLDS)
def test_an_authorization_server_writes_nothing_to_a_terminal(world: World) -> None:
    said = {"error": "\x1b[2J", "error_description": "a\x1b]0;b\x07\u202e\x9bc"}
    with Loopback(otherwise=reply(said, 400)) as server:
        endpoint = TokenEndpoint(f"{server.url}/token")
        way = bearer("access_token", RefreshToken(CANARY, "id"), None, endpoint)
        with pytest.raises(TokenError) as caught:
            world.send(settings(server.url, auth=way), get_book("1"))
    assert (caught.value.error, caught.value.description) == ("[2J", "a]0;bc")
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("refresh", ["\ud800", "", " ", "a\r\nb", 7])
@pytest.mark.parametrize("world", WORLDS)
def test_a_refresh_token_that_cannot_be_sent_is_none(
    world: World, refresh: object
) -> None:
    # A lone surrogate comes over the wire as an escape.
    grant = reply({"access_token": "t", "refresh_token": refresh})
    with Loopback(otherwise=grant) as server, Loopback(reply({"id": "1"})) as shop:
        endpoint = TokenEndpoint(f"{server.url}/token")
        kept: list[str] = []
        source = RefreshToken(CANARY, "id", renewed=kept.append)
        way = bearer("access_token", source, None, endpoint)
        world.send(settings(shop.url, auth=way), get_book("1"))
    assert kept == []


@pytest.mark.parametrize(
    "value",
    ["evil.example/", "evil.example#", "a@evil.example", "x?", "a\\b", "..", "%2e%2e"],
)
def test_a_value_within_the_url_of_tokens_stays_within_it(value: str) -> None:
    with pytest.raises(ValueError, match=r"tenant must not be '.' or '..', or contain"):
        url_part("tenant", value)


def test_a_value_within_a_url_that_is_a_part_of_it() -> None:
    assert url_part("tenant", "contoso.example") == "contoso.example"
    assert url_part("tenant", "a-b_c:8080") == "a-b_c:8080"
    assert url_part("tenant", None) is None


def test_an_error_that_says_more_than_anybody_reads() -> None:
    text = " a b" * 2_000_000
    tracemalloc.start()
    assert message({"message": text}) == "a b " * 74 + "a..."
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < len(text) / 100


def test_a_fake_server_keeps_no_secret_that_a_policy_wrote() -> None:
    write = SetProperty(parent=(), property=("key",), value=Connection("key"))
    made = settings(
        "http://library.test",
        connection={"key": Secret(CANARY)},
        policies=Policies((write, Route({"@key": Connection("key")}))),
    )
    lend: Operation[Any] = Operation(
        id="Lend",
        method="POST",
        path="/{@key}/loans",
        body=Json({"a": 1}),
        answers={200: Any},
    )
    server = FakeServer()
    server.on(lend).reply(json={})
    with SyncClient(made, transport=server) as client:
        client.send(lend)
    (call,) = server.calls
    assert (call.path, call.json) == ("/***/loans", {"a": 1, "key": "***"})
    hidden(str(call))


@pytest.mark.parametrize("world", WORLDS)
def test_a_link_with_a_fragment_gets_the_key(world: World) -> None:
    link: Operation[Any] = Operation(
        id="GetBooks",
        method="GET",
        path="",
        link="/books?page=2#top?x",
        answers={200: Any},
    )
    with Loopback(reply({})) as server:
        got = world.send(settings(server.url, auth=KEY_IN_QUERY), link)
    assert server.requests[0].path == f"/books?page=2&custom={CANARY}"
    assert str(got.http.url) == f"{server.url}/books?page=2&custom=***"
