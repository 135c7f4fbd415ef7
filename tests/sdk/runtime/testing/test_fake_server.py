"""The server that the SDK's users put behind a client in their tests."""

from __future__ import annotations

import asyncio
import dataclasses
import pickle
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest
from shelf import (
    CANARY,
    AsyncLibrary,
    Book,
    BooksPage,
    Library,
    Problem,
    get_book,
    get_books,
    lend_book,
)

from runtime.auth.grants import ClientCredentials, TokenEndpoint
from runtime.auth.oauth import bearer
from runtime.auth.schemes import ApiKey
from runtime.auth.secret import Secret
from runtime.bodies.form import Form
from runtime.bodies.json import Json
from runtime.bodies.multipart import Multipart
from runtime.bodies.raw import Bytes
from runtime.encode.text import Csv
from runtime.errors import (
    ConnectorError,
    NetworkError,
    NetworkTimeoutError,
    NotFoundError,
    RateLimitError,
    ServerError,
)
from runtime.http.retry import Retry
from runtime.http.settings import Settings
from runtime.http.throttle import Throttle
from runtime.operation import Operation
from runtime.paging.counted import Offset, PageNumber
from runtime.paging.cursor import Cursor
from runtime.paging.link import NextLink
from runtime.paging.pager import pager
from runtime.testing.token_server import FakeServer
from runtime.unset import UNSET

Send = Callable[..., Any]


def settings(**changes: Any) -> Settings:
    made: dict[str, Any] = {
        "base_url": "http://library.test/api",
        "auth": ApiKey("header", "X-Shelf-Card", Secret(CANARY)),
    }
    return Settings(**(made | changes))


@pytest.fixture
def fake() -> FakeServer:
    return FakeServer()


@pytest.fixture(params=["sync", "async"])
def send(request: pytest.FixtureRequest, fake: FakeServer) -> Send:
    """Sends an operation to the fake server, and gives what it answered."""

    def blocking(operation: Operation[Any], **changes: Any) -> Any:
        with Library(settings(**changes), transport=fake) as client:
            return client.send(operation).data

    def awaited(operation: Operation[Any], **changes: Any) -> Any:
        async def main() -> Any:
            async with AsyncLibrary(settings(**changes), transport=fake) as client:
                return (await client.send(operation)).data

        return asyncio.run(main())

    return blocking if request.param == "sync" else awaited


def test_an_answer_of_the_declared_type(fake: FakeServer, send: Send) -> None:
    fake.on(get_book("4/2")).reply(Book(id="4/2", lent_to="Ada"))
    got = send(get_book("4/2", full=True))
    assert got == Book(id="4/2", lent_to="Ada")
    assert got.model_fields_set == {"id", "lent_to"}
    fake.assert_all_called()


def test_any_status_and_body(fake: FakeServer, send: Send) -> None:
    fake.on(get_book("1")).reply(status=404, json={"message": "no such book"})
    with pytest.raises(NotFoundError, match="GetBook: 404 Not Found: no such book"):
        send(get_book("1"))
    fake.on(get_book("2")).reply(status=500, json=Problem(code=7))
    with pytest.raises(ServerError) as caught:
        send(get_book("2"))
    assert caught.value.body == Problem(code=7)
    # A GET is retried after a 500, and the last reply is repeated.
    assert fake.calls[1].attempts == 3


def test_replies_come_in_order_and_the_last_is_repeated(
    fake: FakeServer, send: Send
) -> None:
    expected = fake.on(get_book("1")).reply(Book(id="1")).reply(Book(id="one"))
    assert [send(get_book("1")).id for _ in range(3)] == ["1", "one", "one"]
    assert len(expected.calls) == 3


def test_nobody_sleeps(fake: FakeServer, send: Send) -> None:
    fake.on(get_book("1")).reply(status=429, retry_after=90.5).reply(Book(id="1"))
    assert send(get_book("1")).id == "1"
    assert fake.waits == [90.5]
    [call] = fake.calls
    assert call.attempts == 2


def test_a_date_to_wait_for_is_in_the_time_of_the_server(
    fake: FakeServer, send: Send
) -> None:
    moment = datetime.fromtimestamp(fake.clock.wall() + 60, UTC)
    later = {"Retry-After": moment.strftime("%a, %d %b %Y %H:%M:%S GMT")}
    fake.on(get_book("1")).reply(status=429, headers=later).reply(Book(id="1"))
    send(get_book("1"))
    assert fake.waits == [pytest.approx(60, abs=1.0)]


def test_a_throttle_waits_in_the_time_of_the_server(fake: FakeServer) -> None:
    fake.on(get_book).reply(Book(id="1"))
    made = settings(throttle=Throttle(2, 60))
    with Library(made, transport=fake) as client:
        for _ in range(5):
            client.send(get_book("1"))
    assert fake.waits == [60, 60]


def test_a_server_that_gives_up_on_a_patient_client(
    fake: FakeServer, send: Send
) -> None:
    fake.on(get_book("1")).reply(status=429, retry_after=1)
    with pytest.raises(RateLimitError) as caught:
        send(get_book("1"), retry=Retry(attempts=4))
    assert caught.value.retry_after == 1
    assert fake.waits == [1, 1, 1]


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (httpx2.ConnectError("refused"), NetworkError),
        (httpx2.ReadError("gone"), NetworkError),
        (httpx2.ConnectTimeout("late"), NetworkTimeoutError),
    ],
)
def test_a_connection_that_breaks(
    fake: FakeServer, send: Send, error: Any, kind: type[ConnectorError]
) -> None:
    fake.on(lend_book).fail(error)
    with pytest.raises(NetworkError) as caught:
        send(lend_book("1"), retry=Retry(attempts=1))
    assert type(caught.value) is kind
    assert caught.value.operation == "LendBook"


def test_no_answer_in_time(fake: FakeServer, send: Send) -> None:
    fake.on(get_book("1")).time_out().reply(Book(id="1"))
    assert send(get_book("1")).id == "1"
    fake.on(get_book("2")).time_out()
    with pytest.raises(NetworkTimeoutError):
        send(get_book("2"))


def test_no_content(fake: FakeServer, send: Send) -> None:
    fake.on(lend_book("1")).reply(None)  # type: ignore[arg-type] # a 204 of a book
    assert send(lend_book("1")) is None


def test_the_status_that_declares_the_answer(fake: FakeServer) -> None:
    def tell(text: str) -> Operation[str | Book]:
        return Operation(
            id="Tell", method="POST", path="/tell", answers={200: str, 201: Book}
        )

    fake.on(tell("a")).reply("heard").reply(Book(id="7")).reply("made", status=299)
    with Library(settings(), transport=fake) as client:
        got = [client.send(tell("a")) for _ in range(3)]
    assert [(one.status, one.data) for one in got] == [
        (200, "heard"),
        (201, Book(id="7")),
        (299, "made"),
    ]


def test_an_answer_of_another_type_is_a_mistake_of_the_test(fake: FakeServer) -> None:
    with pytest.raises(TypeError, match="the reply of GetBook must be Book, not dict"):
        fake.on(get_book("1")).reply({"id": "1"})  # type: ignore[call-overload]


def test_bytes_text_and_headers(fake: FakeServer, send: Send) -> None:
    scan: Operation[bytes] = Operation(
        id="Scan", method="GET", path="/scan", answers={200: bytes}
    )
    fake.on(scan).reply(b"\x00\xff").reply(content=b"raw").reply(text="Grüße")
    assert [send(scan) for _ in range(3)] == [b"\x00\xff", b"raw", "Grüße".encode()]
    fake.on(get_book("1")).reply(Book(id="1"), headers={"X-Request-Id": "r-1"})
    with Library(settings(), transport=fake) as client:
        assert client.send(get_book("1")).request_id == "r-1"


def test_a_body_that_is_read_as_it_comes(fake: FakeServer) -> None:
    scan: Operation[bytes] = Operation(
        id="Scan", method="GET", path="/scan", answers={200: bytes}
    )
    fake.on(scan).reply(b"page")
    with (
        Library(settings(), transport=fake) as client,
        client.stream(scan) as body,
    ):
        assert body.read() == b"page"


def test_a_reply_that_looks_at_the_call(fake: FakeServer, send: Send) -> None:
    fake.on(lend_book).reply_with(lambda call: Book(lent_to=call.json["lentTo"]))
    assert send(lend_book("1", to="Ada")).lent_to == "Ada"
    fake.on(lend_book("2")).reply_with(lambda call: httpx2.Response(404))
    with pytest.raises(NotFoundError):
        send(lend_book("2"))


def test_without_a_reply_the_answer_is_made_up(fake: FakeServer, send: Send) -> None:
    fake.on(get_book)
    assert send(get_book("1")) == Book(id="1", title="title", lent_to="lent to")


def test_what_came_is_kept(fake: FakeServer, send: Send) -> None:
    fake.on(lend_book("4/2")).reply(Book(id="4/2"))
    send(lend_book("4/2", to="Ada"))
    [call] = fake.calls
    assert (call.operation, call.method) == ("LendBook", "POST")
    assert (call.path, dict(call.query)) == ("/api/books/4%2F2/loans", {})
    assert (call.json, call.text) == ({"lentTo": "Ada"}, '{"lentTo":"Ada"}')
    assert call.headers["content-type"] == "application/json"
    assert call.headers["x-shelf-card"] == "***"


def test_no_secret_is_kept(fake: FakeServer) -> None:
    key = ApiKey("query", "card", Secret(CANARY))
    fake.on(get_book)
    with Library(settings(auth=key), transport=fake) as client:
        client.send(get_book("1", full=True))
        with pytest.raises(AssertionError) as caught:
            client.send(get_books())
    assert dict(fake.calls[0].query) == {"full": "true", "card": "***"}
    assert CANARY not in f"{fake.calls} {caught.value} {vars(fake)}"


def test_the_last_expectation_that_fits_answers(fake: FakeServer, send: Send) -> None:
    fake.on(get_book).reply(Book(id="any"))
    fake.on(get_book("2")).reply(Book(id="two"))
    fake.on(get_book("2", full=True)).times(1).reply(Book(id="full"))
    assert send(get_book("1")).id == "any"
    assert send(get_book("2")).id == "two"
    assert send(get_book("2", full=True)).id == "full"
    assert send(get_book("2", full=True)).id == "two"
    fake.assert_all_called()


def made(**parts: Any) -> Operation[Book]:
    return Operation(
        **{"id": "Any", "method": "PUT", "path": "/any", "answers": {200: Book}} | parts
    )


@pytest.mark.parametrize(
    ("wanted", "came"),
    [
        ({"query": {"a": 1}}, {"query": {"a": "1", "b": 2}}),
        ({"query": {"a": UNSET}}, {"query": {}}),
        ({"query": {"a": Csv(["x", "y"])}}, {"query": {"a": ["x", "y"]}}),
        ({"headers": {"X-A": True}}, {"headers": {"X-A": "true", "X-B": "c"}}),
        ({}, {"body": Json({"a": 1})}),
        ({"body": Json({"a": UNSET})}, {}),
        ({"body": Json({"a": {"b": 1}})}, {"body": Json({"a": {"b": 1, "c": 2}})}),
        ({"body": Json(Book(id="1"))}, {"body": Json({"id": "1", "title": "t"})}),
        ({"body": Json([{"a": 1}])}, {"body": Json([{"a": 1, "b": 2}])}),
        ({"body": Form({"a": 1})}, {"body": Form({"a": 1, "b": "c"})}),
        (
            {"body": Multipart({"a": b"file"})},
            {"body": Multipart({"a": b"file", "b": UNSET})},
        ),
        ({"body": Bytes(b"raw")}, {"body": Bytes(b"raw", "text/csv")}),
        ({"body": Bytes(UNSET)}, {"body": Bytes(b"raw")}),
    ],
)
def test_what_fits(
    fake: FakeServer, send: Send, wanted: dict[str, Any], came: dict[str, Any]
) -> None:
    fake.on(made(**wanted)).reply(Book(id="1"))
    assert send(made(**came)).id == "1"


@pytest.mark.parametrize(
    ("wanted", "came", "why"),
    [
        ({}, {"id": "Other"}, "another operation"),
        ({}, {"path": "/any/1"}, "path: /any/1, not /any"),
        ({"query": {"a": 1}}, {}, "query: a=1 is missing"),
        ({"query": {"a": 1}}, {"query": {"a": 2}}, "query: a=2, not 1"),
        ({"headers": {"X-A": 1}}, {}, "header: X-A=1 is missing"),
        ({"body": Json({"a": 1})}, {}, "body is missing"),
        (
            {"body": Json({"a": {"b": 1}})},
            {"body": Json({"a": {"b": 2}})},
            "body.a.b: 2, not 1",
        ),
        ({"body": Json({"a": None})}, {"body": Json({"b": 1})}, "body.a is missing"),
        ({"body": Json({"a": [1]})}, {"body": Json({"a": [1, 2]})}, "2 items, not 1"),
        ({"body": Bytes(b"a")}, {"body": Bytes(b"b")}, "body: b'b', not b'a'"),
    ],
)
def test_what_does_not_fit(
    fake: FakeServer,
    send: Send,
    wanted: dict[str, Any],
    came: dict[str, Any],
    why: str,
) -> None:
    fake.on(made(**wanted))
    with pytest.raises(AssertionError) as caught:
        send(made(**came))
    assert why in str(caught.value)


def test_an_unexpected_call_is_shown_with_what_was_expected_instead(
    fake: FakeServer, send: Send
) -> None:
    fake.on(get_books())
    fake.on(get_book("7"))
    fake.on(get_book("42", full=True)).times(1)
    with pytest.raises(AssertionError) as caught:
        send(get_book("42"))
    assert str(caught.value) == (
        "unexpected call: GetBook: GET /api/books/42\n"
        "expected, closest first:\n"
        "  GetBook: GET /books/42?full=true\n"
        "    query: full=true is missing\n"
        "  GetBook: GET /books/7\n"
        "    path: /books/42, not /books/7\n"
        "  GetBooks: GET /books\n"
        "    another operation"
    )
    # It is sent once, and is a failure even where somebody caught it.
    assert [call.attempts for call in fake.calls] == [1]
    with pytest.raises(AssertionError, match="unexpected call: GetBook: GET /api"):
        fake.assert_all_called()


def test_only_a_few_expectations_are_shown(fake: FakeServer, send: Send) -> None:
    with pytest.raises(AssertionError, match="nothing was expected"):
        send(get_book("1"))
    for number in range(9):
        fake.on(get_book(f"{number}9"))
    with pytest.raises(AssertionError) as caught:
        send(get_book("1"))
    assert str(caught.value).count("path:") == 5
    assert str(caught.value).endswith("  and 4 more")


def test_a_call_too_many(fake: FakeServer, send: Send) -> None:
    fake.on(get_book("1")).times(2).reply(status=503).reply(Book(id="1"))
    # A retry is no second call.
    send(get_book("1"))
    with pytest.raises(AssertionError, match=r"did not come: GetBook.*\(1 of 2\)"):
        fake.assert_all_called()
    send(get_book("1"))
    fake.assert_all_called()
    with pytest.raises(AssertionError, match="it came 2 of 2 times already"):
        send(get_book("1"))


def test_a_call_that_did_not_come(fake: FakeServer) -> None:
    fake.on(lend_book("1", to="Ada"))
    fake.on(get_book)
    with pytest.raises(AssertionError) as caught:
        fake.assert_all_called()
    assert str(caught.value) == (
        "expected call that did not come: LendBook: POST /books/1/loans "
        "{'lentTo': 'Ada'} (0 of 1)\n"
        "expected call that did not come: GetBook (any arguments) (0 of 1)"
    )


def test_a_request_that_no_operation_made(fake: FakeServer) -> None:
    fake.on(get_book("1"))
    with (
        httpx2.Client(transport=fake) as client,
        pytest.raises(AssertionError, match=r"no operation: GET /other\?a=1"),
    ):
        client.get("http://library.test/other?a=1")


def test_a_client_of_httpx2_can_stand_between(fake: FakeServer) -> None:
    fake.on(get_book("1")).reply(Book(id="1"))
    http = httpx2.Client(transport=fake, headers={"X-Team": "a"})
    with http, Library(settings(), http_client=http) as client:
        assert client.send(get_book("1")).data.id == "1"
    assert fake.calls[0].headers["x-team"] == "a"


def test_oauth_tokens_are_given_by_the_way(fake: FakeServer, send: Send) -> None:
    source = ClientCredentials("id", CANARY, token_url="https://login.test/token")
    auth = bearer("access_token", source, None, TokenEndpoint())
    fake.on(get_book("1")).reply(status=401).reply(Book(id="1"))
    assert send(get_book("1"), auth=auth).id == "1"
    [call] = fake.calls
    assert (call.attempts, call.headers["authorization"]) == (2, "***")


def ids(items: Iterator[Book]) -> list[str | None]:
    return [one.id for one in items]


def test_pages(fake: FakeServer) -> None:
    pages = [[Book(id="1"), Book(id="2")], [Book(id="3")], [Book(id="4")]]
    fake.on(get_books()).reply_pages(pages)
    with Library(settings(), transport=fake) as client:
        pager = client.books.list()
        assert ids(iter(pager)) == ["1", "2", "3", "4"]
        # And once more from the start.
        assert pager.first() == Book(id="1")

    async def main() -> list[Any]:
        async with AsyncLibrary(settings(), transport=fake) as client:
            return [one.id async for one in client.books.list()]

    assert asyncio.run(main()) == ["1", "2", "3", "4"]
    fake.assert_all_called()


@pytest.mark.parametrize(
    "paging",
    [
        Cursor(parameter=("of", "after"), next=("next",), items=("results",)),
        Cursor(parameter="at", next=("n", "x"), items=("results",), number=True),
        NextLink(next=("next",), items=("results",)),
        Offset(parameter="skip", items=("results",)),
        PageNumber(parameter="page", items=("results",), first=0),
    ],
    ids=lambda one: type(one).__name__,
)
@pytest.mark.parametrize("count", [0, 1, 3])
def test_pages_of_every_kind(fake: FakeServer, paging: Any, count: int) -> None:
    books: Operation[BooksPage] = Operation(
        id="Books",
        method="POST",
        path="/books",
        query={"sort": "title"},
        body=Json({"by": "Ada"}),
        answers={200: BooksPage},
        paging=paging,
    )
    pages = [[{"id": f"{n}a"}, Book(id=f"{n}b")] for n in range(count)]
    fake.on(books).reply_pages(pages)
    with Library(settings(), transport=fake) as client:
        found = ids(iter(pager(client, books, {})))
    assert found == [f"{n}{letter}" for n in range(count) for letter in "ab"]


def test_pages_of_what_has_none(fake: FakeServer) -> None:
    with pytest.raises(ValueError, match="GetBook has no pages"):
        fake.on(get_book("1")).reply_pages([])
    counted = dataclasses.replace(
        get_books(),
        query={"limit": 2},
        paging=Offset(parameter="skip", items=("results",), size="limit"),
    )
    with pytest.raises(ValueError, match="page 1 of GetBooks must not be the last"):
        fake.on(counted).reply_pages([[Book(id="1")], [Book(id="2")]])


def test_many_tasks_share_one_server(fake: FakeServer) -> None:
    fake.on(get_book).reply_with(lambda call: Book(id=call.path.rpartition("/")[2]))

    async def main() -> list[str | None]:
        made = settings(throttle=Throttle(3, 10))
        async with AsyncLibrary(made, transport=fake) as client:
            calls = [client.send(get_book(str(n))) for n in range(20)]
            return [one.data.id for one in await asyncio.gather(*calls)]

    assert asyncio.run(main()) == [str(n) for n in range(20)]
    assert len(fake.calls) == 20


def test_an_error_of_a_fake_server_can_be_pickled(fake: FakeServer) -> None:
    fake.on(get_book("1")).reply(status=404)
    with (
        Library(settings(), transport=fake) as client,
        pytest.raises(NotFoundError) as caught,
    ):
        client.send(get_book("1"))
    assert pickle.loads(pickle.dumps(caught.value)).status == 404
