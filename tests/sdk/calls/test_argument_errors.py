"""Errors about arguments name what a person can type."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from support.loopback import Loopback, reply

from connectorsmith.cli import main

BAKERY = """
swagger: "2.0"
info: {title: Bakery, version: "1", description: Bread and orders.}
host: bakery.example
consumes: [application/json]
paths:
  /loaves/{id}:
    parameters: [{name: id, in: path, required: true, type: integer}]
    put:
      operationId: PutLoaf
      parameters: [{name: body, in: body, required: true, schema: {$ref: "#/definitions/Loaf"}}]
      responses: {"200": {description: Loaf., schema: {$ref: "#/definitions/Loaf"}}}
    patch:
      operationId: PatchLoaf
      parameters: [{name: body, in: body, schema: {$ref: "#/definitions/Open"}}]
      responses: {"200": {description: Loaf., schema: {$ref: "#/definitions/Loaf"}}}
    get:
      operationId: Getters
      responses: {"200": {description: Loaf., schema: {$ref: "#/definitions/Loaf"}}}
  /orders:
    post:
      operationId: PostOrder
      parameters: [{name: body, in: body, required: true, schema: {$ref: "#/definitions/Order"}}]
      responses: {"204": {description: Ordered.}}
    put:
      operationId: PutOrders
      parameters: [{name: body, in: body, required: true, schema: {type: array, items: {$ref: "#/definitions/Order"}}}]
      responses: {"204": {description: Ordered.}}
  /ovens:
    post:
      operationId: PostOven
      parameters: [{name: body, in: body, required: true, schema: {$ref: "#/definitions/Oven"}}]
      responses: {"204": {description: Built.}}
    put:
      operationId: PutOven
      parameters: [{name: body, in: body, required: true, schema: {$ref: "#/definitions/AnyOven"}}]
      responses: {"204": {description: Built.}}
  /shelves/{shelf-Id}/{class}.json:
    get:
      operationId: GetShelf
      parameters:
        - {name: shelf-Id, in: path, required: true, type: string}
        - {name: class, in: path, required: true, type: string}
        - {name: pageSize, in: query, type: integer}
        - {name: class, in: query, type: string}
        - {name: "kinds[]", in: query, type: array, items: {type: string}, collectionFormat: multi}
        - {name: X-Trace-Id, in: header, type: string}
        - {name: Class, in: header, type: string}
      responses: {"204": {description: Found.}}
    post:
      operationId: FillShelf
      consumes: [application/x-www-form-urlencoded]
      parameters:
        - {name: shelf-Id, in: path, required: true, type: string}
        - {name: class, in: path, required: true, type: string}
        - {name: loafCount, in: formData, type: integer}
        - {name: from, in: formData, type: string}
      responses: {"204": {description: Filled.}}
definitions:
  Order:
    type: object
    properties:
      note: {type: string}
      firstLoaf: {$ref: "#/definitions/Loaf"}
      loaves: {type: array, items: {$ref: "#/definitions/Loaf"}}
      byDay: {type: object, additionalProperties: {$ref: "#/definitions/Loaf"}}
      before: {$ref: "#/definitions/Order"}
      bag: {type: object}
      any: {$ref: "#/definitions/Open"}
  Oven:
    type: object
    properties: {a: {type: string}, b: {type: string}, c: {type: string}, d: {type: string}, e: {type: string},
      f: {type: string}, g: {type: string}, h: {type: string}, i: {type: string}, j: {type: string},
      k: {type: string}, l: {type: string}, heat: {type: string}}
  AnyOven:
    allOf: [{$ref: "#/definitions/Tray"}, {$ref: "#/definitions/Extra"}]
  Tray: {type: object, properties: {rows: {type: integer}}}
  Extra: {type: object, additionalProperties: true}
  Loaf:
    type: object
    required: [id, URL, bakedAt]
    properties:
      id: {type: integer}
      URL: {type: string}
      bakedAt: {type: string}
      flour: {type: string}
      oven: {type: string, x-ms-visibility: internal}
  Open:
    type: object
    properties: {flour: {type: string}}
    additionalProperties: true
"""
LOAF = {"body_id": 1, "url": "u", "baked_at": "now"}
WHOLE = {"id": 1, "URL": "u", "bakedAt": "now"}


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    work = tmp_path_factory.mktemp("bakery")
    (work / "bakery.yaml").write_text(BAKERY, "utf-8")
    with pytest.raises(SystemExit) as stopped:
        main(
            ["build", str(work / "bakery.yaml"), "-o", str(work), "--target", "python"]
        )
    assert stopped.value.code == 0
    sys.path.insert(0, str(next(work.glob("*/python"))))
    yield importlib.import_module("bakery")
    del sys.path[0]
    for name in [one for one in sys.modules if one.partition(".")[0] == "bakery"]:
        del sys.modules[name]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "body_id, url, baked_at must be given, or the whole body as body="),
        (
            {**LOAF, "body": WHOLE},
            "body_id, url, baked_at must not be given with body=, which is the whole body",
        ),
        (
            {"body_id": 1, "url": "u", "bakedat": "now"},
            (
                "Methods.put_loaf() got an unexpected keyword argument 'bakedat'; did you mean "
                "'baked_at'?"
            ),
        ),
        (
            {"body": {**WHOLE, "flor": "rye"}},
            "body must not have 'flor'; did you mean 'flour'?",
        ),
        (
            {"body": {**WHOLE, "baked_at": "now"}},
            "body must not have 'baked_at'; did you mean 'bakedAt'?",
        ),
        (
            {"body": {**WHOLE, "x": 1}},
            "body must not have 'x'; it has 'URL', 'bakedAt', 'flour', 'id', 'oven'",
        ),
    ],
)
def test_a_wrong_argument_is_named_as_it_is_typed(
    bakery: Any, given: dict[str, Any], message: str
) -> None:
    with bakery.Client() as client, pytest.raises(TypeError) as caught:
        client.put_loaf(1, **given)
    shown = str(caught.value)
    # CPython 3.11 has the qualified name of a method.
    assert shown.removeprefix("AsyncMethods.") == message


def test_what_a_body_can_have_is_sent(bakery: Any) -> None:
    loaf = bakery.models.Loaf
    received = loaf.model_validate({**WHOLE, "crumb": "open"})
    with (
        Loopback(otherwise=reply({})) as server,
        bakery.Client(base_url=server.url) as client,
    ):
        for body in ({**WHOLE, "oven": "left"}, received):
            client.put_loaf(1, body=body)
        client.patch_loaf(1, body={"flor": "rye", "x": 1})
        client.patch_loaf(1)
    assert [one.json if one.body else None for one in server.requests] == [
        {**WHOLE, "oven": "left"},
        {**WHOLE, "crumb": "open"},
        {"flor": "rye", "x": 1},
        None,
    ]


def test_a_misspelt_member_of_a_model(bakery: Any) -> None:
    loaf = bakery.models.Loaf.model_validate({**WHOLE, "flor": "rye"})
    with bakery.Client() as client, pytest.raises(TypeError, match="mean 'flour'"):
        client.put_loaf(1, body=loaf)


def test_the_fake_server_says_how_to_expect_a_call(bakery: Any) -> None:
    fake = importlib.import_module("bakery.testing").FakeServer()
    with (
        bakery.Client(transport=fake) as client,
        pytest.raises(AssertionError) as caught,
    ):
        client.getters(1)
    assert str(caught.value) == (
        "unexpected call: Getters: GET /loaves/1\n"
        "nothing was expected\n"
        "to expect it: fake.on(operations.getters)"
    )


def wrong(call: Any, *given: Any, **named: Any) -> str:
    with pytest.raises(TypeError) as caught:
        call(*given, **named)
    return str(caught.value)


@pytest.mark.parametrize(
    ("place", "order"),
    [
        ("body.firstLoaf", {"firstLoaf": {"flor": "rye"}}),
        ("body.loaves[1]", {"loaves": [{}, {"flor": "rye"}]}),
        ("body.byDay.monday", {"byDay": {"monday": {"flor": "rye"}}}),
        ("body.before.firstLoaf", {"before": {"firstLoaf": {"flor": "rye"}}}),
    ],
)
def test_a_misspelt_member_at_any_depth(
    bakery: Any, place: str, order: dict[str, Any]
) -> None:
    message = f"{place} must not have 'flor'; did you mean 'flour'?"
    names = {"firstLoaf": "first_loaf", "byDay": "by_day"}
    keywords = {names.get(name, name): value for name, value in order.items()}
    with bakery.Client() as client:
        assert wrong(client.post_order, body=order) == message
        assert wrong(client.post_order, **keywords) == message
        assert wrong(client.put_orders, body=[{}, order]) == message.replace(
            "y", "y[1]", 1
        )
        loaf = bakery.models.Loaf.model_validate({"flor": "rye"})
        assert wrong(client.post_order, loaves=[loaf]) == message.replace(
            place, "body.loaves[0]"
        )


def test_a_member_of_a_body_that_is_only_given_whole(bakery: Any) -> None:
    with bakery.Client() as client:
        shown = wrong(client.post_oven, body={"heet": "200"})
    assert shown == "body must not have 'heet'; did you mean 'heat'?"


def test_what_is_open_takes_any_member(bakery: Any) -> None:
    received = bakery.models.Loaf.model_validate({**WHOLE, "crumb": "open"})
    orders: list[dict[str, Any]] = [
        {"bag": {"colour": "red"}, "any": {"flor": 1}},
        {"firstLoaf": received, "loaves": [received]},
    ]
    with (
        Loopback(otherwise=reply({})) as server,
        bakery.Client(base_url=server.url) as client,
    ):
        for order in orders:
            client.post_order(body=order)
        client.put_oven(body={"rows": 3, "row": 4})
        client.put_oven(rows=3)
    sent = {**WHOLE, "crumb": "open"}
    assert [one.json for one in server.requests] == [
        orders[0],
        {"firstLoaf": sent, "loaves": [sent]},
        {"rows": 3, "row": 4},
        {"rows": 3},
    ]


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"shelf_id": ""}, "a part of the path must not be empty"),
        ({"shelf_id": ".."}, "a part of the path must not be '..'"),
        ({"shelf_id": None}, "a path parameter must not be None"),
        ({"class_": ""}, "a part of the path must not be empty"),
        ({"page_size": object()}, "object cannot be sent as text"),
        ({"query_class": float("nan")}, "infinity and NaN cannot be sent"),
        (
            {"kinds": [None]},
            "None cannot be sent here; leave it out, or pass UNSET",
        ),
        ({"x_trace_id": "a\nb"}, "a header must not hold a control character"),
        ({"header_class": object()}, "object cannot be sent as text"),
        ({"loaf_count": object()}, "object cannot be sent as text"),
        ({"from_": object()}, "object cannot be sent as text"),
    ],
)
def test_an_error_about_a_value_names_its_argument(
    bakery: Any, given: dict[str, Any], problem: str
) -> None:
    (keyword,) = given
    in_form = keyword in ("loaf_count", "from_")
    with bakery.Client(base_url="http://127.0.0.1:9") as client:
        method = client.fill_shelf if in_form else client.get_shelf
        with pytest.raises((TypeError, ValueError)) as caught:
            method(**{"shelf_id": "a", "class_": "b", **given})
    assert str(caught.value) == f"{keyword}: {problem}"
