"""What a client makes of servers that are slow, that break off, and that say what they should not."""

from __future__ import annotations

import asyncio
import gzip
import pickle
import socket
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest
from shelf import (
    CANARY,
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
from support.raw import CLOSE, RESET, RawServer, Step, head, whole

from runtime.errors import (
    ConnectorError,
    DecodeError,
    NetworkError,
    NetworkTimeoutError,
    RateLimitError,
    ServerError,
    StatusError,
)
from runtime.http.retry import Retry

both = pytest.mark.parametrize("world", WORLDS, ids=lambda w: type(w).__name__)
ONCE = Retry(attempts=1)
BOOK = b'{"id":"42"}'
GOOD = whole(BOOK, "Content-Type: application/json")
PATIENCE = httpx2.Timeout(0.25)
ZIPPED = gzip.compress(BOOK * 1000)


def failure(world: World, url: str, **changes: Any) -> ConnectorError:
    """What a call of a bad server raises."""
    made = settings(url, **({"timeout": PATIENCE, "retry": ONCE} | changes))
    with pytest.raises(ConnectorError) as caught:
        world.send(made, get_book("42"))
    error = caught.value
    assert error.operation == "GetBook"
    assert "\n" not in str(error)
    assert str(error).startswith("GetBook: ")
    shown = [str(error), repr(error), *traceback.format_exception(error)]
    assert CANARY not in "".join(shown)
    assert CANARY.encode() not in pickle.dumps(error)
    return error


@dataclass(frozen=True)
class Bad:
    """What a server does, and what comes of it."""

    script: Sequence[Step]
    error: type[ConnectorError]
    cause: type[Exception] | None = None


BAD = {
    "says nothing": Bad([9.0], NetworkTimeoutError, httpx2.ReadTimeout),
    "stops in the headers": Bad(
        [head()[:-2] + b"X-A: b", 9.0], NetworkTimeoutError, httpx2.ReadTimeout
    ),
    "stops in the body": Bad(
        [head("Content-Length: 11") + b'{"id"', 9.0],
        NetworkTimeoutError,
        httpx2.ReadTimeout,
    ),
    "goes before the answer": Bad([CLOSE], NetworkError, httpx2.RemoteProtocolError),
    "resets": Bad([RESET], NetworkError, httpx2.ReadError),
    "goes in the headers": Bad(
        [b"HTTP/1.1 200 OK\r\nContent-", CLOSE],
        NetworkError,
        httpx2.RemoteProtocolError,
    ),
    "sends half of the body": Bad(
        [head("Content-Length: 999") + BOOK, CLOSE],
        NetworkError,
        httpx2.RemoteProtocolError,
    ),
    "resets in the body": Bad(
        [head("Content-Length: 999") + BOOK, 0.05, RESET],
        NetworkError,
        httpx2.ReadError,
    ),
    "sends half of the chunks": Bad(
        [head("Transfer-Encoding: chunked") + b'5\r\n{"id"\r\n', CLOSE],
        NetworkError,
        httpx2.RemoteProtocolError,
    ),
    "sends chunks without a size": Bad(
        [head("Transfer-Encoding: chunked") + b'zz\r\n{"id"\r\n0\r\n\r\n'],
        NetworkError,
        httpx2.RemoteProtocolError,
    ),
    "sends a length that is none": Bad(
        [head("Content-Length: many") + BOOK],
        NetworkError,
        httpx2.RemoteProtocolError,
    ),
    "sends two lengths": Bad(
        [head("Content-Length: 11", "Content-Length: 12") + BOOK],
        NetworkError,
        httpx2.RemoteProtocolError,
    ),
    "speaks another protocol": Bad(
        [b"SSH-2.0-OpenSSH_9.9\r\n", CLOSE],
        NetworkError,
        httpx2.RemoteProtocolError,
    ),
    "sends headers without end": Bad(
        [b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"b" * 2_000_000],
        NetworkError,
        httpx2.RemoteProtocolError,
    ),
    "calls plain text gzip": Bad(
        [whole(BOOK, "Content-Encoding: gzip")], DecodeError, httpx2.DecodingError
    ),
    "sends a page": Bad(
        [whole(b"<html>sign in</html>", "Content-Type: text/html")], DecodeError
    ),
    "sends half of the JSON": Bad([whole(BOOK[:5])], DecodeError),
    "sends no body": Bad([whole(b"")], DecodeError),
}


@both
@pytest.mark.parametrize("name", BAD)
def test_a_server_that(world: World, name: str) -> None:
    bad = BAD[name]
    with RawServer(bad.script) as server:
        error = failure(world, server.url)
    [heard] = server.requests
    assert heard.headers["x-api-key"] == CANARY
    assert type(error) is bad.error
    if bad.cause is not None:
        assert type(error.__cause__) is bad.cause


@both
def test_a_server_that_does_not_take_the_connection(world: World) -> None:
    """Connecting and reading are told apart."""
    if sys.platform != "linux":
        pytest.skip("only here does a full backlog drop what comes")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        address = listener.getsockname()
        waiting = [socket.socket() for _ in range(4)]
        try:
            for one in waiting:
                one.setblocking(False)
                one.connect_ex(address)
            error = failure(world, f"http://127.0.0.1:{address[1]}")
        finally:
            for one in waiting:
                one.close()
    assert type(error) is NetworkTimeoutError
    assert type(error.__cause__) is httpx2.ConnectTimeout
    assert "ConnectTimeout" in str(error)


@both
def test_a_server_that_is_not_there(world: World) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    error = failure(world, f"http://127.0.0.1:{port}")
    assert type(error) is NetworkError
    assert type(error.__cause__) is httpx2.ConnectError


GOOD_ENOUGH: dict[str, Sequence[Step]] = {
    "slowly, but always something": [
        *(part for byte in GOOD[:-9] for part in (bytes([byte]), 0.001)),
        *(GOOD[-9:], 0.0),
    ],
    "after hints": [b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + GOOD],
    "after a continue": [b"HTTP/1.1 100 Continue\r\n\r\n" + GOOD],
    "as HTTP/1.0": [b"HTTP/1.0 200 OK\r\n\r\n" + BOOK, CLOSE],
    "without a length": [head("Connection: close") + BOOK, CLOSE],
    "without a reason": [b"HTTP/1.1 200\r\nContent-Length: 11\r\n\r\n" + BOOK],
    "in chunks": [
        head("Transfer-Encoding: chunked"),
        b'5;a=b\r\n{"id"\r\n',
        0.05,
        b'6\r\n:"42"}\r\n0\r\nX-Trailer: a\r\n\r\n',
    ],
    "zipped": [
        whole(gzip.compress(BOOK), "Content-Encoding: gzip"),
    ],
    "with many headers": [whole(BOOK, *(f"X-{n}: {'b' * 50}" for n in range(200)))],
    "with a byte order mark": [whole(b"\xef\xbb\xbf" + BOOK)],
    "with bytes to spare": [GOOD + b"HTTP/1.1 200 OK\r\n"],
}


@both
@pytest.mark.parametrize("name", GOOD_ENOUGH)
def test_an_answer(world: World, name: str) -> None:
    with RawServer(GOOD_ENOUGH[name]) as server:
        made = settings(server.url, timeout=PATIENCE, retry=ONCE)
        assert world.send(made, get_book("42")).data == Book(id="42")


def twice(world: World, url: str, operation: Any = None) -> list[Any]:
    """Two calls of one client, one after the other."""
    made = settings(url, timeout=PATIENCE)
    first, second = get_book("1"), operation or get_book("2")
    if type(world).__name__ == "Blocking":
        with Library(made) as client:
            return [client.send(first).data, client.send(second).data]

    async def main() -> list[Any]:
        async with AsyncLibrary(made) as client:
            one = (await client.send(first)).data
            return [one, (await client.send(second)).data]

    return asyncio.run(main())


@both
def test_a_connection_is_kept(world: World) -> None:
    with RawServer([GOOD], [GOOD]) as server:
        assert len(twice(world, server.url)) == 2
    assert server.connections == 1


@both
@pytest.mark.parametrize(
    "first",
    [[GOOD, CLOSE], [whole(BOOK, "Connection: close")]],
    ids=["closed", "to be closed"],
)
def test_a_connection_that_is_no_good_any_more(world: World, first: Any) -> None:
    with RawServer(first, [GOOD]) as server:
        assert twice(world, server.url) == [Book(id="42"), Book(id="42")]
    assert server.connections == 2
    assert len(server.requests) == 2


@both
def test_a_connection_that_is_closed_in_the_face_of_a_request(world: World) -> None:
    """A GET is sent again; a POST may have been done."""
    with RawServer([GOOD], [CLOSE], [GOOD]) as server:
        assert len(twice(world, server.url)) == 2
        assert len(server.requests) == 3
    with RawServer([GOOD], [CLOSE], [GOOD]) as server:
        with pytest.raises(NetworkError, match=r"^LendBook: 127\.0\.0\.1: "):
            twice(world, server.url, lend_book("1", to="Ada"))
        assert len(server.requests) == 2


@both
@pytest.mark.parametrize(
    "first",
    [
        [CLOSE],
        [RESET],
        [9.0],
        [head("Content-Length: 999") + BOOK, CLOSE],
        [whole(b"busy", status="503 Service Unavailable")],
        [whole(b"slow down", "Retry-After: 0", status="429 Too Many Requests")],
    ],
    ids=["closed", "reset", "silent", "half", "503", "429"],
)
def test_a_second_attempt(world: World, first: Sequence[Step]) -> None:
    with RawServer(first, [GOOD]) as server:
        made = settings(server.url, timeout=PATIENCE)
        got = world.send(made, get_book("42"))
    assert (got.data, got.attempts) == (Book(id="42"), 2)
    # The second one proves itself, too.
    assert [one.headers["x-api-key"] for one in server.requests] == [CANARY] * 2


@both
@pytest.mark.parametrize(("seconds", "asks"), [(7, "7"), (3, "date"), (0, "yesterday")])
def test_how_long_a_server_asks_to_wait(
    world: World, seconds: float, asks: str
) -> None:
    now = datetime(2026, 1, 31, 12, tzinfo=UTC)
    later = {"date": timedelta(seconds=3), "yesterday": timedelta(days=-1)}
    value = _http_date(now + later[asks]) if asks in later else asks
    limited = whole(
        b"{}",
        f"Date: {_http_date(now)}",
        f"Retry-After: {value}",
        status="429 Too Many Requests",
    )
    time = Time()
    with RawServer([limited], [limited], [limited], [GOOD]) as server:
        made = settings(server.url, clock=time.clock())
        with pytest.raises(RateLimitError) as caught:
            world.send(made, get_book("42"))
    assert str(caught.value) == "GetBook: 429 Too Many Requests"
    assert caught.value.retry_after == seconds
    assert time.sleeps == [seconds, seconds]


def _http_date(moment: datetime) -> str:
    return moment.strftime("%a, %d %b %Y %H:%M:%S GMT")


@both
def test_a_fault_with_a_body_that_breaks_off(world: World) -> None:
    """The connection is what failed: nobody knows the rest of the message."""
    fault = head("Content-Length: 999", status="500 Internal Server Error") + b"no"
    with RawServer([fault, CLOSE]) as server:
        assert type(failure(world, server.url)) is NetworkError
    with RawServer([whole(b"no", status="599 Odd")]) as server:
        error = failure(world, server.url)
    assert type(error) is ServerError
    assert str(error) == "GetBook: 599 Odd: no"


def sent(world: World, url: str) -> Any:
    """A call of a client that follows redirects."""
    made = settings(url, timeout=PATIENCE)
    if type(world).__name__ == "Blocking":
        with (
            httpx2.Client(follow_redirects=True) as http,
            Library(made, http_client=http) as client,
        ):
            return client.send(get_book("42")).data

    async def main() -> Any:
        async with (
            httpx2.AsyncClient(follow_redirects=True) as http,
            AsyncLibrary(made, http_client=http) as client,
        ):
            return (await client.send(get_book("42"))).data

    return asyncio.run(main())


def _moved(url: str) -> list[Step]:
    return [whole(b"", f"Location: {url}", status="307 Temporary Redirect")]


@both
def test_a_redirect(world: World) -> None:
    with RawServer(_moved("/elsewhere"), [GOOD]) as server:
        assert sent(world, server.url) == Book(id="42")
    assert [one.path for one in server.requests] == ["/books/42", "/elsewhere"]
    assert server.requests[1].headers["x-api-key"] == CANARY
    with RawServer([GOOD]) as other, RawServer(_moved(f"{other.url}/a")) as server:
        assert sent(world, server.url) == Book(id="42")
    [heard] = other.requests
    assert CANARY not in repr(heard)


@both
def test_redirects_are_not_followed_unasked(world: World) -> None:
    with RawServer([GOOD]) as other, RawServer(_moved(other.url)) as server:
        error = failure(world, server.url)
    assert type(error) is StatusError
    assert other.requests == []


@both
def test_a_redirect_that_is_no_url(world: World) -> None:
    with (
        RawServer(_moved("http://[broken")) as server,
        pytest.raises(ConnectorError) as caught,
    ):
        sent(world, server.url)
    assert "\n" not in str(caught.value)


@both
def test_a_large_zipped_body(world: World) -> None:
    body = b'{"id":"42","title":"' + b"a" * 3_000_000 + b'"}'
    packed = gzip.compress(body)
    half = len(packed) // 2
    script: list[Step] = [
        head("Content-Encoding: gzip", f"Content-Length: {len(packed)}"),
        packed[:half],
        0.05,
        packed[half:],
    ]
    with RawServer(script) as server:
        got = world.send(settings(server.url), get_book("42")).data
    assert got.title is not None
    assert len(got.title) == 3_000_000
