"""Tokens over real HTTP: asked for once, kept until they end, renewed after a 401, told apart."""

from __future__ import annotations

import asyncio
import io
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs

import httpx2
import pytest
from shelf import (
    WORLDS,
    AsyncLibrary,
    Book,
    Library,
    Time,
    World,
    get_book,
    lend_book,
    settings,
)
from support.loopback import Heard, Loopback, Reply, reply

from runtime.auth.bearer import Bearer
from runtime.auth.grants import ClientCredentials, RefreshToken, TokenEndpoint
from runtime.auth.oauth import AsyncToken, HttpxAuth, bearer
from runtime.auth.secret import Secret
from runtime.auth.token_error import TokenError
from runtime.bodies.raw import Bytes
from runtime.errors import (
    MissingCredentialError,
    NetworkError,
    NetworkTimeoutError,
    UnauthorizedError,
)
from runtime.http.retry import Retry
from runtime.operation import Operation

SECRET = "canary-secret"


def granted(token: str, **more: Any) -> Reply:
    return reply({"access_token": token, "token_type": "Bearer", **more})


def form(heard: Heard) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(heard.body.decode()).items()}


def tokens_of(server: Loopback) -> list[str]:
    return [one.headers.get("authorization", "") for one in server.requests]


@pytest.fixture
def door() -> Iterator[Loopback]:
    """The token endpoint: `t1`, `t2`, ... for an hour each."""
    count = iter(range(1, 100))
    with Loopback(
        otherwise=lambda _: granted(f"t{next(count)}", expires_in=3600)
    ) as server:
        yield server


@pytest.fixture
def shop() -> Iterator[Loopback]:
    """The API, which takes every token."""
    with Loopback(otherwise=reply({"id": "1"})) as server:
        yield server


def way(value: AsyncToken, door: Loopback, **endpoint: Any) -> Any:
    made = TokenEndpoint(f"{door.url}/token", **endpoint)
    return bearer("access_token", value, None, made)


@pytest.mark.parametrize("world", WORLDS)
def test_an_application_signs_in_as_itself(
    world: World, door: Loopback, shop: Loopback
) -> None:
    auth = way(ClientCredentials("id", SECRET), door, scope="read write")
    made = settings(shop.url, auth=auth, user_agent="library/1")
    assert world.send(made, get_book("1")).data == Book(id="1")
    (asked,) = door.requests
    assert (asked.method, asked.path) == ("POST", "/token")
    assert asked.headers["content-type"] == "application/x-www-form-urlencoded"
    assert asked.headers["accept"] == "application/json"
    assert asked.headers["user-agent"] == "library/1"
    assert form(asked) == {
        "grant_type": "client_credentials",
        "client_id": "id",
        "client_secret": SECRET,
        "scope": "read write",
    }
    assert tokens_of(shop) == ["Bearer t1"]


def test_what_a_person_says_wins_over_the_definition(
    door: Loopback, shop: Loopback
) -> None:
    source = ClientCredentials(
        "i d",
        Secret("s:e"),
        token_url=f"{door.url}/mine",
        scopes=["a", "b"],
        basic=True,
        fields={"audience": "x&y"},
    )
    auth = bearer("access_token", source, None, TokenEndpoint("http://nowhere.test"))
    with Library(settings(shop.url, auth=auth)) as library:
        library.send(get_book("1"))
    (asked,) = door.requests
    assert asked.path == "/mine"
    # id and secret are encoded as in a form first: i+d:s%3Ae
    assert asked.headers["authorization"] == "Basic aStkOnMlM0Fl"
    assert form(asked) == {
        "grant_type": "client_credentials",
        "scope": "a b",
        "audience": "x&y",
    }


def test_the_first_version_of_azure_ad_asks_for_a_resource(
    door: Loopback, shop: Loopback
) -> None:
    auth = way(ClientCredentials("id", SECRET), door, resource="https://graph.test")
    with Library(settings(shop.url, auth=auth)) as library:
        library.send(get_book("1"))
    assert form(door.requests[0])["resource"] == "https://graph.test"
    assert "scope" not in form(door.requests[0])


def test_a_token_is_kept_until_shortly_before_its_end(
    door: Loopback, shop: Loopback
) -> None:
    time = Time()
    auth = way(ClientCredentials("id", SECRET), door)
    with Library(settings(shop.url, auth=auth, clock=time.clock())) as library:
        library.send(get_book("1"))
        time.now += 3600 - 61
        library.send(get_book("1"))
        time.now += 1
        library.send(get_book("1"))
    assert tokens_of(shop) == ["Bearer t1", "Bearer t1", "Bearer t2"]
    assert len(door.requests) == 2


@pytest.mark.parametrize(
    ("expires_in", "kept"),
    [
        (30, 26),  # a tenth before the end, where a minute would be all of it
        ("3600", 3539),
        (None, 10**6),
        ("soon", 10**6),
        (-5, 10**6),
        (10**400, 10**6),
    ],
)
def test_how_long_a_token_is_good(expires_in: Any, kept: int, shop: Loopback) -> None:
    time = Time()
    said = [granted("one", expires_in=expires_in), granted("two")]
    with Loopback(*said) as door:
        auth = way(ClientCredentials("id", SECRET), door)
        with Library(settings(shop.url, auth=auth, clock=time.clock())) as library:
            library.send(get_book("1"))
            time.now += kept
            library.send(get_book("1"))
            if expires_in in (30, "3600"):
                time.now += 2
                library.send(get_book("1"))
    expected = ["Bearer one", "Bearer one", "Bearer two"]
    assert tokens_of(shop) == expected[: len(shop.requests)]
    assert len(shop.requests) == (3 if expires_in in (30, "3600") else 2)


def strict(good: str) -> Callable[[Heard], Reply]:
    def answer(heard: Heard) -> Reply:
        fits = heard.headers.get("authorization") == f"Bearer {good}"
        return reply({"id": "1"}) if fits else reply({"message": "expired"}, 401)

    return answer


@pytest.mark.parametrize("world", WORLDS)
def test_a_token_that_is_refused_is_renewed_and_the_request_repeated(
    world: World, door: Loopback
) -> None:
    with Loopback(otherwise=strict("t2")) as shop:
        auth = way(ClientCredentials("id", SECRET), door)
        got = world.send(settings(shop.url, auth=auth), lend_book("1", to="Ada"))
    assert got.data == Book(id="1")
    assert got.attempts == 2
    assert tokens_of(shop) == ["Bearer t1", "Bearer t2"]
    assert [one.json for one in shop.requests] == [{"lentTo": "Ada"}] * 2


def test_a_second_refusal_is_the_answer(door: Loopback) -> None:
    with Loopback(otherwise=strict("never")) as shop:
        auth = way(ClientCredentials("id", SECRET), door)
        with (
            Library(settings(shop.url, auth=auth)) as library,
            pytest.raises(UnauthorizedError),
        ):
            library.send(get_book("1"))
    assert tokens_of(shop) == ["Bearer t1", "Bearer t2"]


def test_a_body_that_cannot_be_read_twice_is_not_sent_twice(door: Loopback) -> None:
    class Once(io.BytesIO):
        def seekable(self) -> bool:
            return False

    operation = Operation[Book](
        id="Scan",
        method="POST",
        path="/scans",
        body=Bytes(Once(b"scan")),
        answers={200: Book},
    )
    with Loopback(otherwise=strict("t2")) as shop:
        auth = way(ClientCredentials("id", SECRET), door)
        with Library(settings(shop.url, auth=auth)) as library:
            with pytest.raises(UnauthorizedError):
                library.send(operation)
            library.send(get_book("1"))
    # The token that was refused is not used again.
    assert tokens_of(shop) == ["Bearer t1", "Bearer t2"]


def test_a_refresh_token_that_is_renewed_is_used_and_told(shop: Loopback) -> None:
    kept: list[str] = []
    time = Time()
    source = RefreshToken("r1", "id", renewed=kept.append)
    said = [
        granted("a1", expires_in=100, refresh_token="r2"),
        granted("a2", expires_in=100),
        granted("a3", expires_in=100),
    ]
    with Loopback(*said) as door:
        auth = bearer(
            "access_token",
            source,
            None,
            TokenEndpoint("http://nowhere.test", f"{door.url}/refresh", "read"),
        )
        with Library(settings(shop.url, auth=auth, clock=time.clock())) as library:
            for _ in range(3):
                library.send(get_book("1"))
                time.now += 100
    assert [form(one) for one in door.requests] == [
        {"grant_type": "refresh_token", "refresh_token": token, "client_id": "id"}
        for token in ("r1", "r2", "r2")
    ]
    assert {one.path for one in door.requests} == {"/refresh"}
    assert kept == ["r2"]


def test_threads_ask_once(shop: Loopback) -> None:
    said = granted("t1", expires_in=3600)
    slow = Reply(said.status, said.headers, said.body, delay=0.2)
    with Loopback(slow) as door:
        auth = way(ClientCredentials("id", SECRET), door)
        with (
            Library(settings(shop.url, auth=auth)) as library,
            ThreadPoolExecutor(8) as pool,
        ):
            list(pool.map(lambda _: library.send(get_book("1")), range(8)))
        assert len(door.requests) == 1
    assert set(tokens_of(shop)) == {"Bearer t1"}
    assert len(shop.requests) == 8


def test_tasks_ask_once(shop: Loopback) -> None:
    said = granted("t1", expires_in=3600)
    slow = Reply(said.status, said.headers, said.body, delay=0.2)

    async def main(door: Loopback) -> None:
        auth = way(ClientCredentials("id", SECRET), door)
        async with AsyncLibrary(settings(shop.url, auth=auth)) as library:
            await asyncio.gather(*(library.send(get_book("1")) for _ in range(8)))

    with Loopback(slow) as door:
        asyncio.run(main(door))
        assert len(door.requests) == 1
    assert len(shop.requests) == 8


def test_a_task_that_is_cancelled_holds_nobody_up(shop: Loopback) -> None:
    said = granted("t1", expires_in=3600)
    slow = Reply(said.status, said.headers, said.body, delay=30)

    async def main(door: Loopback) -> None:
        auth = way(ClientCredentials("id", SECRET), door)
        async with AsyncLibrary(settings(shop.url, auth=auth)) as library:
            first = asyncio.create_task(library.send(get_book("1")))
            waiting = asyncio.create_task(library.send(get_book("1")))
            await asyncio.to_thread(door.wait_for, 1)
            waiting.cancel()
            first.cancel()
            await asyncio.gather(first, waiting, return_exceptions=True)
            assert (await library.send(get_book("1"))).data == Book(id="1")

    with Loopback(slow, said) as door:
        asyncio.run(main(door))


def test_threads_with_the_same_refused_token_ask_once(door: Loopback) -> None:
    both = threading.Barrier(2, timeout=5)

    def answer(heard: Heard) -> Reply:
        if heard.headers["authorization"] == "Bearer t1":
            both.wait()
            return reply({}, 401)
        return reply({"id": "1"})

    with Loopback(otherwise=answer) as shop:
        auth = way(ClientCredentials("id", SECRET), door)
        with (
            Library(settings(shop.url, auth=auth)) as library,
            ThreadPoolExecutor(2) as pool,
        ):
            list(pool.map(lambda _: library.send(get_book("1")), range(2)))
    assert len(door.requests) == 2
    assert sorted(tokens_of(shop)) == ["Bearer t1"] * 2 + ["Bearer t2"] * 2


def test_a_refusal_of_the_token_endpoint_is_told(shop: Loopback) -> None:
    said = reply(
        {"error": "invalid_client", "error_description": f"no  client\n{SECRET}"}, 401
    )
    with Loopback(otherwise=said) as door:
        auth = way(ClientCredentials("id", SECRET), door)
        with (
            Library(settings(shop.url, auth=auth)) as library,
            pytest.raises(TokenError) as caught,
        ):
            library.send(get_book("1"))
        assert len(door.requests) == 1
    error = caught.value
    assert (error.status, error.error) == (401, "invalid_client")
    assert error.description == "no client ***"
    assert error.operation == "GetBook"
    assert str(error) == (
        "GetBook: no access token from 127.0.0.1: "
        "401 Unauthorized: invalid_client: no client ***"
    )
    assert shop.requests == []


@pytest.mark.parametrize(
    "said",
    [
        reply({"error": "bad_verification_code"}),
        reply({"access_token": 5}),
        reply({"access_token": ""}),
        reply({"access_token": "a\r\nX: 1"}),
        reply([]),
        Reply(200, {}, b"<html>"),
        Reply(302, {"Location": "http://elsewhere.test/"}),
        Reply(200, {}, b"[" * 100_000),
    ],
)
def test_an_answer_without_a_token_is_an_error(said: Reply, shop: Loopback) -> None:
    with Loopback(said) as door:
        auth = way(ClientCredentials("id", SECRET), door)
        with (
            Library(settings(shop.url, auth=auth)) as library,
            pytest.raises(TokenError) as caught,
        ):
            library.send(get_book("1"))
    assert caught.value.status == said.status
    assert shop.requests == []


def test_a_failure_that_passes_is_waited_for(shop: Loopback) -> None:
    time = Time()
    said = [
        Reply(503, {"Retry-After": "2"}),
        Reply(drop=True),
        granted("t1"),
    ]
    with Loopback(*said) as door:
        auth = way(ClientCredentials("id", SECRET), door)
        with Library(settings(shop.url, auth=auth, clock=time.clock())) as library:
            library.send(lend_book("1"))
        assert len(door.requests) == 3
    assert time.sleeps == [2.0, 1.0]
    assert len(shop.requests) == 1


def test_a_token_endpoint_that_is_not_there(shop: Loopback) -> None:
    with Loopback() as gone:
        pass
    auth = way(ClientCredentials("id", SECRET), gone)
    made = settings(shop.url, auth=auth, retry=Retry(attempts=1))
    with Library(made) as library, pytest.raises(NetworkError) as caught:
        library.send(get_book("1"))
    assert caught.value.request.method == "POST"
    assert caught.value.request.content == b""
    assert shop.requests == []


def test_a_token_endpoint_that_takes_too_long(shop: Loopback) -> None:
    with Loopback(Reply(delay=30)) as door:
        auth = way(ClientCredentials("id", SECRET), door)
        made = settings(shop.url, auth=auth, retry=Retry(attempts=1))
        with Library(made) as library, pytest.raises(NetworkTimeoutError):
            library.send(get_book("1"), timeout=0.2)


def test_a_function_is_asked_before_each_request(shop: Loopback) -> None:
    given = iter(["t1", Secret("t2")])
    auth = bearer("access_token", lambda: next(given), None, TokenEndpoint())
    with Library(settings(shop.url, auth=auth)) as library:
        library.send(get_book("1"))
        library.send(get_book("1"))
    assert tokens_of(shop) == ["Bearer t1", "Bearer t2"]


def test_an_async_function_is_awaited(shop: Loopback) -> None:
    async def token() -> str:
        await asyncio.sleep(0)
        return "t1"

    async def main() -> None:
        auth = bearer("access_token", token, None, TokenEndpoint())
        async with AsyncLibrary(settings(shop.url, auth=auth)) as library:
            await library.send(get_book("1"))

    asyncio.run(main())
    assert tokens_of(shop) == ["Bearer t1"]


def test_an_async_function_is_nothing_for_a_blocking_client(shop: Loopback) -> None:
    async def token() -> str:
        return "t1"

    auth = bearer("access_token", token, None, TokenEndpoint())
    with (
        Library(settings(shop.url, auth=auth)) as library,
        pytest.raises(
            TypeError, match=r"access_token must not be async: .* AsyncClient"
        ),
    ):
        library.send(get_book("1"))


@pytest.mark.parametrize(("second", "requests"), [("t2", 2), ("t1", 1)])
def test_a_function_that_has_another_token_is_asked_again(
    second: str, requests: int
) -> None:
    given = iter(["t1", second])
    auth = bearer("access_token", lambda: next(given), None, TokenEndpoint())
    with Loopback(otherwise=strict("t2")) as shop:
        with Library(settings(shop.url, auth=auth)) as library:
            if second == "t2":
                library.send(get_book("1"))
            else:
                with pytest.raises(UnauthorizedError):
                    library.send(get_book("1"))
        assert len(shop.requests) == requests


def test_what_a_function_raises_is_raised(shop: Loopback) -> None:
    def token() -> str:
        raise KeyError("vault")

    auth = bearer("access_token", token, None, TokenEndpoint())
    with Library(settings(shop.url, auth=auth)) as library, pytest.raises(KeyError):
        library.send(get_book("1"))
    assert shop.requests == []


@pytest.mark.parametrize("world", WORLDS)
def test_no_token_goes_to_another_origin(
    world: World, door: Loopback, shop: Loopback
) -> None:
    with Loopback(Reply(302, {"Location": f"{shop.url}/books/1"})) as first:
        auth = way(ClientCredentials("id", SECRET), door)
        made = settings(first.url, auth=auth)

        async def main() -> None:
            async with (
                httpx2.AsyncClient(follow_redirects=True) as http,
                AsyncLibrary(made, http_client=http) as library,
            ):
                await library.send(get_book("1"))

        if world is WORLDS[0]:
            with (
                httpx2.Client(follow_redirects=True) as http,
                Library(made, http_client=http) as library,
            ):
                library.send(get_book("1"))
        else:
            asyncio.run(main())
        assert tokens_of(first) == ["Bearer t1"]
    assert tokens_of(shop) == [""]


def test_the_headers_of_a_call_win(door: Loopback, shop: Loopback) -> None:
    auth = way(ClientCredentials("id", SECRET), door)
    with Library(settings(shop.url, auth=auth)) as library:
        library.send(get_book("1"), headers={"authorization": "Bearer mine"})
    assert tokens_of(shop) == ["Bearer mine"]
    assert door.requests == []


def test_clients_with_other_options_share_the_token(
    door: Loopback, shop: Loopback
) -> None:
    auth = way(ClientCredentials("id", SECRET), door)
    with Library(settings(shop.url, auth=auth)) as library:
        library.send(get_book("1"))
        library.with_options(timeout=5).send(get_book("1"))
    assert len(door.requests) == 1


def test_a_token_that_is_typed_is_sent_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("T_TOKEN", "from the environment")
    nowhere = TokenEndpoint()
    assert bearer("t", "typed", "T_TOKEN", nowhere) == Bearer(Secret("typed"))
    assert bearer("t", None, "T_TOKEN", nowhere) == Bearer(
        Secret("from the environment")
    )
    own = httpx2.BasicAuth("a", "b")
    assert isinstance(bearer("t", own, "T_TOKEN", nowhere), HttpxAuth)
    with pytest.raises(MissingCredentialError):
        bearer("t", None, None, nowhere)


@pytest.mark.parametrize(
    ("value", "error", "said"),
    [
        (5, TypeError, "t must be a token or a source of tokens, not int"),
        (b"t", TypeError, "t must be a token or a source of tokens, not bytes"),
        (
            ClientCredentials("id", SECRET),
            ValueError,
            (
                "ClientCredentials must be given token_url=..., "
                "which the connector's definition does not declare"
            ),
        ),
        (
            RefreshToken("r", "id", token_url="ftp://x"),
            ValueError,
            "token_url must be an http or https URL with a host",
        ),
    ],
)
def test_what_can_give_no_token_is_refused_at_once(
    value: Any, error: type[Exception], said: str
) -> None:
    with pytest.raises(error) as caught:
        bearer("t", value, None, TokenEndpoint())
    assert str(caught.value) == said
