"""From what `validate` proposes to a generated SDK that follows the pages, sync and async."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.loopback import Heard, Loopback, Reply, reply

from connectorsmith.cli import main

DEFINITION = """\
swagger: "2.0"
info: {title: Orchard, description: Trees and what grows on them., version: "1.0"}
host: orchard.example
paths:
  /trees:
    get:
      operationId: ListTrees
      parameters:
        - {name: skip, in: query, type: integer}
        - {name: top, in: query, type: integer, maximum: 3}
      responses:
        "200": {description: Trees., schema: {type: object, properties: {data: &trees {type: array, items: {type: object, properties: {n: {type: integer}}}}}}}
  /rows:
    get:
      operationId: ListRows
      parameters:
        - {name: page, in: query, type: integer}
        - {name: per_page, in: query, type: integer}
      responses:
        "200": {description: Rows., schema: *trees}
  /fruits:
    get:
      operationId: ListFruits
      parameters: [{name: cursor, in: query, type: string}]
      responses:
        "200": {description: Fruits., schema: {type: object, properties: {items: *trees, nextCursor: {type: integer}}}}
  /search:
    post:
      operationId: SearchTrees
      parameters:
        - name: body
          in: body
          schema: {type: object, properties: {query: {type: string}, continuation_token: {type: integer}}}
      responses:
        "200": {description: Trees., schema: {type: object, properties: {trees: *trees, continuationToken: {type: integer}}}}
  /links:
    get:
      operationId: ListLinks
      responses:
        "200": {description: Trees., schema: {type: object, properties: {value: *trees, "@odata.nextLink": {type: string}}}}
"""
ROWS = [{"n": number} for number in range(5)]


@pytest.fixture(scope="module")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> Any:
    home = tmp_path_factory.mktemp("orchard")
    spec = home / "orchard"
    spec.mkdir()
    (spec / "apiDefinition.swagger.yaml").write_text(DEFINITION, "utf-8")
    (spec / "connector.toml").write_text("\n".join(proposed(spec)), "utf-8")
    assert proposed(spec) == []
    assert run("build", str(spec), "--target", "python", "-o", str(home / "out")) == 0
    sys.path.insert(0, str(home / "out" / "orchard" / "python"))
    return importlib.import_module("orchard")


def run(*arguments: str) -> object:
    with pytest.raises(SystemExit) as stopped:
        main([*arguments])
    return stopped.value.code


def proposed(spec: Path) -> list[str]:
    """All lines that `validate` would have in connector.toml."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        run("validate", str(spec), "--format", "json")
    findings: list[Any] = json.loads(out.getvalue())["findings"]
    assert not [one for one in findings if one["rule"] == "CS010"]
    return [line for one in findings for line in one.get("lines", ())]


def by_offset(heard: Heard) -> Reply:
    asked = dict(heard.query)
    start, size = int(asked.get("skip", 0)), int(asked.get("top", 2))
    return reply({"data": ROWS[start : start + size]})


def by_number(heard: Heard) -> Reply:
    start = 2 * (int(dict(heard.query).get("page", 1)) - 1)
    return reply(ROWS[start : start + 2])


def by_cursor(heard: Heard) -> Reply:
    start = int(dict(heard.query).get("cursor", 0))
    following = start + 2 if start + 2 < len(ROWS) else None
    return reply({"items": ROWS[start : start + 2], "nextCursor": following})


def by_body(heard: Heard) -> Reply:
    asked = heard.json
    # What the caller asked stays, and a number is one.
    assert asked["query"] == "old"
    start = asked.get("continuation_token", 0)
    assert isinstance(start, int)
    page: dict[str, Any] = {"trees": ROWS[start : start + 2]}
    return reply(page | ({"continuationToken": start + 2} if start < 4 else {}))


def by_link(heard: Heard) -> Reply:
    start = int(dict(heard.query).get("at", 0))
    link = f"/links?at={start + 2}" if start < 4 else None
    return reply({"value": ROWS[start : start + 2], "@odata.nextLink": link})


KINDS = [
    pytest.param("list_trees", {}, by_offset, "2", id="offset"),
    pytest.param("list_rows", {}, by_number, "2", id="page number"),
    pytest.param("list_fruits", {}, by_cursor, "2", id="cursor"),
    pytest.param("search_trees", {"query": "old"}, by_body, "2", id="body"),
    pytest.param("list_links", {}, by_link, "/links?at=2", id="next link"),
]


@pytest.mark.parametrize(("name", "arguments", "server", "second"), KINDS)
def test_pages_are_followed(
    orchard: Any,
    name: str,
    arguments: dict[str, Any],
    server: Callable[[Heard], Reply],
    second: str,
) -> None:
    with (
        Loopback(otherwise=server) as listening,
        orchard.Client(base_url=listening.url) as client,
    ):
        pager = getattr(client, name)(**arguments)
        assert listening.requests == []
        assert [row.n for row in pager] == [0, 1, 2, 3, 4]
        assert pager.first().n == 0
        # A page, and from there on another day.
        next(pager.pages())
        assert pager.next_cursor == second
        later = getattr(client, name)(**arguments)
        numbers = [row.n for page in later.pages(second) for row in later._items(page)]
        assert numbers == [2, 3, 4]
        assert later.next_cursor is None


@pytest.mark.parametrize(("name", "arguments", "server", "second"), KINDS)
def test_pages_are_followed_in_async_code(
    orchard: Any,
    name: str,
    arguments: dict[str, Any],
    server: Callable[[Heard], Reply],
    second: str,
) -> None:
    async def main(url: str) -> None:
        async with orchard.AsyncClient(base_url=url) as client:
            pager = getattr(client, name)(**arguments)
            assert [row.n async for row in pager] == [0, 1, 2, 3, 4]
            assert (await pager.first()).n == 0
            pages = [page async for page in pager.pages(second)]
            numbers = [row.n for page in pages for row in pager._items(page)]
            assert numbers == [2, 3, 4]

    with Loopback(otherwise=server) as listening:
        asyncio.run(main(listening.url))


@pytest.mark.parametrize(
    ("top", "asked"),
    [
        # Five in pages of three: the second one is short, and the last.
        (3, [None, "3"]),
        # More than the API's maximum: a short page says nothing.
        (4, [None, "4", "5"]),
        # Full pages to the end, then an empty one.
        (1, [None, "1", "2", "3", "4", "5"]),
    ],
)
def test_a_short_page_is_the_last(
    orchard: Any, top: int, asked: list[str | None]
) -> None:
    with (
        Loopback(otherwise=by_offset) as listening,
        orchard.Client(base_url=listening.url) as client,
    ):
        assert len(list(client.list_trees(top=top))) == 5
    assert [dict(one.query).get("skip") for one in listening.requests] == asked


@pytest.mark.parametrize("page", [{}, {"data": None}, {"data": []}])
def test_a_page_without_items_is_the_last(orchard: Any, page: object) -> None:
    with (
        Loopback(reply(page)) as listening,
        orchard.Client(base_url=listening.url) as client,
    ):
        assert list(client.list_trees()) == []
        assert len(listening.requests) == 1


def test_a_link_to_another_host_is_refused(orchard: Any) -> None:
    page = {"value": ROWS[:1], "@odata.nextLink": "https://elsewhere.example/x"}
    with (
        Loopback(reply(page)) as listening,
        orchard.Client(base_url=listening.url) as client,
        pytest.raises(orchard.errors.ForeignLinkError),
    ):
        list(client.list_links())
