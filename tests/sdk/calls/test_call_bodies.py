"""Bodies of a generated SDK, as they arrive at a server."""

from __future__ import annotations

import asyncio
import importlib
import pickle
from pathlib import Path
from typing import Any

import pytest
from support.loopback import Heard, Loopback, reply


def heard(sdk: Any, method: str, *arguments: Any, **keywords: Any) -> Heard:
    """What a server hears of a call: the same from both clients."""

    async def awaited(url: str) -> None:
        async with sdk.AsyncClient(base_url=url) as client:
            await getattr(client, method)(*arguments, **keywords)

    with Loopback(otherwise=reply({"id": "7"})) as server:
        with sdk.Client(base_url=server.url) as client:
            getattr(client, method)(*arguments, **keywords)
        asyncio.run(awaited(server.url))
    one, other = server.requests
    assert (one.path, one.body) == (other.path, other.body)
    return one


def fakes(sdk: Any) -> Any:
    return importlib.import_module(f"{sdk.__name__}.testing")


def test_members_and_a_whole_body_are_the_same(sdk: Any) -> None:
    expected = {"name": "A", "tags": ["x"], "kind": "item"}
    new = sdk.models.NewItem(name="A", tags=["x"])
    for keywords in (
        {"name": "A", "tags": ["x"]},
        {"body": new},
        {"body": {"name": "A", "tags": ["x"]}},
    ):
        assert heard(sdk, "add_item", **keywords).json == expected


def test_a_property_called_body(sdk: Any) -> None:
    sent = heard(sdk, "add_item", name="A", body_="B").json
    assert sent == {"name": "A", "body": "B", "kind": "item"}


def test_a_property_that_is_in_the_path_too(sdk: Any) -> None:
    one = heard(sdk, "change_item", "1", body_item_id="2", status=None)
    assert one.path == "/items/1"
    assert one.json == {"itemId": "2", "status": None}
    assert heard(sdk, "change_item", "1").json == {}
    assert heard(sdk, "change_item", "1", body={"status": "S"}).json == {"status": "S"}


def test_a_large_body_is_whole(sdk: Any) -> None:
    large = sdk.models.Large(field1="a")
    for body in (large, {"field1": "a"}):
        assert heard(sdk, "replace_item", "1", body=body).json == {"field1": "a"}
    with pytest.raises(TypeError, match="body"):
        heard(sdk, "replace_item", "1", field1="a")


def test_wrong_calls_are_told(sdk: Any) -> None:
    make = sdk.operations
    with pytest.raises(TypeError, match=r"^name must be given, or"):
        make.add_item()
    with pytest.raises(TypeError, match=r"^name must not be given with body="):
        make.add_item(name="A", body={})
    with pytest.raises(TypeError, match=r"^tags must be a list, not a str"):
        make.add_item(name="A", tags="x")
    with pytest.raises(TypeError, match=r"^tags must be a list, not a str"):
        make.find_items(tags="x")
    with pytest.raises(TypeError, match=r"^sizes must be a list, not a str"):
        make.find_items(sizes="x")
    with pytest.raises(TypeError, match=r"argument 'nmae'; did you mean 'name'\?$"):
        heard(sdk, "add_item", name="A", nmae="B")


def test_lists(sdk: Any) -> None:
    one = heard(sdk, "find_items", tags=["a", "b"], sizes=("s", "m"))
    assert one.query == [("tags", "a,b"), ("sizes", "s"), ("sizes", "m")]


def test_an_untyped_body_of_bytes(sdk: Any, tmp_path: Path) -> None:
    picture = tmp_path / "picture.bin"
    picture.write_bytes(b"\x00\x01")
    for body in (b"\x00\x01", picture):
        one = heard(sdk, "set_picture", "1", body=body)
        assert one.body == b"\x00\x01"
        assert one.headers["content-type"] == "application/octet-stream"


def test_a_keyword_that_a_method_does_not_take(sdk: Any) -> None:
    options = (
        "the options of every call are headers, max_response_bytes, progress, retry, timeout, "
        "total_timeout"
    )
    with sdk.Client(transport=fakes(sdk).FakeServer()) as client:
        for call, said in (
            (
                lambda: client.find_items(tagz=["a"]),
                "find_items() got an unexpected keyword argument 'tagz'; did you mean 'tags'?",
            ),
            (
                lambda: client.find_items(timout=1),
                "find_items() got an unexpected keyword argument 'timout'; did you mean 'timeout'?",
            ),
            (
                lambda: client.find_items(colour=1),
                f"find_items() got an unexpected keyword argument 'colour'; {options}",
            ),
        ):
            with pytest.raises(TypeError) as caught:
                call()
            assert str(caught.value).partition(".")[2] == said

    async def call() -> None:
        async with sdk.AsyncClient(transport=fakes(sdk).FakeServer()) as client:
            await client.find_items(tagz=["a"])

    with pytest.raises(TypeError, match=r"find_items\(\) .*did you mean 'tags'\?$"):
        asyncio.run(call())


def test_an_error_is_shown_where_people_import_it_from(sdk: Any) -> None:
    fake = fakes(sdk).FakeServer()
    fake.on(sdk.operations.find_items).reply(status=404)
    with (
        sdk.Client(transport=fake) as client,
        pytest.raises(sdk.errors.NotFoundError) as caught,
    ):
        client.find_items()
    assert type(caught.value).__module__ == "warehouse.errors"
    assert type(pickle.loads(pickle.dumps(caught.value))) is sdk.errors.NotFoundError
    for name in set(sdk.errors.__all__) - {"WarehouseError"}:
        assert getattr(sdk.errors, name).__module__ == "warehouse.errors"


def test_a_path_as_text_is_no_file(sdk: Any) -> None:
    with pytest.raises(TypeError, match=r"^body must be bytes, .*Path, not str$"):
        sdk.operations.set_picture("1", body="scan.pdf")
