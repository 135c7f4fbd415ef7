"""What choices and schemas ask the API for, and what they make of its answers."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any

import pytest
from support.loopback import Loopback, reply


def client(tides: Any, server: Loopback) -> Any:
    return tides.Client(base_url=server.url)


def told(choices: Any) -> list[tuple[Any, str]]:
    return [(one.value, one.title) for one in choices]


HARBOURS = {
    "found": {
        "harbours": [{"id": "h1", "label": "Old"}, {"id": "h2"}, {"label": "Nameless"}]
    }
}


def test_values_with_titles(tides: Any) -> None:
    with Loopback(reply(HARBOURS)) as server, client(tides, server) as api:
        found = api.choices.list_harbours_get_tides_harbour(7)
    # Where there is no title the value is shown; an item without a value is no choice.
    assert told(found) == [("h1", "Old"), ("h2", "h2")]
    assert found[0] == tides.Choice("h1", "Old")
    # The literal of the place, and what is internal in the operation itself.
    (heard,) = server.requests
    assert heard.path.startswith("/regions/7/harbours?")
    assert dict(heard.query) == {"kind": "sea", "fields": "id,label"}


def test_another_literal_is_another_method(tides: Any) -> None:
    with Loopback(reply(HARBOURS)) as server, client(tides, server) as api:
        api.choices.list_harbours_add_measurement_harbour(region=8)
    assert dict(server.requests[0].query)["kind"] == "river"


def test_pages_are_followed(tides: Any) -> None:
    first = {"value": [{"code": 1, "names": {"en": "North"}}], "next": "/more?p=2"}
    second = {"value": [{"code": 2, "names": {}}, {"code": 3, "names": {"en": 4}}]}
    with (
        Loopback(reply(first), reply(second)) as server,
        client(tides, server) as api,
    ):
        found = api.choices.list_regions()
    assert [value for value, _ in told(found)] == [1, 2, 3]
    assert told(found)[:2] == [(1, "North"), (2, "2")]
    assert [heard.path for heard in server.requests] == ["/regions", "/more?p=2"]


def test_a_list_of_plain_values(tides: Any) -> None:
    with Loopback(reply(["m", "ft"])) as server, client(tides, server) as api:
        assert told(api.choices.list_units()) == [("m", "m"), ("ft", "ft")]


@pytest.mark.parametrize("answer", [{}, {"found": None}, {"found": {"harbours": None}}])
def test_an_answer_without_choices(tides: Any, answer: object) -> None:
    with Loopback(reply(answer)) as server, client(tides, server) as api:
        assert api.choices.list_harbours_get_tides_harbour(7) == []


def test_a_schema(tides: Any) -> None:
    schema = {"type": "object", "properties": {"depth": {"type": "number"}}}
    with (
        Loopback(reply({"form": {"schema": schema}}), reply({"form": 1})) as server,
        client(tides, server) as api,
    ):
        assert api.schema_for.get_form(harbour="h1") == schema
        assert api.schema_for.get_form(harbour="h2") == {}
    assert [heard.json for heard in server.requests] == [
        {"harbour": "h1", "version": 2},
        {"harbour": "h2", "version": 2},
    ]


def test_all_of_it_in_async_code(tides: Any) -> None:
    async def main(url: str) -> None:
        async with tides.AsyncClient(base_url=url) as api:
            assert told(await api.choices.list_units()) == [("m", "m")]
            assert told(await api.choices.list_regions()) == [(1, "1"), (2, "2")]
            found = await api.schema_for.get_form(harbour="h1", timeout=5)
            assert found == {"type": "object"}

    script = [
        ["m"],
        {"value": [{"code": 1}], "next": "/regions?p=2"},
        {"value": [{"code": 2}]},
        {"form": {"schema": {"type": "object"}}},
    ]
    with Loopback(*map(reply, script)) as server:
        asyncio.run(main(server.url))


def test_errors_are_those_of_the_operation(tides: Any) -> None:
    with (
        Loopback(reply({}, 404)) as server,
        client(tides, server) as api,
        pytest.raises(tides.errors.NotFoundError, match=r"^ListUnits: 404"),
    ):
        api.choices.list_units()


def test_the_arguments_tell_of_their_choices(tides: Any) -> None:
    doc = inspect.getdoc(tides.Client.get_tides) or ""
    flat = " ".join(doc.split())
    assert "Choices: `client.choices.list_regions(...)`." in flat
    assert "Choices: `client.choices.list_units(...)`." in flat
    doc = inspect.getdoc(tides.Client.add_measurement) or ""
    flat = " ".join(doc.split())
    assert "values: Its schema: `client.schema_for.get_form(...)`." in flat


def test_a_client_has_them_once(tides: Any) -> None:
    with Loopback() as server, client(tides, server) as api:
        assert api.choices is api.choices
        assert repr(api.choices).startswith("Choices of Client(")
        assert api.with_options(timeout=1).choices is not api.choices
