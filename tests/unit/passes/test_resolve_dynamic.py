"""What the extensions for dynamic values and schemas come to, by hand."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.dynamic import Asked, Input, Lookup
from connectorsmith.lower import lower
from connectorsmith.naming.lock import write_lock
from connectorsmith.naming.names import derive_names
from connectorsmith.passes import apply_passes
from connectorsmith.settings.lock import Lock, read_lock

TEXT = {"type": "string"}
ROWS = {
    "type": "object",
    "properties": {
        "data": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "id": TEXT,
                    "@odata.id": TEXT,
                    "about": {"properties": {"name": TEXT}},
                },
            },
        }
    },
}


def listing(**said: Any) -> dict[str, Any]:
    return {
        "operationId": "ListRows",
        "parameters": [
            {"name": "table", "in": "query", "type": "string", "required": True},
            {"name": "top", "in": "query", "type": "integer"},
            {"name": "flag", "in": "query", "type": "boolean"},
            {"name": "tags", "in": "query", "type": "array", "items": TEXT},
        ],
        "responses": {"200": {"schema": ROWS}},
        **said,
    }


def connector(*extensions: dict[str, Any], target: Any = None) -> Connector:
    """An operation `Use` with a parameter `p0`, `p1`, ... for each of the extensions."""
    using = {
        "operationId": "Use",
        "parameters": [
            {"name": f"p{index}", "in": "query", "type": "string", **one}
            for index, one in enumerate(extensions)
        ],
        "responses": {},
    }
    paths = {"/rows": {"get": target or listing()}, "/use": {"get": using}}
    return apply_passes(lower("x", {"swagger": "2.0", "paths": paths}), {})


def values(**said: Any) -> dict[str, Any]:
    return {"x-ms-dynamic-values": {"operationId": "ListRows", **said}}


def only(made: Connector) -> Lookup:
    (lookup,) = made.lookups
    return lookup


TABLE = Input("query", "table")


def test_a_lookup() -> None:
    extension = values(
        **{"value-collection": "data", "value-path": "id", "value-title": "about/name"},
        parameters={"table": {"parameter": "p1"}, "top": 5, "flag": None},
    )
    assert only(connector(extension)) == Lookup(
        Asked.CHOICES,
        "ListRows",
        literals=((Input("query", "top"), 5),),
        inputs=(TABLE,),
        items=("data",),
        value=("id",),
        title=("about", "name"),
        uses=("Use/p0",),
        at="/paths/~1use/get/parameters/0/x-ms-dynamic-values",
    )


def test_the_newer_form_is_followed() -> None:
    newer = {
        "x-ms-dynamic-list": {
            "operationId": "ListRows",
            "itemsPath": "data",
            "itemValuePath": "about.name",
            "itemTitlePath": "@odata.id",
            "parameters": {"table": {"value": "T"}},
        }
    }
    found = only(connector({**values(**{"value-path": "x"}), **newer}))
    assert found.value == ("about", "name")
    assert found.title == ("@odata.id",)
    assert found.literals == ((TABLE, "T"),)
    assert found.inputs == ()


def test_calls_that_are_the_same_are_one() -> None:
    said = {"value-collection": "data", "value-path": "id"}
    given = {"parameters": {"table": {"parameterReference": "p9"}}}
    same = values(**said), values(**said, **given), values(**said)
    other = values(**said, parameters={"table": "T"})
    found = connector(*same, other).lookups
    assert [(one.uses, one.inputs) for one in found] == [
        (("Use/p0", "Use/p1", "Use/p2"), (TABLE,)),
        (("Use/p3",), ()),
    ]


def test_what_is_required_is_asked_for() -> None:
    assert only(connector(values())).inputs == (TABLE,)


@pytest.mark.parametrize(
    ("name", "literal", "expected"),
    [
        ("top", "5", 5),
        ("table", 5, "5"),
        ("table", True, "true"),
        ("flag", "true", True),
        ("tags", "a", ["a"]),
        ("tags", ["a", 1], ["a", "1"]),
    ],
)
def test_a_literal_gets_the_type_of_its_parameter(
    name: str, literal: object, expected: object
) -> None:
    found = only(connector(values(parameters={name: literal})))
    assert found.literals == ((Input("query", name), expected),)


@pytest.mark.parametrize(
    ("extension", "reason"),
    [
        (
            {"x-ms-dynamic-values": {"capability": "file-picker", "parameters": {}}},
            "its operationId is missing",
        ),
        (
            {"x-ms-dynamic-tree": {"open": {"operationId": "ListRows"}}},
            "its operationId is missing",
        ),
        (
            {"x-ms-dynamic-values": {"operationId": "Gone"}},
            "there is no operation 'Gone'",
        ),
        (
            values(parameters={"x": {"parameter": "y"}}),
            "'ListRows' has no parameter 'x'",
        ),
        (
            values(parameters={"top": "many"}),
            "the value for 'top' does not match its type in 'ListRows'",
        ),
        (
            values(parameters={"table": {"value": {"a": 1}}}),
            "the value for 'table' does not match its type in 'ListRows'",
        ),
    ],
)
def test_what_cannot_be_called(extension: dict[str, Any], reason: str) -> None:
    made = connector(extension)
    assert made.lookups == ()
    (told,) = made.unanswered
    assert told.reason == reason
    assert told.at.startswith("/paths/~1use/get/parameters/0/x-ms-dynamic-")


def test_choices_need_an_answer_and_a_schema_does_not() -> None:
    mute = listing(responses={"200": {"description": "Rows."}})
    assert connector(values(), target=mute).unanswered[0].reason == (
        "'ListRows' declares no response schema"
    )
    schema = {"x-ms-dynamic-schema": {"operationId": "ListRows", "value-path": "a/b"}}
    assert only(connector(schema, target=mute)).value == ("a", "b")


@pytest.mark.parametrize("name", ["body/kind", "request/kind", "kind"])
def test_a_property_of_the_body(name: str) -> None:
    body = {
        "name": "request",
        "in": "body",
        "required": True,
        "schema": {
            "type": "object",
            "required": ["kind", "more"],
            "properties": {"kind": TEXT, "more": TEXT},
        },
    }
    target = {**listing(), "parameters": [body]}
    found = only(connector(values(parameters={name: "k"}), target=target))
    assert found.literals == ((Input("body", "kind"), "k"),)
    assert found.inputs == (Input("body", "more"),)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("many", "'ListRows' has several parameters 'many'"),
        ("body/inner/deep", "'ListRows' has no parameter 'body/inner/deep'"),
        ("body", "'ListRows' has no parameter 'body'"),
        ("cookie", "'ListRows' has no parameter 'cookie'"),
        ("odd", "'ListRows' has no parameter 'odd'"),
    ],
)
def test_what_a_method_does_not_take_alone(name: str, reason: str) -> None:
    inner = {"type": "object", "properties": {"deep": TEXT}}
    body = {"type": "object", "properties": {"inner": inner}}
    parameters = [
        {"name": "many", "in": "query", "type": "string"},
        {"name": "many", "in": "header", "type": "string"},
        {"name": "cookie", "in": "cookie", "type": "string"},
        {"name": "body", "in": "body", "schema": body},
    ]
    target = listing(parameters=parameters)
    (unanswered,) = connector(values(parameters={name: "x"}), target=target).unanswered
    assert unanswered.reason == reason


def test_a_property_of_a_base_of_an_open_body() -> None:
    schema = {
        "type": "object",
        "additionalProperties": True,
        "properties": {},
        "allOf": [{"type": "object", "properties": {"kind": TEXT}}],
    }
    target = listing(parameters=[{"name": "body", "in": "body", "schema": schema}])
    found = only(connector(values(parameters={"kind": "k"}), target=target))
    assert found.literals == ((Input("body", "kind"), "k"),)


@pytest.mark.parametrize("first", ["/a", "/z"])
def test_the_operation_of_a_repeated_id_is_the_one_of_the_rules(first: str) -> None:
    """It is the first by its path, in whatever order the file has them."""
    second = "/z" if first == "/a" else "/a"
    parameter = {"name": "p", "in": "query", "type": "string"}
    using = {
        "operationId": "Use",
        "parameters": [{**parameter, **values()}],
        "responses": {},
    }
    paths = {
        first: {"get": listing(parameters=[])},
        second: {"get": listing(parameters=[])},
        "/use": {"get": using},
    }
    made = apply_passes(lower("x", {"swagger": "2.0", "paths": paths}), {})
    (target,) = [one for one in made.operations if one.id == only(made).operation]
    assert target.path == "/a"


def test_a_request_is_no_operation_id() -> None:
    paths = {
        "/rows": {"get": listing(operationId="")},
        "/use": {
            "get": {
                "operationId": "Use",
                "parameters": [
                    {
                        "name": "p",
                        "in": "query",
                        "type": "string",
                        "x-ms-dynamic-values": {"operationId": "get /rows"},
                    }
                ],
                "responses": {},
            }
        },
    }
    made = apply_passes(lower("x", {"swagger": "2.0", "paths": paths}), {})
    assert made.lookups == ()
    assert made.unanswered[0].reason == "there is no operation 'get /rows'"


def names_of(made: Connector, lock: Lock) -> dict[str, str]:
    names = derive_names(made, {}, lock)
    return {one.uses[0]: names.lookups[one.id] for one in made.lookups}


def test_names_stay_when_another_comes() -> None:
    first = values(parameters={"table": "A"})
    alone = connector(first)
    assert names_of(alone, Lock()) == {"Use/p0": "list_rows"}
    both = connector(first, values(parameters={"table": "B"}))
    assert names_of(both, Lock()) == {
        "Use/p0": "list_rows_p0",
        "Use/p1": "list_rows_p1",
    }
    names = derive_names(alone, {}, Lock())
    written = write_lock(alone, names.operations, names.types, names.lookups)
    assert '[choices]\nlist_rows = ["Use/p0"]\n' in written
    lock = read_lock(tomllib.loads(written))
    assert names_of(both, lock) == {"Use/p0": "list_rows", "Use/p1": "list_rows_p1"}


def test_what_the_function_does_not_take_has_no_method() -> None:
    hidden = {
        "name": "region",
        "in": "path",
        "required": True,
        "type": "string",
        "x-ms-visibility": "internal",
        "default": "eu",
    }
    made = connector(
        values(parameters={"region": "us"}),
        target={**listing(), "parameters": [hidden]},
    )
    assert derive_names(made, {}, Lock()).lookups == {}
