"""From documents to the IR: the liberties that published definitions take."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectorsmith.ir.connector import Body, Operation, SecurityUse
from connectorsmith.ir.dump import dump
from connectorsmith.ir.types import (
    AnyType,
    ArrayType,
    BooleanType,
    FileType,
    IntegerType,
    NamedType,
    NumberType,
    ObjectType,
    StringType,
)
from connectorsmith.lower import lower
from connectorsmith.naming.names import derive_names
from connectorsmith.passes import apply_passes
from connectorsmith.passes.bodies import type_bodies
from connectorsmith.settings.lock import Lock


def operation(item: dict[str, Any], **document: Any) -> Operation:
    (found,) = lower("x", {"paths": {"/a/{b}": item}, **document}).operations
    return found


def sent_body(post: dict[str, Any]) -> Body:
    (found,) = type_bodies(lower("x", {"paths": {"/a": {"post": post}}})).operations
    assert found.body is not None
    return found.body


def answered(schema: Any, **document: Any) -> Any:
    made = operation({"get": {"responses": {"200": {"schema": schema}}}}, **document)
    answer = made.responses[0].schema
    return None if answer is None else answer.type


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string"}, StringType()),
        ({"type": "string", "format": "date"}, StringType("date")),
        ({"type": "string", "enum": ["a", 1, None]}, StringType(enum=("a",))),
        ({"type": "integer", "format": "int32"}, IntegerType("int32")),
        ({"type": "integer", "enum": [1, True, "2"]}, IntegerType(enum=(1,))),
        ({"type": "number", "enum": [1, 2.5]}, NumberType(enum=(1, 2.5))),
        ({"type": "boolean"}, BooleanType()),
        ({"type": "file"}, FileType()),
        ({"type": "string", "format": "binary"}, FileType()),
        ({"type": "object"}, ObjectType()),
        ({}, AnyType()),
        ({"type": "null"}, AnyType()),
        ({"type": ["string", "null"]}, AnyType()),
        ({"$ref": "https://elsewhere.example/x.json"}, AnyType()),
        ({"$ref": "#/definitions/No"}, AnyType()),
        ("nonsense", None),
    ],
)
def test_types(schema: Any, expected: object) -> None:
    assert answered(schema) == expected


def test_a_type_that_is_not_said_is_seen() -> None:
    assert isinstance(answered({"properties": {}}), ObjectType)
    assert isinstance(answered({"items": {}}), ArrayType)


def test_a_reference_is_decoded_and_declared() -> None:
    definitions = {"A b/c": {"type": "object"}}
    made = answered({"$ref": "#/definitions/A%20b~1c"}, definitions=definitions)
    assert made == NamedType("#/definitions/A b~1c")


def test_a_reference_to_any_place_is_a_type() -> None:
    document = {"x-shapes": {"cat": {"properties": {"name": {"type": "string"}}}}}
    made = lower(
        "x",
        {
            "paths": {
                "/": {
                    "get": {
                        "responses": {"200": {"schema": {"$ref": "#/x-shapes/cat"}}}
                    }
                }
            },
            **document,
        },
    )
    assert [one.id for one in made.types] == ["#/x-shapes/cat"]


def test_an_operation_overrides_what_its_path_declares() -> None:
    made = operation(
        {
            "parameters": [
                {"name": "b", "in": "path", "type": "string"},
                {"name": "q", "in": "query", "type": "string"},
            ],
            "get": {
                "parameters": [
                    {"name": "q", "in": "query", "type": "integer"},
                    {"$ref": "#/parameters/h"},
                    {"name": "nowhere", "in": "cookie"},
                    17,
                ]
            },
        },
        parameters={"h": {"name": "H", "in": "header", "type": "string"}},
    )
    assert [(one.location, one.name) for one in made.parameters] == [
        ("path", "b"),
        ("query", "q"),
        ("header", "H"),
    ]
    assert made.parameters[0].required
    assert made.parameters[1].schema.type == IntegerType()


def test_missing_and_repeated_operation_ids_get_their_request() -> None:
    made = lower(
        "x",
        {
            "paths": {
                "/b": {"get": {"operationId": "Get"}},
                "/a": {"get": {"operationId": "Get"}, "post": {}},
            }
        },
    )
    assert [one.id for one in made.operations] == ["Get get /b", "Get", "post /a"]


def test_security_and_media_types_are_inherited() -> None:
    made = operation(
        {"get": {}},
        security=[{"key": []}, {"oauth": ["read"]}],
        consumes=["application/json"],
    )
    assert made.security == (
        (SecurityUse("key"),),
        (SecurityUse("oauth", ("read",)),),
    )
    assert made.consumes == ("application/json",)
    assert operation({"get": {"security": []}}, security=[{"key": []}]).security == ()


@pytest.mark.parametrize(
    ("declared", "path"),
    [(None, ""), ("/", ""), ("/v1/", "/v1"), ("v1", "/v1"), (7, "")],
)
def test_base_paths(declared: object, path: str) -> None:
    assert lower("x", {"basePath": declared}).base_path == path


def test_a_webhook_has_its_payload() -> None:
    made = operation(
        {
            "x-ms-notification-content": {"schema": {"type": "string"}},
            "post": {"x-ms-trigger": "single"},
        }
    )
    assert made.trigger is not None
    assert made.trigger.notification is not None
    assert made.trigger.notification.type == StringType()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            "paths get post parameters schema properties items type object array name "
            "in path query body required responses 200 default definitions A $ref "
            "#/definitions/A allOf additionalProperties enum operationId info "
            "security x-ms-trigger x-ms-pageable nextLinkName /a".split()
        )
        | st.text(max_size=3),
        inner,
        max_size=5,
    ),
    max_leaves=40,
)


@given(JSON, JSON)
def test_any_json_has_an_ir_with_names(definition: Any, properties: Any) -> None:
    made = apply_passes(lower("x", definition, properties), {})
    derive_names(made, {}, Lock())
    dump(made)


def test_a_referenced_schema_says_what_its_place_does_not() -> None:
    definitions = {
        "kind": {"$ref": "#/definitions/base"},
        "base": {"type": "string", "default": "a", "x-ms-visibility": "internal"},
        "loop": {"$ref": "#/definitions/loop"},
    }
    body = {
        "type": "object",
        "properties": {
            "own": {"$ref": "#/definitions/kind"},
            "told": {"$ref": "#/definitions/kind", "x-ms-visibility": "advanced"},
            "loop": {"$ref": "#/definitions/loop"},
        },
    }
    made = answered(body, definitions=definitions)
    own, told, loop = (one.schema for one in made.properties)
    assert (own.visibility, own.default) == ("internal", "a")
    assert (told.visibility, told.default) == ("advanced", "a")
    assert loop.visibility is None


def test_binary_behind_references_is_a_file() -> None:
    definitions = {
        "pdf": {"$ref": "#/definitions/bytes"},
        "bytes": {"type": "string", "format": "binary"},
    }
    assert answered({"$ref": "#/definitions/pdf"}, definitions=definitions) == (
        FileType()
    )


def test_the_visibility_of_a_body_parameter_is_that_of_the_body() -> None:
    parameter = {
        "name": "b",
        "in": "body",
        "x-ms-visibility": "internal",
        "schema": {"type": "string"},
    }
    body = operation({"post": {"parameters": [parameter]}}).body
    assert body is not None
    assert body.schema.visibility == "internal"


@pytest.mark.parametrize(
    ("schema", "consumes", "expected"),
    [
        ({}, ["application/octet-stream"], FileType()),
        ({"type": "string"}, ["application/octet-stream"], FileType()),
        ({"type": "string", "format": "byte"}, ["application/pdf"], FileType()),
        ({}, ["image/png", "application/octet-stream"], FileType()),
        ({}, ["text/plain"], StringType()),
        ({}, ["application/xml", "text/csv; charset=utf-8"], StringType()),
        ({"type": "string"}, ["text/plain"], StringType()),
        ({}, [], AnyType()),
        ({}, ["application/json"], AnyType()),
        ({}, ["application/octet-stream", "application/json"], AnyType()),
        ({}, ["application/octet-stream", "*/*"], AnyType()),
        ({}, ["multipart/form-data"], AnyType()),
        ({}, ["text/json"], AnyType()),
        ({"type": "object"}, ["application/octet-stream"], ObjectType()),
    ],
)
def test_media_types_tell_what_an_untyped_body_is(
    schema: Any, consumes: list[str], expected: object
) -> None:
    parameter = {"name": "b", "in": "body", "schema": schema}
    body = sent_body({"parameters": [parameter], "consumes": consumes})
    assert body.schema.type == expected


def test_a_content_type_that_is_always_sent_counts_for_more() -> None:
    header = {
        "name": "Content-Type",
        "in": "header",
        "type": "string",
        "required": True,
        "default": "application/octet-stream",
        "x-ms-visibility": "internal",
    }
    untyped = {"name": "b", "in": "body", "schema": {}}
    said = {"parameters": [header, untyped], "consumes": ["application/json"]}
    assert sent_body(said).schema.type == FileType()
