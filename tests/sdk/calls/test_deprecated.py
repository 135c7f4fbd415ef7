"""What a publisher has deprecated is told to editors, readers and callers."""

from __future__ import annotations

import asyncio
import importlib
import inspect
from pathlib import Path
from typing import Any

import pytest


def fake_of(sdk: Any) -> Any:
    fake = importlib.import_module(f"{sdk.__name__}.testing").FakeServer()
    for function in (sdk.operations.add_lot, sdk.operations.deprecated_):
        fake.on(function)
    return fake


def test_a_call_warns_where_it_is_made(sdk: Any) -> None:
    with sdk.Client(transport=fake_of(sdk)) as client:
        with pytest.warns(DeprecationWarning, match="AddLot") as told:
            assert client.add_lot(name="A").id
        [one] = told
        assert str(one.message) == "deprecated by its publisher: AddLot"
        assert one.filename == __file__
        with pytest.warns(DeprecationWarning, match=r": Deprecated$"):
            client.deprecated_()

    async def call() -> None:
        async with sdk.AsyncClient(transport=fake_of(sdk)) as client:
            assert (await client.add_lot(body={"name": "A"})).id

    with pytest.warns(DeprecationWarning, match="AddLot") as told:
        asyncio.run(call())
    [one] = told
    assert one.filename == __file__


def test_an_operation_as_a_value_is_told_in_its_docstring(sdk: Any) -> None:
    for function in (sdk.operations.add_lot, sdk.Client.add_lot):
        assert "Deprecated by its publisher." in (inspect.getdoc(function) or "")
    asked = sdk.operations.add_lot(name="A")
    with sdk.Client(transport=fake_of(sdk)) as client:
        assert client.send(asked).data.id


def test_all_else_is_as_it_was(sdk: Any) -> None:
    assert not hasattr(sdk.Client.add_item, "__deprecated__")
    assert sdk.Client.add_lot.__deprecated__ == "deprecated by its publisher: AddLot"
    assert inspect.iscoroutinefunction(sdk.AsyncClient.add_lot)
    assert list(inspect.signature(sdk.Client.add_lot).parameters) == (
        ["self", "name", "body", "options"]
    )


def test_the_readme_says_so_and_begins_with_another(generated: Path) -> None:
    readme = (generated / "README.md").read_text("utf-8")
    assert "AddLot. Deprecated. |" in readme
    assert readme.count("add_lot(") == 1


def test_a_connector_without_any_has_nothing_of_it() -> None:
    hubspot = Path(__file__).parents[3] / "generated/hubspot-conversations-v2/python"
    assert not list(hubspot.rglob("deprecation.py"))


def test_names_that_a_function_needs_itself(sdk: Any) -> None:
    asked = sdk.operations.scan_lot(need_file_=b"scan", listed_=["a"])
    assert asked.query == {"listed": ["a"]}
    assert asked.body.value == {"needFile": b"scan"}
