from __future__ import annotations

import asyncio
import contextlib
from typing import Annotated, Any

import httpx2
import pytest
from pydantic import Field
from shelf import (
    CANARY,
    AsyncLibrary,
    Book,
    BooksPage,
    Library,
    get_book,
    get_books,
    mocked,
    settings,
)
from support.loopback import Heard, Loopback, Reply, reply

from runtime.auth.schemes import ApiKey
from runtime.auth.secret import Secret
from runtime.bodies.json import Json
from runtime.dates.model import Model
from runtime.decode.model import Wire
from runtime.decode.place import dig
from runtime.errors import ForeignLinkError
from runtime.operation import Operation
from runtime.paging.counted import Offset, PageNumber
from runtime.paging.cursor import Cursor
from runtime.paging.link import NextLink
from runtime.paging.pager import Pager
from runtime.paging.walk import Walk


def page(*ids: str, after: Any = None) -> dict[str, Any]:
    results = [{"id": name} for name in ids]
    return {"results": results, "paging": {"next": {"after": after}}}


PAGES = {None: page("1", "2", after="b"), "b": page(after="c"), "c": page("3")}


def shelves(heard: Heard) -> Reply:
    return reply(PAGES[dict(heard.query).get("after")])


def test_items_come_from_all_pages() -> None:
    with (
        Loopback(otherwise=shelves) as server,
        Library(settings(server.url)) as library,
    ):
        books = library.books.list()
        assert repr(books) == "Pager(GetBooks)"
        assert server.requests == []
        assert [book.id for book in books] == ["1", "2", "3"]
        # Each iteration starts anew.
        assert [book.id for book in books] == ["1", "2", "3"]
    paths = [heard.path for heard in server.requests]
    assert paths == ["/books", "/books?after=b", "/books?after=c"] * 2


def test_items_come_from_all_pages_async() -> None:
    async def main(url: str) -> None:
        async with AsyncLibrary(settings(url)) as library:
            books = library.books.list()
            assert repr(books) == "AsyncPager(GetBooks)"
            assert [book.id async for book in books] == ["1", "2", "3"]
            assert books.next_cursor is None
            cursors = [books.next_cursor async for _ in books.pages()]
            assert cursors == ["b", "c", None]
            resumed = [p.results async for p in books.pages(after="c")]
            assert resumed == [[Book(id="3")]]
            assert await books.first() == Book(id="1")

    with Loopback(otherwise=shelves) as server:
        asyncio.run(main(server.url))


def test_pages_and_where_to_go_on() -> None:
    with (
        Loopback(otherwise=shelves) as server,
        Library(settings(server.url)) as library,
    ):
        books = library.books.list()
        pages = books.pages()
        assert isinstance(next(pages), BooksPage)
        assert books.next_cursor == "b"
        # Another day, with nothing but the cursor.
        later = library.books.list()
        found = [p.results for p in later.pages(after=books.next_cursor)]
        assert found == [[], [Book(id="3")]]
        assert later.next_cursor is None


def test_the_first_item_needs_one_request() -> None:
    with (
        Loopback(otherwise=shelves) as server,
        Library(settings(server.url)) as library,
    ):
        assert library.books.list().first() == Book(id="1")
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "end",
    [{}, {"paging": None}, page("9"), page("9", after=""), {"results": None}],
)
def test_where_a_list_ends(end: object) -> None:
    with Loopback(reply(end)) as server, Library(settings(server.url)) as library:
        assert len(list(library.books.list())) <= 1
    assert len(server.requests) == 1


def test_no_content_is_no_page() -> None:
    with Loopback(Reply(204)) as server, Library(settings(server.url)) as library:
        assert list(library.books.list().pages()) == []


def test_a_cursor_that_comes_again_ends_the_list() -> None:
    script = [page("1", after="b"), page("2", after="c"), page("3", after="b")]
    with (
        Loopback(*map(reply, script)) as server,
        Library(settings(server.url)) as library,
    ):
        assert [book.id for book in library.books.list()] == ["1", "2", "3"]


def test_a_server_that_ignores_the_cursor() -> None:
    with (
        Loopback(otherwise=reply(page("1", after="b"))) as server,
        Library(settings(server.url)) as library,
    ):
        assert [book.id for book in library.books.list()] == ["1"]
    assert len(server.requests) == 2


def listing(paging: Any, **changes: Any) -> Operation[Any]:
    made: dict[str, Any] = {"id": "List", "method": "GET", "path": "/list"}
    return Operation(**made, answers={200: Any}, paging=paging, **changes)


def test_a_link_to_the_next_page() -> None:
    auth = ApiKey("query", "key", Secret(CANARY))
    with Loopback() as server:
        link = f"{server.url}/other?skip=2&key=stale"
        script = [
            {"value": [1, 2], "@odata.nextLink": link},
            {"value": [3], "@odata.nextLink": "/third?%24skip=3"},
            {"value": [4], "@odata.nextLink": None},
        ]
        server.script(*map(reply, script))
        paging = NextLink(next=("@odata.nextLink",), items=("value",))
        operation = listing(paging, query={"top": 2}, body=Json({"q": 1}))
        with Library(settings(f"{server.url}/base", auth=auth)) as library:
            pager: Pager[int, Any] = Pager(lambda o: library.send(o).data, operation)
            assert list(pager) == [1, 2, 3, 4]
    paths = [heard.path for heard in server.requests]
    assert paths == [
        f"/base/list?top=2&key={CANARY}",
        f"/other?skip=2&key={CANARY}",
        f"/third?%24skip=3&key={CANARY}",
    ]
    assert [heard.body for heard in server.requests] == [b'{"q":1}', b"", b""]


@pytest.mark.parametrize(
    "link",
    [
        "https://library.test/x",
        "http://evil.test/x",
        "//evil.test/x",
        "http://library.test:81/x",
        "http://library.test@evil.test/x",
        "http://[/x",
        "ftp://library.test/x",
    ],
)
def test_a_link_that_leads_elsewhere_is_refused(link: str) -> None:
    heard: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        heard.append(request.url.host)
        return httpx2.Response(200, json={"value": [1], "nextLink": link})

    paging = NextLink(next=("nextLink",), items=("value",))
    with mocked(handler) as library:
        pager: Pager[int, Any] = Pager(lambda o: library.send(o).data, listing(paging))
        items = iter(pager)
        assert next(items) == 1
        with pytest.raises(ForeignLinkError, match=r"^List: the link of the server "):
            next(items)
    assert heard == ["library.test"]


@pytest.mark.parametrize(
    "link", ["\\\\evil.test/x", "http:\\\\evil.test\\x", "/\\evil.test"]
)
def test_a_link_that_a_browser_reads_otherwise_stays_here(link: str) -> None:
    heard: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        heard.append(request.url.host)
        return httpx2.Response(200, json={"value": [1], "nextLink": link})

    paging = NextLink(next=("nextLink",), items=("value",))
    with mocked(handler) as library, contextlib.suppress(ForeignLinkError):
        pager: Pager[int, Any] = Pager(lambda o: library.send(o).data, listing(paging))
        list(pager)
    assert set(heard) == {"library.test"}


@pytest.mark.parametrize(
    ("paging", "query", "expected"),
    [
        (Offset("skip", ()), {}, ["", "skip=2", "skip=4", "skip=5"]),
        (Offset("skip", ()), {"skip": 2}, ["skip=2", "skip=4", "skip=5"]),
        (PageNumber("p", ()), {}, ["", "p=2", "p=3", "p=4"]),
        (PageNumber("p", (), first=0), {}, ["", "p=1", "p=2"]),
    ],
)
def test_counted_pages(
    paging: Any, query: dict[str, object], expected: list[str]
) -> None:
    heard: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        heard.append(request.url.query.decode())
        asked = dict(request.url.params)
        size = 2 if not isinstance(paging, PageNumber) or paging.first else 3
        number = int(asked.get("p", getattr(paging, "first", 0)))
        start = int(asked.get("skip", (number - getattr(paging, "first", 0)) * size))
        return httpx2.Response(200, json=[0, 1, 2, 3, 4][start : start + size])

    with mocked(handler) as library:
        operation = listing(paging, query=query)
        pager: Pager[int, Any] = Pager(lambda o: library.send(o).data, operation)
        assert list(pager) == [0, 1, 2, 3, 4][int(str(query.get("skip", 0))) :]
    assert heard == expected


def test_pages_that_ignore_their_number_end() -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json=[1, 2])

    with mocked(handler) as library:
        pager: Pager[int, Any] = Pager(
            lambda o: library.send(o).data, listing(PageNumber("p", ()))
        )
        assert list(pager) == [1, 2]


def test_places_are_by_wire_name() -> None:
    class Inner(Model):
        next_one: str | None = Field(default=None, validation_alias="nextOne")

    class Outer(Model):
        inner_part: Annotated[Inner | None, Wire("innerPart")] = None

    read = Outer.model_validate(
        {"innerPart": {"nextOne": "x", "more": {"a": 1}}, "inner_part_": 1}
    )
    assert dig(read, ("innerPart", "nextOne")) == "x"
    assert dig(read, ("innerPart", "more", "a")) == 1
    assert dig(read, ("innerPart", "missing", "a")) is None
    assert dig(None, ("a",)) is None
    assert dig([1], ()) == [1]


def test_an_operation_without_pages() -> None:
    with pytest.raises(ValueError, match=r"GetBook has no pages"):
        Walk(get_book("1"))
    with (
        mocked(lambda _: httpx2.Response(200)) as library,
        pytest.raises(ValueError, match=r"GetBook has no pages"),
    ):
        Pager(lambda o: library.send(o).data, get_book("1"))


def test_a_cursor_can_be_a_number() -> None:
    paging = Cursor(parameter="after", next=("next",), items=("items",))
    script = [{"items": [1], "next": 7}, {"items": [2], "next": 0}, {"items": [3]}]
    heard: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        heard.append(request.url.query.decode())
        return httpx2.Response(200, json=script[len(heard) - 1])

    with mocked(handler) as library:
        pager: Pager[int, Any] = Pager(lambda o: library.send(o).data, listing(paging))
        assert list(pager) == [1, 2, 3]
    assert heard == ["", "after=7", "after=0"]
    assert get_books(after="z").query == {"after": "z"}
