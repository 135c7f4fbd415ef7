"""The engine: each problem once, in order, and nothing in a document makes it fail."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.growth import assert_linear
from support.lint import document, lint_data, lint_text, read, rules_of

from connectorsmith.diagnostics.findings import Finding, Location, Severity
from connectorsmith.documents.document import Json
from connectorsmith.inputs.files import Files
from connectorsmith.lint.engine import lint
from connectorsmith.lint.nodes.node import Connector, Kind
from connectorsmith.lint.nodes.walk import walk_definition, walk_properties
from connectorsmith.lint.registry import registry
from connectorsmith.openapi.operations import METHODS

GOOD = """\
swagger: "2.0"
info:
  title: Shelf
  description: Keeps the books of a small library in good order.
  version: "1.0"
  contact: {name: Shelf Team, url: https://shelf.example, email: help@shelf.example}
host: api.shelf.example
basePath: /v1
schemes: [https]
paths:
  /books/{id}:
    get:
      operationId: GetBook
      summary: Get a book
      description: Gets one book with all that is known about it.
      parameters:
        - name: id
          in: path
          type: string
          required: true
          description: Which book.
          x-ms-summary: Book Id
          x-ms-url-encoding: single
      responses:
        "200":
          description: OK
          schema: {$ref: '#/definitions/Book'}
definitions:
  Book:
    type: object
    properties:
      type: {type: string, enum: [paper, file], default: paper, title: Kind, description: A.}
      parameters: {type: array, items: {$ref: '#/definitions/Book'}, title: B, description: B.}
      x-ms-visibilty: {type: integer, title: C, description: C.}
securityDefinitions:
  api_key: {type: apiKey, in: header, name: X-Key}
security:
  - api_key: []
x-ms-connector-metadata:
  - {propertyName: Website, propertyValue: https://shelf.example}
  - {propertyName: Privacy policy, propertyValue: https://shelf.example/privacy}
  - {propertyName: Categories, propertyValue: Content and Files}
"""
GOOD_PROPERTIES = """\
properties:
  connectionParameters:
    api_key:
      type: securestring
      uiDefinition:
        displayName: API key
        description: Your key.
        constraints: {required: "true"}
  iconBrandColor: "#123456"
  capabilities: []
  policyTemplateInstances:
    - templateId: updatenextlink
      title: Key
      parameters:
        x-ms-apimTemplateParameter.nextLinkPropertyName: "@connectionParameters('api_key')"
        x-ms-apimTemplate-policySection: Response
        x-ms-apimTemplate-operationName: [GetBook]
  publisher: Shelf
  stackOwner: Shelf
"""


def test_a_good_connector_has_no_findings() -> None:
    assert lint_text(GOOD, GOOD_PROPERTIES) == []


def test_a_finding_has_rule_place_pointer_and_hint() -> None:
    text = GOOD.replace("operationId: GetBook", "operationId: Get-Book")
    assert lint_text(text) == [
        Finding(
            "PP052",
            Severity.WARNING,
            "The operationId 'Get-Book' must have only letters and digits.",
            Location("api.yaml", 13, 20),
            "/paths/~1books~1{id}/get/operationId",
            "Remove the other characters; in a published connector keep the operationId.",
            code="OperationIdSanitized",
        )
    ]


def test_findings_come_blocking_first_then_in_the_order_of_the_files() -> None:
    definition = """\
swagger: "2.0"
info: {title: Shelf!}
schemes: []
definitions:
  A: {$ref: '#/definitions/B'}
"""
    properties = "properties: {publisher: ''}\n"
    findings = lint_text(definition, properties)
    places = [(f.severity is not Severity.BLOCKING, f.location.file) for f in findings]
    assert places == sorted(places)
    assert {f.rule for f in findings if f.severity is Severity.BLOCKING} == {"PP005"}
    rest = [f.location.line for f in findings if f.location.file == "api.yaml"]
    blocking = sum(f.severity is Severity.BLOCKING for f in findings)
    assert rest[blocking:] == sorted(rest[blocking:])


def parameters(count: int) -> str:
    lines = ["parameters:"]
    lines += [f"  p{i}: {{name: p{i}, in: path, type: string}}" for i in range(count)]
    return "\n".join(lines)


def test_three_equal_messages_are_told_one_by_one() -> None:
    findings = lint_text(parameters(3), rules=["PP097"])
    assert [f.location.line for f in findings] == [2, 3, 4]
    assert {f.message for f in findings} == {
        "The path parameter must have 'x-ms-url-encoding'."
    }


def test_four_equal_messages_are_told_once_at_the_first_place() -> None:
    (finding,) = lint_text(parameters(4), rules=["PP097"])
    assert finding.message == "The path parameter must have 'x-ms-url-encoding'."
    assert [(place.location.line, place.pointer) for place in finding.also] == [
        (3, "/parameters/p1/x-ms-url-encoding"),
        (4, "/parameters/p2/x-ms-url-encoding"),
        (5, "/parameters/p3/x-ms-url-encoding"),
    ]
    assert finding.location == Location("api.yaml", 2, 3)
    assert finding.pointer == "/parameters/p0/x-ms-url-encoding"


SHARED = """\
paths:
  /books:
    get:
      parameters: &paging
        - {name: page, in: query, x-ms-visibility: Advanced}
    post:
      parameters: *paging
    put:
      parameters: *paging
"""


def test_a_problem_in_a_shared_yaml_node_is_told_once_with_its_places() -> None:
    (finding,) = lint_text(SHARED, rules=["PP094"])
    assert (
        finding.message
        == "'x-ms-visibility' must be important, advanced or internal, not 'Advanced' (in 3 places)."
    )
    assert finding.location.line == 5


def test_a_shared_node_is_judged_where_it_stands() -> None:
    text = """\
paths:
  /books/{id}:
    get:
      parameters: &id
        - {name: id, in: path, type: string, required: true}
  /shelves:
    get:
      parameters: *id
"""
    (finding,) = lint_text(text, rules=["PP072"])
    assert finding.pointer == "/paths/~1shelves/get/parameters/0"


def test_names_that_look_like_keywords_are_no_keywords() -> None:
    text = """\
definitions:
  Book:
    properties:
      default: {type: integer}
      properties: {type: object, properties: {nullable: {type: string}}}
      $ref: {type: string}
      x-ms-visbility: {type: string}
    example: {$ref: nowhere, nullable: true}
    default: {x-ms-sumamry: 1}
"""
    rules = ("PP016", "PP017", "PP019", "PP101", "PP164")
    assert lint_text(text, rules=rules) == []


def test_kinds_follow_from_position() -> None:
    connector = Connector(Files(read(GOOD), read(GOOD_PROPERTIES)))
    definition = [str(node.kind) for node in walk_definition(connector)]
    assert definition == [
        "document",
        "info",
        "path",
        "operation",
        "parameter",
        "response",
        "reference",
        "schema",
        "schema",
        "schema",
        "reference",
        "schema",
        "security_definition",
        "security",
    ]
    properties = [str(node.kind) for node in walk_properties(connector)]
    assert properties == [
        "properties_file",
        "properties",
        "connection_parameter",
        "policy",
    ]


def test_a_node_knows_its_pointer_and_what_it_stands_in() -> None:
    nodes = list(walk_definition(Connector(Files(read(GOOD)))))
    (parameter,) = (node for node in nodes if node.kind is Kind.PARAMETER)
    assert parameter.tokens == ("paths", "/books/{id}", "get", "parameters", 0)
    operation = parameter.within(Kind.OPERATION)
    assert operation is not None
    assert operation.name == "get"
    assert parameter.within(Kind.SCHEMA) is None


def test_reading_the_wrong_type_gives_nothing() -> None:
    whole = document({"info": [1], "host": 2, "paths": "x"})
    (node,) = walk_definition(Connector(Files(whole)))
    assert node.text("host") == ""
    assert node.mapping("info") == {}
    assert list(node.sequence("paths")) == []
    assert node.get("missing") is None


def test_a_fault_of_the_standard_is_not_told_again_beside_a_rule() -> None:
    text = GOOD.replace("          required: true\n", "")
    assert rules_of(lint_text(text)) == ["PP085"]
    text = GOOD.replace('swagger: "2.0"', "swagger: 2.0")
    assert rules_of(lint_text(text)) == ["PP003"]
    text = GOOD.replace("basePath: /v1", "basePath: v1")
    assert rules_of(lint_text(text)) == ["PP008"]


def test_a_definition_of_openapi_3_is_called_so_once() -> None:
    text = GOOD.replace('swagger: "2.0"', "openapi: 3.0.1")
    messages = [finding.message for finding in lint_text(text)]
    assert messages == ["The definition must be OpenAPI 2.0, not '3.0.1'."]


def test_a_mild_remark_does_not_hide_a_fault_of_the_standard() -> None:
    text = GOOD.replace("schemes: [https]", "schemes: [http, https]")
    assert rules_of(lint_text(text)) == ["PP011"]
    text = GOOD.replace("x-ms-summary: Book Id", "default: 2")
    assert "PP101" in rules_of(lint_text(text))


def test_deep_nesting_is_walked_without_recursion() -> None:
    value: Json = {"type": "object", "nullable": True}
    for _ in range(5_000):
        value = {"type": "array", "items": value}
    findings = lint_data({"definitions": {"Deep": value}})
    assert [f.message for f in findings if f.rule == "PP019"] == [
        "'nullable' is not a keyword of OpenAPI 2.0."
    ]
    assert [f.message for f in findings if f.rule == "OAS2"] == [
        "The definition is nested too deeply to be compared with OpenAPI 2.0."
    ]


def test_the_deepest_document_that_loads_is_compared_with_the_standard() -> None:
    depth = 48
    schema = '{"items":' * depth + '{"type":"nothing"}' + "}" * depth
    text = (
        '{"swagger":"2.0","info":{},"paths":{},"definitions":{"Deep":' + schema + "}}"
    )
    findings = lint(Files(read(text, "api.json")))
    message = "'type' must not be 'nothing'; the SDK allows any value here."
    assert message in [f.message for f in findings]


def test_long_chains_of_references_do_not_cost_a_square() -> None:
    def prepare(count: int) -> Callable[[], object]:
        chain: dict[str, Json] = {
            f"A{i}": {"$ref": f"#/definitions/A{i + 1}"} for i in range(count)
        }
        definitions: Json = {**chain, f"A{count}": {"type": "string"}}

        def work() -> None:
            findings = lint_data({"definitions": definitions}, rules=["PP016"])
            assert findings == []

        return work

    assert_linear(prepare, 10_000)


def test_messages_stay_on_one_line_and_short() -> None:
    name = "evil\n\x1b[31m\u202e" + "x" * 10_000
    definition: Json = {
        name: 1,
        "swagger": "2.0",
        "host": name,
        "paths": {name: 1, "/" + name: {"get": {"operationId": name}}},
    }
    properties: Json = {"properties": {name: 1, "capabilities": name}}
    findings = lint_data(definition, properties)
    assert len(findings) > 5
    for finding in findings:
        for text in (finding.message, finding.hint or ""):
            assert text.isprintable()
            assert len(text) < 300


def test_suggestions_do_not_cost_a_square() -> None:
    def prepare(count: int) -> Callable[[], object]:
        definition: dict[str, Json] = {
            "securityDefinitions": {f"scheme{i}": {} for i in range(count)},
            "security": [{f"schema{i}": []} for i in range(count)],
            "definitions": {f"D{i}": {f"x-ms-summery{i}": 1} for i in range(count)},
        }

        def work() -> None:
            assert len(lint_data(definition, rules=["PP160", "PP164"])) == 2 * count

        return work

    assert_linear(prepare, 15_000)


WORDS = sorted(
    {
        *METHODS,
        *"""swagger info host basePath schemes paths definitions parameters responses
        securityDefinitions security tags title description version contact url email name
        operationId summary consumes produces in type required schema items properties
        additionalProperties allOf anyOf not enum default format minimum maximum minLength
        maxLength $ref headers /a /a/{b} 200 default x-ms-summary x-ms-visibility
        x-ms-url-encoding x-ms-connector-metadata propertyName propertyValue
        x-ms-notification-content connectionParameters connectionParameterSets values
        iconBrandColor capabilities policyTemplateInstances templateId scriptOperations
        publisher stackOwner uiDefinition constraints hidden oAuthSettings identityProvider
        customParameters clientSecret redirectMode displayName body query path formData
        internal string integer array object file oauth2 aad setheader Website Categories
        x-ms-apimTemplate-operationName x-ms-apimTemplate-policySection #/definitions/a
        #/parameters/0 #/x @connectionParameters('a') x-ms-sumamry 2.0 https""".split(),
    }
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3, 300)
    | st.integers()
    | st.floats()
    | st.sampled_from(WORDS)
    | st.text(max_size=8)
)
KEYS = st.sampled_from(WORDS) | st.text(max_size=4)
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=40,
)


def check_soundness(findings: list[Finding]) -> None:
    for finding in findings:
        assert finding.message.endswith(".")
        assert finding.rule in registry()
        for text in (finding.message, finding.hint or ""):
            assert text.isprintable()
            assert len(text) < 500
    severities = [finding.severity is Severity.BLOCKING for finding in findings]
    assert severities == sorted(severities, reverse=True)


@settings(max_examples=300, deadline=None)
@given(ANYTHING, ANYTHING)
def test_any_json_can_be_linted(definition: Any, properties: Any) -> None:
    check_soundness(lint_data(definition, properties))


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    pairs = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value) if isinstance(value, list) else ()
    )
    return [path, *(p for key, one in pairs for p in places(one, (*path, key)))]


GOOD_VALUES = [
    json.loads(json.dumps(read(text).value)) for text in (GOOD, GOOD_PROPERTIES)
]
GOOD_PLACES = [
    (which, path)
    for which, value in enumerate(GOOD_VALUES)
    for path in places(value)
    if path
]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.sampled_from(GOOD_PLACES), ANYTHING), min_size=1, max_size=3)
)
def test_any_value_may_stand_anywhere(changes: list[Any]) -> None:
    values = json.loads(json.dumps(GOOD_VALUES))
    for (which, path), new in changes:
        node = values[which]
        for step in path[:-1]:
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                break
        else:
            if isinstance(node, dict) or (
                isinstance(node, list)
                and isinstance(path[-1], int)
                and path[-1] < len(node)
            ):
                node[path[-1]] = new
    check_soundness(lint(Files(document(values[0]), document(values[1], "p.json"))))


@pytest.mark.parametrize("value", [None, [], "text", 7, True])
def test_a_definition_that_is_no_mapping_is_blocking(value: Json) -> None:
    blocking = [f for f in lint_data(value) if f.severity is Severity.BLOCKING]
    assert any("must be a mapping" in finding.message for finding in blocking)
