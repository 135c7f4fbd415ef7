"""Rules on parameters and schemas: one finding for one mistake, and their corner cases."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from support.growth import assert_linear
from support.lint import fixes_of, lint_data, lint_text, messages_of, read, rules_of

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.document import Json
from connectorsmith.lint.fix import Drop, Fix, Put
from connectorsmith.lint.words.wording import json_type


def found(rule: str, text: str) -> list[tuple[str, str]]:
    return messages_of(lint_text(text, rules=[rule]))


def fix_of(rule: str, text: str) -> Fix | None:
    ((_, fix),) = fixes_of(rule, read(text))
    return fix


WHOLE = """\
swagger: "2.0"
info:
  title: Shelf
  description: Keeps the books of a small library in good order.
  version: "1.0"
  contact: {name: Shelf Team, url: https://shelf.example, email: help@shelf.example}
x-ms-connector-metadata:
  - {propertyName: Website, propertyValue: https://shelf.example}
  - {propertyName: Privacy policy, propertyValue: https://shelf.example/privacy}
  - {propertyName: Categories, propertyValue: Data}
host: api.shelf.example
basePath: /v1
schemes: [https]
consumes: [application/json]
produces: [application/json]
paths:
  /books:
    post:
      operationId: AddBook
      summary: Add a book
      description: Adds one book to the shelf that is meant.
      parameters:
        - name: shelf
          in: PLACE
          description: Which shelf.
          x-ms-summary: Shelf
          WRONG
      responses:
        "200":
          description: The number of the book.
          schema: {type: integer, title: Number, description: The number.}
"""


@pytest.mark.parametrize(
    ("place", "wrong", "rule", "severity"),
    [
        ("query", "schema: {type: string}", "PP105c", "error"),
        ("query", "required: true", "PP103", "error"),
        ("query", "type: [string, 'null']", "PP107", "error"),
        ("query", "type: array", "PP108", "error"),
        ("query", "{type: string, enum: []}", "PP102", "error"),
        ("query", "{type: string, enum: [a, b, a]}", "PP102c", "error"),
        ("query", "{type: string, minLength: -1}", "MS009", "error"),
        ("query", "{type: integer, multipleOf: 0}", "MS009", "error"),
        ("query", "{type: integer, minimum: 2, maximum: 1}", "PP112", "error"),
        ("query", "{type: string, pattern: '('}", "PP113", "error"),
        ("query", "type: file", "PP106", "error"),
        ("header", "{type: string, allowEmptyValue: true}", "PP116", "error"),
        ("body", "required: true", "PP105", "error"),
        ("body", "type: object", "PP105b", "error"),
        ("body", "{type: object, schema: {type: object}}", "PP105b", "error"),
        ("body", "schema: {type: object, required: []}", "PP109", "error"),
        ("body", "schema: {type: object, required: [a]}", "PP110", "error"),
        ("body", "schema: {type: string, required: [a]}", "PP111", "warning"),
    ],
)
def test_one_mistake_is_one_finding(
    place: str, wrong: str, rule: str, severity: str
) -> None:
    lines = wrong[1:-1] if wrong.startswith("{") else wrong
    parts = _parts(lines)
    text = WHOLE.replace("PLACE", place).replace("WRONG", "\n          ".join(parts))
    worse = [
        (finding.rule, str(finding.severity))
        for finding in lint_text(text)
        if finding.severity is not Severity.INFO and finding.rule != "PP149"
    ]
    assert worse == [(rule, severity)]


def _parts(text: str) -> list[str]:
    """The entries of a flow mapping, as lines."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign in "[{") - (sign in "]}")
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]


def test_a_required_name_may_come_from_all_of() -> None:
    assert (
        found(
            "PP110",
            """
        definitions:
          Thing: {type: object, properties: {id: {type: string}}}
          Book:
            required: [id, title, isbn]
            allOf:
              - $ref: '#/definitions/Thing'
              - $ref: '#/definitions/Book'
              - type: object
                required: [id]
                properties: {title: {type: string}}
        """,
        )
        == [
            (
                "/definitions/Book/required/2",
                "The required property 'isbn' must be in properties.",
            )
        ]
    )


def test_what_a_dynamic_schema_requires_is_not_known() -> None:
    assert not found(
        "PP110",
        """
        definitions:
          Book: {type: object, required: [id], x-ms-dynamic-schema: {operationId: A}}
          Lost:
            required: [id]
            allOf:
              - $ref: '#/definitions/Nowhere'
        """,
    )


def test_read_only_matters_where_a_request_leads() -> None:
    assert (
        found(
            "PP114",
            """
        paths:
          /books:
            post:
              parameters:
                - name: body
                  in: body
                  schema: {type: array, items: {$ref: '#/definitions/Book'}}
        definitions:
          Book: &book
            type: object
            required: [id]
            properties: {id: {type: string, readOnly: true}}
          Answer:
            type: object
            required: [id]
            properties: {id: {type: string, readOnly: true}}
        """,
        )
        == [
            (
                "/definitions/Book/properties/id/readOnly",
                "The property 'id' of a request must not be both required and read-only.",
            )
        ]
    )


@pytest.mark.parametrize(
    ("definitions", "loops"),
    [
        ({"A": "A"}, ["A"]),
        ({"A": "B", "B": "A"}, ["A"]),
        ({"A": "B", "B": "C", "C": "B"}, ["B"]),
        ({"A": "B", "B": "", "C": "A"}, []),
    ],
)
def test_required_loops_are_told_once(
    definitions: dict[str, str], loops: list[str]
) -> None:
    text = "definitions:\n" + "".join(
        f"  {name}:\n    allOf:\n"
        f"      - {{required: [p], properties: {{p: {{$ref: '#/definitions/{to}'}}}}}}\n"
        for name, to in definitions.items()
    )
    pointers = [pointer for pointer, _ in found("MS012", text)]
    assert pointers == [f"/definitions/{name}" for name in loops]


def test_a_loop_through_an_optional_property_is_none() -> None:
    assert not found(
        "MS012",
        """
        definitions:
          A: {required: [q], properties: {p: {$ref: '#/definitions/A'}, q: {}}}
        """,
    )


@pytest.mark.parametrize(
    "pattern",
    [
        r"^\p{L}+$",
        r"(?<year>\d{4})-\k<year>",
        r"(?i)a",
        r"a{1,99999999999}",
        r"[^]a]",
        r"[]",
        r"(?<=a+)b",
        r"\/x\-y",
        r"[[a]",
        "(" * 5_000,
    ],
)
def test_a_pattern_that_some_dialect_reads_is_not_refused(pattern: str) -> None:
    definition: Json = {"definitions": {"A": {"type": "string", "pattern": pattern}}}
    assert lint_data(definition, rules=["PP113"]) == []


@pytest.mark.parametrize(
    ("consumes", "rule", "severity"),
    [
        ("application/yaml", "PP015", [Severity.WARNING]),
        ("application/json, application/yaml", "PP015", [Severity.INFO]),
        ("APPLICATION/JSON;charset=utf-8", "PP015", []),
        ("yaml", "PP015", []),
        ("yaml", "MS003", [Severity.ERROR]),
        ("application/", "MS003", [Severity.ERROR]),
    ],
)
def test_media_types(consumes: str, rule: str, severity: list[Severity]) -> None:
    found = lint_text(f"consumes: [{consumes}]", rules=[rule])
    assert [finding.severity for finding in found] == severity


def test_a_file_needs_a_form_in_parts_wherever_consumes_stands() -> None:
    operation = """
        consumes: [application/x-www-form-urlencoded]
        paths:
          /covers:
            parameters:
              - {name: cover, in: formData, type: file}
            post: {}
            put: {consumes: [multipart/form-data]}
            patch:
              consumes: [text/plain]
              parameters:
                - {name: a, in: body, schema: {$ref: '#/definitions/A'}}
        definitions:
          A: {type: object}
        """
    assert found("MS004", operation) == [
        (
            "/paths/~1covers/post",
            "The file 'cover' must not be sent as 'application/x-www-form-urlencoded'.",
        ),
        (
            "/paths/~1covers/patch/consumes",
            "The body 'a' must not be sent as plain text.",
        ),
        (
            "/paths/~1covers/patch/consumes",
            "The file 'cover' must not be sent as 'text/plain'.",
        ),
    ]


BODY_B = (
    "'b' is a second body parameter; the SDK leaves it out"
    " ('GET /books', 'POST /books')."
)
BODY_C = (
    "'c' is a second body parameter; the SDK sends it instead of the first"
    " ('POST /books')."
)


def test_two_bodies_of_a_path_are_told_there() -> None:
    assert (
        found(
            "PP068",
            """
        paths:
          /books:
            parameters:
              - {name: a, in: body, schema: {}}
              - {name: b, in: body, schema: {}}
            get: {}
            post:
              parameters:
                - {name: c, in: body, schema: {}}
        """,
        )
        == [
            (
                "/paths/~1books/parameters/1",
                BODY_B,
            ),
            (
                "/paths/~1books/post/parameters/0",
                BODY_C,
            ),
        ]
    )


def test_raw_bytes_behind_a_reference() -> None:
    assert (
        found(
            "PP115",
            """
        parameters:
          whole: {name: whole, in: body, schema: {$ref: '#/definitions/Raw'}}
          query: {name: query, in: query, type: string, format: binary}
        definitions:
          Raw: {type: string, format: binary}
          Book: {type: object, properties: {cover: {$ref: '#/definitions/Raw'}}}
        """,
        )
        == [
            (
                "/parameters/query/format",
                "'query' must not have the format binary inside other data.",
            ),
            (
                "/definitions/Book/properties/cover/$ref",
                "'cover' must not have the format binary inside other data.",
            ),
        ]
    )


def test_repeated_tags_and_scopes_of_a_key_are_told_once() -> None:
    text = WHOLE.replace("PLACE", "query").replace("WRONG", "type: string")
    text += (
        "tags: [{name: Books}, {name: Books}]\n"
        "securityDefinitions: {key: {type: apiKey, in: header, name: X-Key}}\n"
        "security: [{key: [read]}]\n"
    )
    found = [f for f in lint_text(text) if f.severity is not Severity.INFO]
    assert rules_of(found) == ["PP014", "PP161"]


def test_oauth_has_the_fields_of_its_flow() -> None:
    assert (
        found(
            "MS007",
            """
        securityDefinitions:
          a: {type: oauth2, flow: implicit, tokenUrl: https://a.example, scopes: {}}
          b: {type: oauth2, flow: password, tokenUrl: https://a.example, x-b: 1}
          c: {type: oauth2, authorizationUrl: https://a.example}
          d: {type: oauth3}
          e: {type: apiKey, in: header, name: X-Key, value: secret}
        """,
        )
        == [
            (
                "/securityDefinitions/a/authorizationUrl",
                (
                    "The security definition 'a' must have authorizationUrl, which"
                    " 'oauth2 implicit' needs."
                ),
            ),
            (
                "/securityDefinitions/a/tokenUrl",
                (
                    "The security definition 'a' must not have 'tokenUrl', which"
                    " 'oauth2 implicit' does not use."
                ),
            ),
            (
                "/securityDefinitions/c/flow",
                "The security definition 'c' must have flow, which 'oauth2' needs.",
            ),
            (
                "/securityDefinitions/e/value",
                (
                    "The security definition 'e' must not have 'value', which"
                    " 'apiKey' does not use."
                ),
            ),
        ]
    )


@pytest.mark.parametrize(
    ("rule", "schema", "fix"),
    [
        ("PP104", "{type: string, format: GUID}", Put("uuid")),
        ("PP104", "{type: string, format: ' Date-Time'}", Put("date-time")),
        ("PP104", "{type: string, format: ''}", Drop()),
        ("PP104", "{type: string, format: phone}", None),
        ("PP107", "{type: [string]}", Put("string")),
        ("PP107", "{type: [string, 'null']}", None),
        ("PP109", "{type: object, required: []}", Drop()),
        ("PP102c", "{type: string, enum: [a, a]}", Drop()),
        ("MS009", "{type: integer, exclusiveMinimum: false}", Drop()),
        (
            "PP102e",
            "{x-ms-enum-values: [{value: a, displayName: A}, {value: 1}]}",
            Put(["a", 1]),
        ),
    ],
)
def test_only_the_one_right_reading_is_mended(
    rule: str, schema: str, fix: Fix | None
) -> None:
    assert fix_of(rule, f"definitions: {{A: {schema}}}") == fix


def test_descriptions_get_their_full_stop_behind_a_word_only() -> None:
    text = "parameters: {{a: {{name: a, in: query, description: '{}'}}}}"
    assert fix_of("PP091p", text.format(" Who wrote it ")) == Put(" Who wrote it. ")
    assert fix_of("PP091p", text.format("One of:")) is None


NEW = (
    *("MS001", "MS002", "MS003", "MS004", "MS005", "MS006", "MS007", "MS009", "MS010"),
    *("MS011", "MS012", "PP014", "PP015", "PP018", "PP068", "PP100", "PP102", "PP102b"),
    *("PP102c", "PP102d", "PP102e", "PP103", "PP104", "PP105", "PP105b", "PP105c"),
    *("PP105d", "PP106", "PP107", "PP108", "PP108b", "PP109", "PP110", "PP111"),
    *("PP112", "PP113", "PP114", "PP115", "PP116", "PP117", "PP118", "PP119", "PP161"),
)
"""The rules whose cost is measured here."""


def _many(count: int) -> dict[str, Any]:
    """A document that would cost a square to who reads shared parts again and again."""
    names = [f"p{index}" for index in range(count)]
    base = {"type": "object", "properties": {name: {} for name in names}}
    chain = {
        f"D{index}": {
            "required": ["p0", "lost"],
            "discriminator": "p1",
            "allOf": [
                {"$ref": "#/definitions/Base"},
                {"$ref": f"#/definitions/D{(index + 1) % count}"},
            ],
            "properties": {"p0": {"$ref": f"#/definitions/D{(index * 7) % count}"}},
        }
        for index in range(count)
    }
    paths = {f"/{name}": {"post": {"parameters": []}} for name in names}
    enum = {
        "type": "string",
        "enum": names,
        "x-ms-enum-values": [{"value": "x"}] * count,
    }
    return {
        "consumes": [f"application/{name}" for name in names],
        "paths": paths,
        "tags": [{"name": name} for name in names],
        "definitions": {"Base": base, "Enum": enum, **chain},
    }


def test_cost_grows_with_the_size_of_the_document() -> None:
    def prepare(count: int) -> Callable[[], object]:
        return partial(lint_data, _many(count), rules=NEW)

    assert_linear(prepare, 800)


@pytest.mark.parametrize(
    "value",
    [None, True, 7, 10**5_000, float("nan"), "x", [], [[]], {}, {"a": [None]}],
    ids=json_type,
)
def test_any_value_may_stand_anywhere(value: Json) -> None:
    keys = (
        *(
            "type",
            "format",
            "enum",
            "required",
            "properties",
            "allOf",
            "items",
            "pattern",
        ),
        *("x-ms-enum-values", "x-ms-capabilities", "x-ms-editor", "discriminator"),
        *(
            "minimum",
            "maximum",
            "minLength",
            "multipleOf",
            "exclusiveMinimum",
            "schema",
        ),
        *("in", "name", "$ref", "flow", "scopes", "collectionFormat", "consumes"),
    )
    for key in keys:
        part: dict[str, Json] = {"type": value, "enum": [value, value]}
        part |= {"required": ["a", value], "properties": {"a": value}, key: value}
        capable: Json = {**part, "x-ms-capabilities": {"filterFunctions": value}}
        definition: Json = {
            "consumes": value,
            "produces": [value],
            "tags": [value, {"name": value}],
            "security": [{"a": value}, value],
            "securityDefinitions": {"a": part, "b": value},
            "definitions": {"A": part, "B": capable, "C": value},
            "parameters": {"a": part, "b": {**part, "in": "body", "schema": part}},
            "paths": {"/a": {"get": {**part, "parameters": [part, value]}}},
        }
        lint_data(definition, rules=NEW)


VARIANTS = """\
definitions:
  Item: {discriminator: kind}
  Book: {x-ms-discriminator-value: b, allOf: [{$ref: '#/definitions/Item'}]}
  Novel: {allOf: [{$ref: '#/definitions/Book'}], properties: {kind: {enum: [b]}}}
  Saga: {x-ms-discriminator-value: Item, allOf: [{$ref: '#/definitions/Novel'}]}
  Other: {discriminator: kind}
  Disc: {x-ms-discriminator-value: b, allOf: [{$ref: '#/definitions/Other'}]}
"""


def test_two_schemas_with_one_discriminator_value_are_both_named() -> None:
    message = "The schema {!r} must not have the value {!r} of the discriminator 'kind', which {!r} has."
    assert [text for _, text in found("CS065", VARIANTS)] == [
        message.format("Novel", "b", "Book"),
        message.format("Saga", "Item", "Item"),
    ]
