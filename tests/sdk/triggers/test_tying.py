from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from support.growth import assert_linear

from connectorsmith.ir.connector import Connector, Operation, Polling
from connectorsmith.ir.policies import Reference
from connectorsmith.ir.types import AnyType
from connectorsmith.lower import lower
from connectorsmith.passes import apply_passes

URL = {"type": "string", "x-ms-visibility": "internal", "x-ms-notification-url": True}


def body(schema: dict[str, Any], *, required: bool = True) -> dict[str, Any]:
    return {"name": "body", "in": "body", "required": required, "schema": schema}


def hook(
    schema: dict[str, Any], path: str = "/hooks", id_: str = "WhenIt"
) -> dict[str, Any]:
    trigger = {
        "operationId": id_,
        "x-ms-trigger": "single",
        "parameters": [body(schema, required=False)],
        "responses": {"201": {"description": "Created"}},
    }
    content = {"schema": {"type": "object", "properties": {"id": {"type": "string"}}}}
    return {path: {"x-ms-notification-content": content, "post": trigger}}


def delete(path: str, id_: str) -> dict[str, Any]:
    answers = {"204": {"description": "Gone"}}
    return {path: {"delete": {"operationId": id_, "responses": answers}}}


def passed(paths: dict[str, Any], policies: list[Any] | None = None) -> Connector:
    properties = {"properties": {"policyTemplateInstances": policies or []}}
    return apply_passes(lower("it", {"paths": paths}, properties), {})


def the(connector: Connector, id_: str = "WhenIt") -> Operation:
    return next(one for one in connector.operations if one.id == id_)


def members(connector: Connector, *names: str) -> dict[str, Any]:
    """The properties of the type that has just these."""
    found = [
        one.schema.type.properties
        for one in connector.types
        if {p.name for p in getattr(one.schema.type, "properties", ())} == set(names)
    ]
    [properties] = found
    return {one.name: one for one in properties}


def objects(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required, "properties": properties}


def test_a_callback_url_is_asked_for_whatever_is_said_of_it() -> None:
    url = {**URL, "default": "x-ms-notification-url"}
    connector = passed(hook(objects([], target=url)))
    operation = the(connector)
    assert operation.callback == ("target",)
    assert operation.body is not None
    assert operation.body.required
    target = members(connector, "target")["target"]
    assert target.required
    assert not target.is_constant


def test_a_visible_callback_url_stays_what_it_is() -> None:
    url = {"type": "string", "x-ms-notification-url": True}
    connector = passed(hook(objects([], target=url)))
    assert the(connector).callback == ()
    assert not members(connector, "target")["target"].required


def test_what_holds_a_deep_callback_url_alone_is_sent_by_the_client() -> None:
    kind = {"type": "string", "default": "web", "x-ms-visibility": "internal"}
    place = objects(["kind", "url"], kind=kind, url=URL)
    connector = passed(hook(objects([], label={"type": "string"}, place=place)))
    assert the(connector).callback == ("place", "url")
    outer = members(connector, "label", "place")["place"]
    assert outer.is_constant
    assert outer.schema.default == {"kind": "web"}


def test_what_holds_more_than_a_callback_url_stays_an_argument() -> None:
    place = objects(["url"], name={"type": "string"}, url=URL)
    connector = passed(hook(objects(["place"], place=place)))
    assert not members(connector, "place")["place"].is_constant
    assert not members(connector, "name", "url")["url"].required


def test_one_type_as_a_body_and_inside_of_one_asks_for_its_url() -> None:
    inner = objects([], url=URL, name={"type": "string"})
    outer = objects([], inner=inner, more={"type": "string"})
    for first, second in ((inner, outer), (outer, inner)):
        connector = passed(hook(first, "/a", "First") | hook(second, "/b", "Second"))
        assert members(connector, "url", "name")["url"].required


def test_an_event_that_nobody_describes_is_any_value() -> None:
    paths = hook(objects([], target=URL))
    del paths["/hooks"]["x-ms-notification-content"]
    trigger = the(passed(paths)).trigger
    assert trigger is not None
    assert trigger.notification is not None
    assert trigger.notification.type == AnyType()
    assert trigger.polling is None


def test_a_type_that_holds_itself_is_searched_once() -> None:
    node = objects([], next={"$ref": "#/definitions/node"})
    lowered = lower(
        "it",
        {
            "paths": hook({"$ref": "#/definitions/node"}),
            "definitions": {"node": node},
        },
    )
    assert the(apply_passes(lowered, {})).callback == ()


@pytest.mark.parametrize(
    ("deletes", "found"),
    [
        (delete("/hooks/{id}", "Below"), "Below"),
        (delete("/hooks/{id}/", "Below"), "Below"),
        (delete("/hooks/{id}/parts/{part}", "Deep") | delete("/x/{id}", "X"), None),
        (delete("/webhooks/{id}", "Other"), "Other"),
        (delete("/webhooks/{id}", "A") | delete("/subscriptions/{id}", "B"), None),
        (delete("/webhooks/{id}", "A") | delete("/hooks/{id}", "Below"), "Below"),
        (delete("/other-hooks/{id}", "OfAnother"), None),
        ({}, None),
    ],
)
def test_the_operation_that_unsubscribes(
    deletes: dict[str, Any], found: str | None
) -> None:
    url = objects([], target=URL)
    paths = hook(url) | hook(url, "/other-hooks", "WhenElse") | deletes
    trigger = the(passed(paths)).trigger
    assert trigger is not None
    assert trigger.unsubscribe == found


def polled(
    schema: dict[str, Any] | None,
    kind: str = "batch",
    config: Any = None,
    data: str = "",
) -> Polling | None:
    answer = {"description": "OK"} | ({} if schema is None else {"schema": schema})
    operation = {
        "operationId": "WhenIt",
        "x-ms-trigger": kind,
        "responses": {"200": answer},
    }
    policy = {
        "templateId": "PollingTrigger",
        "title": "It",
        "parameters": {
            "x-ms-apimTemplateParameter.triggerConfig": config,
            "x-ms-apimTemplateParameter.triggerDataPath": data,
            "x-ms-apimTemplate-operationName": ["WhenIt"],
        },
    }
    paths = {"/it": {"get": operation}}
    trigger = the(passed(paths, [policy] if config else [])).trigger
    assert trigger is not None
    return trigger.polling


LIST = {"type": "array", "items": {"type": "string"}}


@pytest.mark.parametrize(
    ("schema", "kind", "polling"),
    [
        (LIST, "batch", Polling()),
        (objects([], rows=LIST, n={"type": "integer"}), "batch", Polling(("rows",))),
        (objects([], a=LIST, b=LIST), "batch", None),
        (objects([], value=LIST, b=LIST), "batch", Polling(("value",))),
        (objects([], a=LIST, b=LIST), "single", Polling()),
        (None, "single", None),
        (None, "batch", None),
        ({"type": "file"}, "single", None),
    ],
)
def test_where_events_are(schema: Any, kind: str, polling: Polling | None) -> None:
    assert polled(schema, kind) == polling


def test_the_policy_says_where_events_are_and_what_is_asked_next() -> None:
    polling = polled(
        objects([], a=LIST, b=LIST),
        config={"since": "@{triggerBody().b[0].at}", "size": "1"},
        data="@triggerBody().b",
    )
    at = Reference("trigger", path=("b", 0, "at"))
    assert polling == Polling(("b",), (("since", (at,)), ("size", ("1",))))


def test_a_webhook_is_not_polled() -> None:
    trigger = the(passed(hook(objects([], target=URL)))).trigger
    assert trigger is not None
    assert trigger.polling is None


def ring(count: int, **last: Any) -> dict[str, Any]:
    """As many bodies, each of which leads to all others."""
    definitions = {
        f"Part{i}": objects([], next={"$ref": f"#/definitions/Part{(i + 1) % count}"})
        for i in range(count)
    }
    definitions[f"Part{count - 1}"]["properties"] |= last
    paths: dict[str, Any] = {}
    for i in range(count):
        paths |= hook({"$ref": f"#/definitions/Part{i}"}, f"/hooks/{i}", f"When{i}")
    return {"paths": paths, "definitions": definitions}


def test_bodies_that_lead_to_each_other_take_no_minutes() -> None:
    def prepare(count: int) -> Callable[[], object]:
        definition = ring(count)

        def work() -> None:
            connector = apply_passes(lower("it", definition, {}), {})
            assert not the(connector, "When0").callback

        return work

    assert_linear(prepare, 450)


def test_the_way_to_a_callback_url_is_as_long_as_it_is() -> None:
    connector = apply_passes(lower("it", ring(60, url=URL), {}), {})
    assert the(connector, "When0").callback == (*["next"] * 59, "url")
    assert the(connector, "When59").callback == ("url",)
