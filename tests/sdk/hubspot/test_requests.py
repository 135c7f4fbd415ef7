"""What goes over the wire is what the published definition declares."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import ModuleType
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
import yaml
from driving import KEY, Driver
from published import (
    BY_ID,
    DEFINITION,
    METHOD_OF,
    OPERATIONS,
    SPEC,
    Declared,
    argument,
    operations_of,
    snake,
)
from support.loopback import Heard, Loopback, reply
from support.sampler import sample

# Nothing of this may take part in the structure of a URL.
AWKWARD = "a/b?c=d&e#f%41 ü+;,.."
ANSWERS = {"id": "1"}


def test_the_published_definition_is_the_maintained_one() -> None:
    """PyYAML alone, which expands anchors and merge keys, finds the same operations."""
    maintained = yaml.safe_load(
        (SPEC / "apiDefinition.swagger.yaml").read_text("utf-8")
    )
    assert operations_of(maintained) == OPERATIONS
    assert [one.id for one in OPERATIONS] == list(dict.fromkeys(BY_ID))
    assert len(OPERATIONS) == 17


def test_every_operation_is_reachable(sdk: ModuleType) -> None:
    functions = {
        name
        for name, value in vars(sdk.operations).items()
        if callable(value)
        and getattr(value, "__module__", "") == sdk.operations.__name__
    }
    assert functions == {snake(one.id) for one in OPERATIONS}
    assert set(METHOD_OF) == set(BY_ID)


@pytest.mark.parametrize("declared", OPERATIONS, ids=lambda one: one.id)
def test_a_call_with_everything(
    driver: Driver, server: Loopback, declared: Declared
) -> None:
    paths = {name: f"{AWKWARD}{name}" for name in declared.named("path")}
    queries = {
        name: sample(one, name) if one["type"] != "string" else f"{AWKWARD}{name}"
        for name, one in declared.named("query").items()
    }
    body = sample(declared.body) if declared.body is not None else None
    keywords = {
        argument(declared.id, "query", name): value for name, value in queries.items()
    }
    for name, value in (body or {}).items():
        given = _typed(driver.sdk, declared.id, name, value)
        keywords[argument(declared.id, "body", name)] = given
    server.script(reply(ANSWERS))
    target = METHOD_OF[declared.id]
    driver.call(
        server.url, target, *_in_order(declared, paths), key=f"Bearer {KEY}", **keywords
    )

    [heard] = server.requests
    check(declared, heard, paths)
    told = {
        name: str(value).lower() if isinstance(value, bool) else value
        for name, value in queries.items()
    }
    assert dict(heard.query) == told
    assert len(heard.query) == len(told)
    if body is not None:
        assert heard.json == body


@pytest.mark.parametrize("declared", OPERATIONS, ids=lambda one: one.id)
def test_a_call_with_what_is_required(
    driver: Driver, server: Loopback, declared: Declared
) -> None:
    required = {one["name"] for one in declared.parameters if one.get("required")}
    # Required are places in the path, and bodies without a required member.
    assert required - {"body"} == set(declared.named("path"))
    assert "required" not in (declared.body or {})
    paths = {name: f"{n}42" for n, name in enumerate(declared.named("path"))}
    server.script(reply(ANSWERS))
    driver.call(server.url, METHOD_OF[declared.id], *_in_order(declared, paths))

    [heard] = server.requests
    check(declared, heard, paths)
    assert "?" not in heard.path
    if declared.body is not None:
        assert heard.json == {}


def check(declared: Declared, heard: Heard, paths: Mapping[str, str]) -> None:
    """A request is one that the definition declares."""
    assert heard.method == declared.method
    place = urlsplit(heard.path)
    found = declared.url.fullmatch(place.path)
    assert found is not None, place.path
    given = {name: unquote(value) for name, value in found.groupdict().items()}
    assert given == dict(paths)
    assert {name for name, _ in heard.query} <= set(declared.named("query"))

    headers = heard.headers
    assert headers["authorization"] == f"Bearer {KEY}"
    assert headers["user-agent"] == "hubspot-conversations/1.0.0"
    produced = DEFINITION["produces"]
    assert headers["accept"] in [*produced, "*/*"]
    assert set(headers) <= {
        *("accept", "accept-encoding", "authorization", "connection", "host"),
        *("user-agent", "content-type", "content-length"),
    }
    if declared.body is None:
        assert heard.body == b""
        assert "content-type" not in headers
    else:
        assert headers["content-type"] in DEFINITION["consumes"]
        jsonschema.validate(heard.json, declared.body, jsonschema.Draft4Validator)
        assert set(heard.json) <= set(declared.body["properties"])


def _in_order(declared: Declared, paths: Mapping[str, str]) -> list[str]:
    """The path parameters as they stand in the template: the order of the arguments."""
    return [paths[name] for name in re.findall(r"\{(.*?)\}", declared.template)]


def _typed(sdk: ModuleType, operation: str, name: str, value: Any) -> Any:
    """The argument as the signature wants it."""
    if (operation, name) == ("SendAMessageToAThread", "recipients"):
        return [sdk.models.OutgoingRecipient.model_validate(one) for one in value]
    return value


def test_a_query_and_a_body_may_have_the_same_name(
    driver: Driver, server: Loopback
) -> None:
    server.script(reply(ANSWERS), reply(ANSWERS))
    driver.call(server.url, "threads.update", "42", archived=True, status="OPEN")
    driver.call(server.url, "threads.update", "42", body_archived=False)
    first, second = server.requests
    assert (first.query, first.json) == ([("archived", "true")], {"status": "OPEN"})
    assert (second.query, second.json) == ([], {"archived": False})


def test_a_message_of_models(driver: Driver, server: Loopback) -> None:
    models = driver.sdk.models
    to = models.DeliveryIdentifier(type="HS_EMAIL_ADDRESS", value="ada@example.com")
    server.script(reply("sent"))
    driver.call(
        server.url,
        "messages.send",
        "42",
        text="On it",
        rich_text=None,
        recipients=[
            models.OutgoingRecipient(actor_id="V-7", delivery_identifiers=[to])
        ],
    )
    assert server.requests[0].json == {
        "text": "On it",
        "richText": None,
        "recipients": [
            {
                "actorId": "V-7",
                "deliveryIdentifiers": [
                    {"type": "HS_EMAIL_ADDRESS", "value": "ada@example.com"}
                ],
            }
        ],
    }


@pytest.mark.parametrize("typed", ["pat-1", "Bearer pat-1", "  pat-1\n"])
def test_the_prefix_is_there_once(driver: Driver, server: Loopback, typed: str) -> None:
    driver.call(server.url, "inboxes.list", key=typed)
    assert server.requests[0].headers["authorization"] == "Bearer pat-1"


@pytest.mark.parametrize("thread_id", ["", ".", ".."])
def test_a_path_keeps_its_shape(
    driver: Driver, server: Loopback, thread_id: str
) -> None:
    with pytest.raises(ValueError, match="path"):
        driver.call(server.url, "threads.get", thread_id)
    assert server.requests == []
