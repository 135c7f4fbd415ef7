"""OpenAPI 2.0 conformance: one fault per cause, in words, without following anything."""

from __future__ import annotations

import copy
import socket
from collections.abc import Callable
from typing import Any

import pytest
from support.growth import assert_linear
from support.lint import lint_data, rules_of

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.document import join_pointer
from connectorsmith.lint.standard.conformance import conformance
from connectorsmith.lint.standard.faults import Fault

OPERATION = "/paths/~1books/get"
PARAMETERS = OPERATION + "/parameters"
RESPONSES = OPERATION + "/responses"
BASE: dict[str, Any] = {
    "swagger": "2.0",
    "info": {"title": "Shelf", "version": "1.0"},
    "host": "api.shelf.example",
    "paths": {
        "/books": {
            "get": {
                "parameters": [
                    {"name": "q", "in": "query", "type": "string"},
                    {"$ref": "#/parameters/page"},
                ],
                "responses": {"200": {"description": "OK", "schema": {"type": "file"}}},
            }
        }
    },
    "parameters": {
        "page": {"name": "page", "in": "query", "type": "integer"},
        "book": {"name": "book", "in": "body", "schema": {"type": "object"}},
        "cover": {"name": "cover", "in": "formData", "type": "file"},
    },
    "definitions": {
        "Book": {
            "type": "object",
            "additionalProperties": {"type": ["string", "null"]},
            "properties": {"tags": {"type": "array", "items": {"type": "string"}}},
        },
        "Free": {"additionalProperties": True, "items": [{"type": "string"}]},
    },
    "securityDefinitions": {
        "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        "user": {"type": "basic"},
        "sign_in": {
            "type": "oauth2",
            "flow": "accessCode",
            "authorizationUrl": "https://shelf.example/authorize",
            "tokenUrl": "https://shelf.example/token",
            "scopes": {},
        },
    },
}


def faults(pointer: str = "", value: Any = None) -> list[Fault]:
    """The faults of the base document with another value at a pointer."""
    document = copy.deepcopy(BASE)
    if pointer:
        node: Any = document
        *steps, last = [t.replace("~1", "/") for t in pointer[1:].split("/")]
        for step in steps:
            node = node[int(step)] if isinstance(node, list) else node[step]
        node[int(last) if isinstance(node, list) else last] = value
    return list(conformance(document))


def told(fault: Fault) -> tuple[str, str, str]:
    return join_pointer("", *fault.tokens), str(fault.severity), fault.message


def test_a_good_definition_conforms_with_file_responses_and_references() -> None:
    assert faults() == []


QUERY = {"name": "q", "in": "query"}


@pytest.mark.parametrize(
    ("pointer", "value", "at", "severity", "message"),
    [
        ("/paths", [], "", "blocking", "'paths' must be a mapping, not a list."),
        (
            "/paths/~1books",
            "x",
            "",
            "error",
            "'/books' must be a mapping, not text.",
        ),
        (OPERATION, None, "", "error", "'get' must be a mapping, not null."),
        (PARAMETERS, {}, "", "error", "'parameters' must be a list, not a mapping."),
        (
            PARAMETERS + "/0",
            "q",
            "",
            "error",
            "Item 1 of 'parameters' must be a mapping, not text.",
        ),
        (
            PARAMETERS + "/0",
            {"in": "query", "type": "string"},
            "/name",
            "error",
            "The required 'name' is missing in Item 1 of 'parameters'.",
        ),
        (
            PARAMETERS + "/0",
            {"name": "q", "type": "string"},
            "/in",
            "error",
            "The required 'in' is missing in Item 1 of 'parameters'.",
        ),
        (
            PARAMETERS + "/0/in",
            "cookie",
            "",
            "error",
            "'in' must not be 'cookie'.",
        ),
        (
            PARAMETERS + "/0/type",
            "object",
            "",
            "error",
            "'type' must not be 'object'.",
        ),
        (
            PARAMETERS + "/0",
            QUERY,
            "/type",
            "error",
            "The required 'type' is missing in Item 1 of 'parameters'.",
        ),
        (
            PARAMETERS + "/0",
            {"name": "b", "in": "body", "type": "string", "schema": {}},
            "/type",
            "error",
            "The key 'type' is unknown in Item 1 of 'parameters'.",
        ),
        (
            PARAMETERS + "/0",
            {"name": "b", "in": "body"},
            "/schema",
            "error",
            "The required 'schema' is missing in Item 1 of 'parameters'.",
        ),
        (
            PARAMETERS + "/0",
            {**QUERY, "type": "string", "requred": True},
            "/requred",
            "error",
            "The key 'requred' is unknown in Item 1 of 'parameters'.",
        ),
        (
            PARAMETERS + "/0",
            {"$ref": "#/parameters/page", "name": "q"},
            "/name",
            "error",
            "The key 'name' is unknown in Item 1 of 'parameters'.",
        ),
        (
            OPERATION,
            {},
            "/responses",
            "error",
            "The required 'responses' is missing in 'get'.",
        ),
        (RESPONSES, {}, "", "warning", "The operation must declare a response."),
        (
            RESPONSES,
            {"x-a": 1},
            "",
            "warning",
            "The operation must declare a response.",
        ),
        (RESPONSES, [], "", "error", "'responses' must be a mapping, not a list."),
        (
            RESPONSES + "/20",
            {"description": ""},
            "",
            "error",
            "'20' is neither a status code nor 'default'.",
        ),
        (
            RESPONSES + "/200",
            {},
            "/description",
            "error",
            "The required 'description' is missing in '200'.",
        ),
        (
            RESPONSES + "/200/schema",
            {"type": "list"},
            "/type",
            "error",
            "'type' must not be 'list'.",
        ),
        (
            "/definitions/Book/properties/tags/items",
            "string",
            "",
            "error",
            "'items' must be a mapping or a list, not text.",
        ),
        (
            "/definitions/Book/additionalProperties",
            "yes",
            "",
            "error",
            "'additionalProperties' must be a mapping or true or false, not text.",
        ),
        (
            "/definitions/Book/properties/tags",
            {"type": "array", "minItems": -1},
            "/minItems",
            "error",
            "'minItems' is -1, which is out of range.",
        ),
        (
            "/definitions/Book/required",
            [],
            "",
            "error",
            "'required' must not be an empty list.",
        ),
        (
            "/definitions/Book/enum",
            ["a", "b", "a"],
            "/2",
            "warning",
            "Item 3 of 'enum' must not repeat an earlier item.",
        ),
        (
            "/securityDefinitions/key/in",
            "cookie",
            "",
            "error",
            "'in' must not be 'cookie'.",
        ),
        (
            "/securityDefinitions/sign_in/flow",
            "code",
            "",
            "error",
            "'flow' must not be 'code'.",
        ),
        (
            "/securityDefinitions/user",
            {"type": "bearer"},
            "/type",
            "error",
            "'type' must not be 'bearer'.",
        ),
        (
            "/host",
            "https://shelf.example",
            "",
            "error",
            "'host' is 'https://shelf.example', which does not match its pattern.",
        ),
        ("/paths/books", {}, "", "error", "The path 'books' must begin with '/'."),
    ],
)
def test_a_fault_is_told_once_by_its_cause(
    pointer: str, value: Any, at: str, severity: str, message: str
) -> None:
    assert [told(fault) for fault in faults(pointer, value)] == [
        (pointer + at, severity, message)
    ]


def test_a_misspelt_key_names_the_nearest() -> None:
    (fault,) = faults(OPERATION + "/sumary", "List books")
    assert fault.hint == "Did you mean 'summary'?"
    assert fault.key


def test_a_wrong_value_names_the_allowed() -> None:
    (fault,) = faults(PARAMETERS + "/0/in", "cookie")
    assert fault.hint == "Use 'body', 'formData', 'header', 'path' or 'query'."


def test_a_missing_operation_id_is_no_fault_of_the_standard() -> None:
    assert "operationId" not in BASE["paths"]["/books"]["get"]


def test_no_reference_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    value = {"$ref": "http://127.0.0.1:9/x.json"}
    assert faults("/definitions/Book", value) == []
    assert faults("/definitions/Book", {"$ref": "file:///etc/passwd"}) == []


HOSTILE: dict[str, tuple[int, Callable[[int], dict[str, Any]]]] = {
    "doubling": (
        30,
        lambda size: {
            f"D{i}": {"allOf": [{"$ref": f"#/definitions/D{i + 1}"}] * 2}
            for i in range(size)
        }
        | {f"D{size}": {"type": "object", "default": {}}},
    ),
    "regular expression": (
        30,
        lambda size: {
            "D": {"type": "string", "pattern": "^(a+)+$", "default": "a" * size + "!"}
        },
    ),
    "mixed enum": (
        15_000,
        lambda size: {"D": {"enum": [[i] if i % 2 else {"a": i} for i in range(size)]}},
    ),
    "nested choices": (
        500_000,
        lambda size: {
            "D": {
                "items": {
                    "items": {
                        "items": {"items": {"type": 1, "description": "x" * size}}
                    }
                }
            }
        },
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_definition_does_not_hang(name: str) -> None:
    half, definitions = HOSTILE[name]

    def prepare(size: int) -> Callable[[], object]:
        value = {**BASE, "definitions": definitions(size)}
        return lambda: lint_data(value)

    assert_linear(prepare, half)


def second_stage(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(BASE), **changes}


def operation(*parameters: Any, **more: Any) -> dict[str, Any]:
    responses = {"200": {"description": "OK"}}
    return {"parameters": list(parameters), "responses": responses, **more}


ID = {"name": "id", "in": "path", "type": "string", "required": True}
SECOND_STAGE = {
    "PP051": {
        "/a": {"get": operation(operationId="A")},
        "/b": {"get": operation(operationId="A")},
    },
    "PP071": {"/a/{id}": {"get": operation()}},
    "PP072": {"/a": {"get": operation(ID)}},
    "PP074": {
        "/a": {
            "get": operation({**QUERY, "type": "string"}, {**QUERY, "type": "integer"})
        }
    },
    "PP101": {"/a": {"get": operation({**QUERY, "type": "integer", "default": "1"})}},
    "OAS2": {
        "/a": {
            "get": operation({**QUERY, "type": "integer", "enum": [1], "default": 2})
        }
    },
}


@pytest.mark.parametrize("rule", SECOND_STAGE)
def test_a_rule_of_ours_finds_what_the_second_stage_would(rule: str) -> None:
    from openapi_spec_validator import OpenAPIV2SpecValidator

    document = second_stage(paths=SECOND_STAGE[rule])
    assert not OpenAPIV2SpecValidator(document).is_valid()
    assert list(conformance(document)) == []
    assert rule in rules_of(lint_data(document))


def test_severities_of_the_second_stage_are_those_of_the_rules() -> None:
    document = second_stage(paths=SECOND_STAGE["OAS2"])
    (finding,) = (f for f in lint_data(document) if f.rule == "OAS2")
    assert finding.severity is Severity.WARNING
    assert finding.message == "The default 2 is not in the enum."
