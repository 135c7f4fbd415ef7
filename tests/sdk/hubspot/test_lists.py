"""Lists over three pages, for each operation that has pages."""

from __future__ import annotations

from typing import Any

import pytest
from driving import Driver, method
from published import METHOD_OF, OPERATIONS, Declared
from support.loopback import Heard, Loopback, Reply, reply

PAGED = [one for one in OPERATIONS if one.paged]


def page(*ids: str, after: str | None = None) -> dict[str, Any]:
    results = [{"id": id_} for id_ in ids]
    if after is None:
        return {"results": results}
    return {"results": results, "paging": {"next": {"after": after, "link": "?"}}}


PAGES = {None: page("1", "2", after="b&="), "b&=": page(after="c"), "c": page("3")}


def shelves(heard: Heard) -> Reply:
    return reply(PAGES[dict(heard.query).get("after")])


def cursors(server: Loopback) -> list[str | None]:
    return [dict(heard.query).get("after") for heard in server.requests]


@pytest.fixture
def server() -> Any:
    with Loopback(otherwise=shelves) as running:
        yield running


def test_the_lists() -> None:
    assert [METHOD_OF[one.id] for one in PAGED] == [
        "inboxes.list",
        "messages.list",
        "channel_accounts.list",
        "channels.list",
        "threads.list",
    ]


@pytest.mark.parametrize("declared", PAGED, ids=lambda one: one.id)
def test_items_of_every_page(
    driver: Driver, server: Loopback, declared: Declared
) -> None:
    places = ["42"] * len(declared.named("path"))

    def items(client: Any) -> Any:
        pager = method(client, METHOD_OF[declared.id])(*places, limit="2", sort="id")
        assert repr(pager) == f"{type(pager).__name__}({declared.id})"
        return driver.items(pager)

    got = driver.use(server.url, items)
    assert [item.id for item in got] == ["1", "2", "3"]
    assert cursors(server) == [None, "b&=", "c"]
    for heard in server.requests:
        told = dict(heard.query)
        told.pop("after", None)
        assert told == {"limit": "2", "sort": "id"}


def test_whole_pages(driver: Driver, server: Loopback) -> None:
    got = driver.use(server.url, lambda client: client.threads.list().pages())
    assert [[item.id for item in one.results] for one in got] == [["1", "2"], [], ["3"]]
    assert isinstance(got[0], driver.sdk.models.ThreadsPage)
    assert got[0].paging.next.after == "b&="


def test_the_first_item(driver: Driver, server: Loopback) -> None:
    thread = driver.use(server.url, lambda client: client.threads.list().first())
    assert isinstance(thread, driver.sdk.models.Thread)
    assert thread.id == "1"
    assert cursors(server) == [None]


def test_no_first_item(driver: Driver) -> None:
    with Loopback(otherwise=reply({"results": []})) as server:
        nothing = driver.use(server.url, lambda client: client.threads.list().first())
    assert nothing is None


def test_the_first_item_may_be_on_a_later_page(
    driver: Driver, server: Loopback
) -> None:
    thread = driver.use(
        server.url, lambda client: client.threads.list(after="b&=").first()
    )
    assert thread.id == "3"
    assert cursors(server) == ["b&=", "c"]


def test_going_on_later(driver: Driver, server: Loopback) -> None:
    """The cursor of a pager is where another one goes on, in another process if need be."""
    kept: list[str | None] = []

    def walk(client: Any) -> Any:
        pager = client.threads.list()
        kept.append(pager.next_cursor)

        if driver.kind == "sync":
            next(pager.pages())
            kept.append(pager.next_cursor)
            return None

        async def start() -> None:
            pages = pager.pages()
            await anext(pages)
            kept.append(pager.next_cursor)
            await pages.aclose()

        return start()

    driver.use(server.url, walk)
    assert kept == [None, "b&="]
    rest = driver.use(server.url, lambda c: c.threads.list().pages(after=kept[1]))
    assert [item.id for one in rest for item in one.results] == ["3"]
    assert cursors(server) == [None, "b&=", "c"]


@pytest.mark.parametrize("token", ["b", "c"])
def test_a_cursor_that_comes_again_ends_the_list(driver: Driver, token: str) -> None:
    """A server that leads in a circle is not followed for ever."""
    circle = {
        None: page("1", after="b"),
        "b": page("2", after="c"),
        "c": page("3", after=token),
    }
    with Loopback(
        otherwise=lambda heard: reply(circle[dict(heard.query).get("after")])
    ) as server:
        got = driver.use(server.url, lambda c: driver.items(c.threads.list()))
        assert [item.id for item in got] == ["1", "2", "3"]
        assert cursors(server) == [None, "b", "c"]


def test_a_server_that_ignores_the_cursor_ends_the_list(driver: Driver) -> None:
    with Loopback(otherwise=reply(page("1", after="b"))) as server:
        got = driver.use(server.url, lambda c: driver.items(c.threads.list()))
        assert [item.id for item in got] == ["1"]
