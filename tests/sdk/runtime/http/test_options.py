"""What one call may say otherwise, and the same as a client of its own."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx2
import pytest
from shelf import WORLDS, AsyncLibrary, Library, World, get_book, mocked, settings
from support.loopback import Loopback, Reply, reply

from runtime.errors import NetworkTimeoutError, ServerError
from runtime.http.retry import Retry
from runtime.http.settings import CallOptions

both = pytest.mark.parametrize("world", WORLDS)

BOOK = reply({"id": "42"})


def in_both_ways(url: str, **options: Any) -> list[Exception | str | None]:
    """What comes of a call with options, and of one by a client with these."""

    def outcome(call: Any) -> Exception | str | None:
        try:
            id_: str | None = call()
        except Exception as error:
            return error
        return id_

    async def awaited(*, apart: bool) -> str | None:
        async with AsyncLibrary(settings(url)) as library:
            if apart:
                other = library.with_options(**options)
                assert other._http is library._http
                return (await other.books.get("42")).id
            return (await library.books.get("42", **options)).id

    with Library(settings(url)) as library:
        other = library.with_options(**options)
        assert other._http is library._http
        return [
            outcome(lambda: library.books.get("42", **options).id),
            outcome(lambda: other.books.get("42").id),
            outcome(lambda: asyncio.run(awaited(apart=False))),
            outcome(lambda: asyncio.run(awaited(apart=True))),
        ]


def test_timeout() -> None:
    with Loopback(otherwise=Reply(delay=5)) as server:
        outcomes = in_both_ways(server.url, timeout=0.05, retry=Retry(attempts=1))
    assert [type(one) for one in outcomes] == [NetworkTimeoutError] * 4


def test_retry() -> None:
    with Loopback(otherwise=reply(None, 503)) as server:
        outcomes = in_both_ways(server.url, retry=Retry(attempts=2))
    assert [type(one) for one in outcomes] == [ServerError] * 4
    assert len(server.requests) == 8


def test_headers() -> None:
    with Loopback(otherwise=BOOK) as server:
        assert in_both_ways(server.url, headers={"X-Trace": "7"}) == ["42"] * 4
    assert [heard.headers["x-trace"] for heard in server.requests] == ["7"] * 4


def test_closing_the_other_client_closes_nothing() -> None:
    with Loopback(otherwise=BOOK) as server, Library(settings(server.url)) as library:
        with library.with_options(timeout=1) as other:
            assert other.books.get("42").id == "42"
        assert library.books.get("42").id == "42"


WRONG = [
    ({"retry": 5}, r"^retry must be Retry, not int$"),
    ({"timeout": "5"}, r"^timeout must be int or float or httpx2.Timeout, not str$"),
    ({"headers": [("A", "b")]}, r"^headers must be Mapping, not list$"),
    ({"progress": 3}, r"^progress must be Callable, not int$"),
    (
        {"timout": 3},
        r"unexpected keyword argument 'timout'; did you mean 'timeout'\?$",
    ),
]


@both
@pytest.mark.parametrize(("options", "said"), WRONG)
def test_a_wrong_option(world: World, options: Any, said: str) -> None:
    with Loopback() as server, pytest.raises(TypeError, match=said):
        world.send(settings(server.url), get_book("42"), **options)
    assert server.requests == []


@pytest.mark.parametrize(("options", "said"), WRONG)
def test_a_wrong_option_of_a_list_is_told_at_once(options: Any, said: str) -> None:
    with (
        mocked(lambda request: httpx2.Response(200)) as library,
        pytest.raises(TypeError, match=said),
    ):
        library.books.list(**options)


@pytest.mark.parametrize(("options", "said"), WRONG[:3])
def test_a_wrong_option_of_a_client(options: Any, said: str) -> None:
    with (
        mocked(lambda request: httpx2.Response(200)) as library,
        pytest.raises(TypeError, match=said),
    ):
        library.with_options(**options)


def test_none_is_no_limit() -> None:
    options: CallOptions = {"timeout": None}
    timeouts: list[Any] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        timeouts.append(request.extensions["timeout"])
        return httpx2.Response(200, json={"id": "42"})

    with mocked(answer) as library:
        library.books.get("42", **options)
    assert set(timeouts[0].values()) == {None}


@both
def test_what_is_no_operation(world: World) -> None:
    function: Any = get_book
    said = r"^operation must be Operation, not function$"
    with pytest.raises(TypeError, match=said):
        world.send(settings(), function)
