from __future__ import annotations

import asyncio
import logging
import pickle
from typing import Any

import httpx2
import pytest
from shelf import (
    CANARY,
    WORLDS,
    AsyncLibrary,
    Book,
    Library,
    Problem,
    Time,
    World,
    get_book,
    lend_book,
    mocked,
    settings,
)
from support.loopback import Heard, Loopback, Reply, reply

from runtime.auth.basic import Basic
from runtime.auth.bearer import Bearer
from runtime.auth.oauth import HttpxAuth
from runtime.auth.schemes import ApiKey
from runtime.auth.secret import Secret
from runtime.bodies.multipart import Multipart
from runtime.errors import (
    ConnectorError,
    NetworkError,
    NetworkTimeoutError,
    NotFoundError,
    RateLimitError,
    ServerError,
    StatusError,
)
from runtime.http.retry import Retry
from runtime.http.settings import Settings
from runtime.operation import Operation
from runtime.unset import UNSET

both = pytest.mark.parametrize("world", WORLDS)


@both
def test_a_call_and_its_answer(world: World) -> None:
    with Loopback(reply({"id": "4/2", "new": [1]}, X_Request_Id="r-1")) as server:
        made = settings(f"{server.url}/api/", user_agent="library/1.0")
        got = world.send(made, get_book("4/2", full=True), headers={"X-Trace": "t"})
    [heard] = server.requests
    assert (heard.method, heard.path) == ("GET", "/api/books/4%2F2?full=true")
    assert heard.headers["x-api-key"] == "canary-7c1f"
    assert heard.headers["user-agent"] == "library/1.0"
    assert heard.headers["accept"] == "application/json"
    assert heard.headers["x-trace"] == "t"
    assert got.data == Book.model_validate({"id": "4/2", "new": [1]})
    assert got.data.model_extra == {"new": [1]}
    assert (got.status, got.attempts, got.request_id) == (200, 1, "r-1")


@both
def test_a_body_holds_what_was_given(world: World) -> None:
    with Loopback(reply({}), reply({}), Reply(204)) as server:
        made = settings(server.url)
        world.send(made, lend_book("1", to="Ada"))
        world.send(made, lend_book("1", to=None))
        last = world.send(made, lend_book("1"))
    bodies = [heard.json for heard in server.requests]
    assert bodies == [{"lentTo": "Ada"}, {"lentTo": None}, {}]
    assert server.requests[0].headers["content-type"] == "application/json"
    assert last.data is None


@both
def test_a_refusal_is_one_line_and_carries_everything(world: World) -> None:
    said = reply({"message": "no book 42\n at all"}, 404, x_correlation_id="c-9")
    with Loopback(said) as server, pytest.raises(NotFoundError) as caught:
        world.send(settings(server.url), get_book("42"))
    error = caught.value
    assert str(error) == "GetBook: 404 Not Found: no book 42 at all"
    assert (error.operation, error.status) == ("GetBook", 404)
    assert error.body == {"message": "no book 42\n at all"}
    assert error.request_id == "c-9"
    assert error.request.url.path == "/books/42"
    assert error.response.headers["x-correlation-id"] == "c-9"
    again: NotFoundError = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error)
    assert (again.status, again.body, again.operation) == (404, error.body, "GetBook")
    assert again.response.json() == error.body


@both
def test_a_declared_error_body_is_read_as_declared(world: World) -> None:
    said = reply({"code": "12", "reason": "fire"}, 500)
    with Loopback(said) as server, pytest.raises(ServerError) as caught:
        world.send(settings(server.url), get_book("1"), retry=Retry(attempts=1))
    assert caught.value.body == Problem(code=12, reason="fire")
    assert str(caught.value) == "GetBook: 500 Internal Server Error: fire"


@both
def test_an_error_body_of_another_shape_hides_nothing(world: World) -> None:
    said = Reply(500, {"Content-Type": "text/html"}, b"<h1>\xffoops</h1>")
    with Loopback(said) as server, pytest.raises(ServerError) as caught:
        world.send(settings(server.url), get_book("1"), retry=Retry(attempts=1))
    assert str(caught.value) == "GetBook: 500 Internal Server Error"
    assert caught.value.body == "<h1>�oops</h1>"


@both
def test_a_server_that_is_not_there(world: World) -> None:
    with Loopback() as server:
        url = server.url
    time = Time()
    with pytest.raises(NetworkError) as caught:
        world.send(settings(url, clock=time.clock()), lend_book("1"))
    assert str(caught.value).startswith("LendBook: 127.0.0.1: ConnectError: ")
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value.__cause__, httpx2.ConnectError)
    # Nothing was sent, so even a POST is tried again.
    assert time.sleeps == [0.5, 1.0]
    assert isinstance(pickle.loads(pickle.dumps(caught.value)), NetworkError)


@both
def test_a_server_that_is_too_slow(world: World) -> None:
    with Loopback(Reply(delay=5.0)) as server:
        made = settings(server.url, retry=Retry(attempts=1))
        with pytest.raises(NetworkTimeoutError) as caught:
            world.send(made, get_book("1"), timeout=0.05)
    assert str(caught.value).startswith("GetBook: 127.0.0.1: ReadTimeout")


@both
def test_a_connection_that_breaks_is_retried_where_a_repeat_is_safe(
    world: World,
) -> None:
    with Loopback(Reply(drop=True), reply({"id": "1"})) as server:
        assert world.send(settings(server.url), get_book("1")).attempts == 2
    with Loopback(Reply(drop=True)) as server, pytest.raises(NetworkError):
        world.send(settings(server.url), lend_book("1"))
    assert len(server.requests) == 1


@both
def test_a_body_that_breaks_off_is_retried(world: World) -> None:
    broken = Reply(200, {}, b'{"id": "1"}', cut=4)
    with Loopback(broken, reply({"id": "1"})) as server:
        got = world.send(settings(server.url), get_book("1"))
    assert (got.data.id, got.attempts) == ("1", 2)


@both
def test_too_many_calls(world: World) -> None:
    time = Time()
    script = [reply({"message": "slow"}, 429, retry_after="7") for _ in range(3)]
    with Loopback(*script) as server, pytest.raises(RateLimitError) as caught:
        world.send(settings(server.url, clock=time.clock()), lend_book("1"))
    assert time.sleeps == [7.0, 7.0]
    assert caught.value.retry_after == 7.0
    assert pickle.loads(pickle.dumps(caught.value)).retry_after == 7.0


@both
def test_a_redirect_is_an_error_by_default(world: World) -> None:
    said = Reply(302, {"Location": "/elsewhere"})
    with Loopback(said) as server, pytest.raises(StatusError, match=r"302 Found"):
        world.send(settings(server.url), get_book("1"))
    assert len(server.requests) == 1


def test_a_redirect_to_another_host_gets_no_credential() -> None:
    with Loopback(reply({"id": "1"})) as there:
        onward = Reply(307, {"Location": f"{there.url}/b?x=1"})
        here_too = Reply(307, {"Location": "/moved"})
        with Loopback(here_too, onward) as here:
            headers = {"X-Token": "canary-7c1f", "Cookie": "canary-7c1f"}
            made = settings(here.url, headers=headers)
            following = httpx2.Client(follow_redirects=True)
            with following, Library(made, http_client=following) as library:
                got = library.send(get_book("1"))
    assert got.data.id == "1"
    assert got.attempts == 3
    assert here.requests[1].headers["x-api-key"] == "canary-7c1f"
    [heard] = there.requests
    assert heard.path == "/b?x=1"
    assert "canary-7c1f" not in str(heard)


def test_a_redirect_within_the_origin_keeps_the_credential() -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        heard.append(str(request.url.params))
        elsewhere = "http://other.test/signed?sig=s"
        targets = ["/moved?a=1", elsewhere, "/there", "http://library.test/back"]
        if len(heard) > len(targets):
            return httpx2.Response(200, json={})
        return httpx2.Response(302, headers={"Location": targets[len(heard) - 1]})

    heard: list[str] = []
    auth = ApiKey("query", "key", Secret(CANARY))
    transport = httpx2.MockTransport(handler)
    following = httpx2.Client(transport=transport, follow_redirects=True)
    with following, Library(settings(auth=auth), http_client=following) as library:
        got = library.send(get_book("1"))
    # Another origin could send us back with whatever it likes: no credential from there on.
    assert heard == [f"key={CANARY}", f"a=1&key={CANARY}", "sig=s", "", ""]
    assert got.attempts == 5


def test_a_signed_redirect_is_not_shown(caplog: pytest.LogCaptureFixture) -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "library.test":
            target = f"http://blob.test/scan?sig={CANARY}"
            return httpx2.Response(302, headers={"Location": target})
        assert request.url.params["sig"] == CANARY
        return httpx2.Response(200, json={})

    caplog.set_level(logging.DEBUG)
    transport = httpx2.MockTransport(handler)
    following = httpx2.Client(transport=transport, follow_redirects=True)
    with following, Library(settings(), http_client=following) as library:
        got = library.send(get_book("1"))
    assert str(got.http.url) == "http://blob.test/scan?sig=***"
    assert CANARY not in caplog.text


def test_the_timeout_of_a_client_of_httpx2_can_be_kept() -> None:
    limits: list[object] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        limits.append(request.extensions["timeout"]["read"])
        return httpx2.Response(200, json={})

    own = httpx2.Client(transport=httpx2.MockTransport(handler), timeout=7)
    with own, Library(settings(timeout=UNSET), http_client=own) as library:
        library.books.get("1")
        library.books.get("1", timeout=2)
        library.books.get("1", timeout=None)
        library.with_options(timeout=3).books.get("1")
    assert limits == [7, 2, None, 3]


def test_endless_redirects_end() -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(302, headers={"Location": "/again"})

    following = httpx2.Client(
        transport=httpx2.MockTransport(handler), follow_redirects=True, max_redirects=4
    )
    with (
        following,
        Library(settings(), http_client=following) as library,
        pytest.raises(StatusError, match=r"302 Found"),
    ):
        library.send(get_book("1"))


@pytest.mark.parametrize(
    ("auth", "name", "value"),
    [
        (Bearer(Secret("t")), "authorization", "Bearer t"),
        (
            ApiKey("header", "Authorization", Secret("t"), "Bearer "),
            "authorization",
            "Bearer t",
        ),
        (
            ApiKey("header", "Authorization", Secret("bearer t"), "Bearer "),
            "authorization",
            "bearer t",
        ),
        (Basic("ada", Secret("p:w")), "authorization", "Basic YWRhOnA6dw=="),
        (ApiKey("header", "X-Key", Secret("t")), "x-key", "t"),
    ],
)
def test_a_credential_in_its_header(auth: Any, name: str, value: str) -> None:
    heard: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        heard.append(request)
        return httpx2.Response(200, json={})

    with mocked(handler, auth=auth) as library:
        library.send(get_book("1"))
    assert heard[0].headers[name] == value


def test_credentials_together_and_in_the_query() -> None:
    auth = (
        ApiKey("query", "key", Secret("a b&c")),
        ApiKey("header", "X-Tenant", Secret("t")),
    )
    with (
        Loopback(reply({})) as server,
        Library(settings(server.url, auth=auth)) as library,
    ):
        library.send(get_book("1", full=False))
    [heard] = server.requests
    assert heard.path == "/books/1?full=false&key=a%20b%26c"
    assert heard.query == [("full", "false"), ("key", "a b&c")]
    assert heard.headers["x-tenant"] == "t"


def test_an_httpx2_auth_can_refresh_its_token() -> None:
    class Refreshing(httpx2.Auth):
        def auth_flow(self, request: httpx2.Request) -> Any:
            request.headers["Authorization"] = "Bearer old"
            response = yield request
            if response.status_code == 401:
                request.headers["Authorization"] = "Bearer new"
                yield request

    with (
        Loopback(reply({}, 401), reply({"id": "1"})) as server,
        Library(settings(server.url, auth=HttpxAuth(Refreshing()))) as library,
    ):
        assert library.send(get_book("1")).data.id == "1"
    sent = [heard.headers["authorization"] for heard in server.requests]
    assert sent == ["Bearer old", "Bearer new"]


def test_a_client_of_httpx2_brings_its_own_settings() -> None:
    own = httpx2.Client(
        params={"tenant": "t 1"},
        headers={"X-Own": "1"},
        auth=("ada", "pw"),
        cookies={"c": "1"},
    )
    with Loopback(otherwise=reply({})) as server, own:
        with Library(settings(server.url, auth=None), http_client=own) as library:
            library.send(get_book("1", full=True))
        # It is closed by whoever made it.
        assert not own.is_closed
    [heard] = server.requests
    assert heard.path == "/books/1?tenant=t%201&full=true"
    assert heard.headers["x-own"] == "1"
    assert heard.headers["authorization"].startswith("Basic ")
    assert heard.headers["cookie"] == "c=1"


def test_other_options_on_the_same_connections() -> None:
    with Loopback(otherwise=reply({"id": "1"})) as server:
        library = Library(settings(server.url, headers={"X-A": "1"}))
        books = library.books
        with library.with_options(headers={"X-B": "2"}, timeout=3) as other:
            assert isinstance(other, Library)
            assert other.books is not books
            other.books.get("1")
        # Closing the other one closed nothing.
        library.books.get("1")
        library.close()
    first, second = server.requests
    assert (first.headers["x-a"], first.headers["x-b"]) == ("1", "2")
    assert "x-b" not in second.headers
    assert library.books is books


def test_resources_in_both_worlds() -> None:
    async def main(url: str) -> Book:
        async with AsyncLibrary(settings(url)) as library:
            assert library.with_options(timeout=1).books is not library.books
            return await library.books.get("1", timeout=2)

    with Loopback(otherwise=reply({"id": "1"})) as server:
        with Library(settings(server.url)) as library:
            assert library.books.get("1", timeout=2) == Book(id="1")
            assert repr(library) == f"Library({server.url!r})"
            assert repr(library.books) == f"Books of Library({server.url!r})"
        assert asyncio.run(main(server.url)) == Book(id="1")


def test_the_call_wins_over_the_client() -> None:
    with Loopback(reply({})) as server:
        made = settings(server.url, headers={"X-Api-Key": "client", "Accept": "a/b"})
        with Library(made) as library:
            library.send(get_book("1"), headers={"X-Api-Key": "call"})
    assert server.requests[0].headers["x-api-key"] == "call"
    assert server.requests[0].headers["accept"] == "a/b"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "library.test",
        "ftp://library.test",
        "http://",
        "http://u:p@library.test",
        "http://library.test?a=1",
        "http://library.test#a",
        "http://a:b:c",
    ],
)
def test_a_base_url_that_cannot_be_one(url: str) -> None:
    with pytest.raises(ValueError, match=r"^base_url must "):
        Settings(base_url=url)


def test_a_transport_and_a_client_cannot_both_be_given() -> None:
    transport = httpx2.MockTransport(lambda _: httpx2.Response(200))
    with httpx2.Client() as http, pytest.raises(ValueError, match=r"not both"):
        Library(settings(), http_client=http, transport=transport)


def test_a_cancelled_call_leaves_nothing_open() -> None:
    async def main(server: Loopback) -> None:
        async with AsyncLibrary(settings(server.url)) as library:
            task = asyncio.create_task(library.books.get("1"))
            await asyncio.to_thread(server.wait_for, 1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            # The connection went back, and another call works.
            assert (await library.books.get("2")).id == "2"

    def script(heard: Heard) -> Reply:
        slow = heard.path.endswith("1")
        return Reply(delay=5) if slow else reply({"id": "2"})

    with Loopback(otherwise=script) as server:
        asyncio.run(main(server))


def test_an_error_while_reading_closes_the_answer() -> None:
    class Exploding(httpx2.SyncByteStream):
        closed = False

        def __iter__(self) -> Any:
            yield b"{"
            raise KeyboardInterrupt

        def close(self) -> None:
            self.closed = True

    body = Exploding()
    with (
        mocked(lambda _: httpx2.Response(200, stream=body)) as library,
        pytest.raises(KeyboardInterrupt),
    ):
        library.send(get_book("1"))
    assert body.closed


def test_many_threads_share_a_client() -> None:
    from concurrent.futures import ThreadPoolExecutor

    with (
        Loopback(otherwise=lambda h: reply({"id": h.path[-2:]})) as server,
        Library(settings(server.url)) as library,
        ThreadPoolExecutor(8) as pool,
    ):
        names = [str(n) for n in range(10, 60)]
        got = list(pool.map(lambda name: library.books.get(name).id, names))
    assert got == names


def test_every_error_has_the_same_root() -> None:
    import runtime.errors as errors

    kinds = [k for k in vars(errors).values() if isinstance(k, type)]
    assert all(
        issubclass(k, ConnectorError) for k in kinds if k.__module__ == errors.__name__
    )


@pytest.mark.parametrize("value", ["Grüße", "世界"])
def test_headers_of_any_characters(value: str) -> None:
    seen: list[bytes] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.extend(v for n, v in request.headers.raw if n.lower() == b"x-note")
        return httpx2.Response(404)

    note = Operation[None](
        id="Note", method="GET", path="/", headers={"X-Note": value, "x-a": "b"}
    )
    with mocked(handler) as library, pytest.raises(NotFoundError):
        library.send(note, headers={"X-Plain": "c"})
    # Latin-1 where that is enough, as RFC 9110 reads headers.
    assert seen == [value.encode("latin-1" if value == "Grüße" else "utf-8")]


def test_a_content_type_never_hides_the_boundary() -> None:
    seen: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.headers["content-type"])
        return httpx2.Response(204)

    upload = Operation[None](
        id="Upload",
        method="POST",
        path="/",
        headers={"Content-Type": "multipart/form-data"},
        body=Multipart({"a": "b"}),
    )
    with mocked(handler) as library:
        library.send(upload)
        library.send(upload, headers={"content-type": "multipart/form-data"})
    assert all(one.startswith("multipart/form-data; boundary=") for one in seen)
    assert len(seen) == 2
