"""Dynamic calls, callbacks and policies: the right cause, once, at the right place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import pytest
from support.growth import assert_linear
from support.lint import lint_data, lint_text, places_of, read

from connectorsmith.diagnostics.findings import Finding, Severity
from connectorsmith.documents.document import Json
from connectorsmith.inputs.files import Files
from connectorsmith.lint.fix import Rename
from connectorsmith.lint.nodes.node import Connector, Kind
from connectorsmith.lint.nodes.walk import walk_definition
from connectorsmith.lint.rules.document.keywords import extension_is_known

if TYPE_CHECKING:
    from collections.abc import Mapping

PP = [
    *("PP150", "PP151", "PP152", "PP153", "PP154", "PP154b", "PP155", "PP156", "PP157"),
    *("PP158", "PP159", "PP166", "PP167", "MS203", "MS204", "MS205", "MS208", "MS209"),
]
POLICY = ["PP196", "PP197", "PP198", "PP199", "PP200", "PP201", "PP202", "CS020"]
WEBHOOK = [
    *("PP141", "PP142", "PP143", "PP143b", "PP143c", "PP143d", "PP144", "PP145"),
    *("PP149", "MS200", "MS201"),
]


def found(rules: list[str], text: str, properties: str | None = None) -> list[Finding]:
    return lint_text(text, properties, rules=rules)


LIBRARY = """
paths:
  /books:
    post:
      operationId: AddBook
      parameters:
        - {name: hall, in: query, type: string, required: true}
        - name: book
          in: body
          schema: {$ref: '#/definitions/Book'}
  /books/{id}:
    put:
      operationId: ChangeBook
      parameters:
        - name: book
          in: body
          schema: {$ref: '#/definitions/Book'}
  /shelves:
    get:
      operationId: ListShelves
      parameters:
        - {name: room, in: query, type: string, required: true}
      responses:
        "200":
          description: Shelves.
          schema: {$ref: '#/definitions/Shelves'}
definitions:
  Shelves:
    allOf:
      - type: object
        properties: {next: {$ref: '#/definitions/Shelves'}}
      - properties: {found: {$ref: '#/definitions/Found'}}
  Found:
    type: object
    properties: {items: {type: array, items: {$ref: '#/definitions/Shelf'}}}
  Shelf:
    type: object
    properties: {id: {type: string}, label: {type: object, properties: {de: {type: string}}}}
  Book:
    type: object
    properties:
      at:
        type: object
        properties:
          room: {type: string}
          shelf:
            type: string
            x-ms-dynamic-list: CALL
"""


def library(call: str) -> str:
    return LIBRARY.replace("CALL", call)


SHELF = "/definitions/Book/properties/at/properties/shelf/x-ms-dynamic-list"
GOOD = (
    "{operationId: ListShelves, itemsPath: found/items, itemValuePath: id,"
    " itemTitlePath: label/de, parameters: {room: {parameterReference: book/at/room}}}"
)


def test_paths_lead_through_references_and_all_of() -> None:
    assert found(PP, library(GOOD)) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "place"),
    [
        ("ListShelves", "ListShelfs", "PP150", "/operationId"),
        ("{room:", "{rooms:", "PP151", "/parameters/rooms"),
        ("book/at/room", "book/at/rom", "PP153", "/parameters/room/parameterReference"),
        ("book/at/room", "book/at", "PP167", "/parameters/room/parameterReference"),
        ("found/items", "found/item", "PP155", "/itemsPath"),
        ("found/items", "found", "PP155", "/itemsPath"),
        ("itemValuePath: id", "itemValuePath: ib", "PP156", "/itemValuePath"),
        ("label/de", "label/fr", "PP156", "/itemTitlePath"),
        (
            "parameters: {room: {parameterReference: book/at/room}}",
            "parameters: {}",
            "PP152",
            "/operationId",
        ),
        (
            "{parameterReference: book/at/room}",
            "{value: 3}",
            "MS209",
            "/parameters/room",
        ),
    ],
)
def test_one_mistake_in_a_call_is_one_finding(
    old: str, new: str, rule: str, place: str
) -> None:
    assert places_of(found(PP, library(GOOD.replace(old, new)))) == [
        (rule, SHELF + place)
    ]


def test_a_shared_schema_may_refer_to_what_one_of_its_users_has() -> None:
    call = GOOD.replace("book/at/room", "hall")
    assert found(PP, library(call)) == []


def test_what_no_operation_uses_refers_to_nothing_wrong() -> None:
    text = library(GOOD.replace("book/at/room", "nowhere"))
    unused = text.replace("schema: {$ref: '#/definitions/Book'}", "schema: {}")
    assert found(PP, unused) == []


def test_the_case_of_an_operation_id_is_mended() -> None:
    (finding,) = found(PP, library(GOOD.replace("ListShelves", "listshelves")))
    assert finding.hint == "Did you mean 'ListShelves'?"


def test_both_forms_of_a_call_say_of_the_answer_once() -> None:
    both = """
            x-ms-dynamic-values:
              operationId: ListShelves
              value-collection: nothing
              value-path: id
              parameters: {room: {parameter: hall}}
            x-ms-dynamic-list:
              operationId: ListShelves
              itemsPath: nothing
              itemValuePath: id
              parameters: {room: {parameterReference: hall}}
"""
    text = LIBRARY.replace("            x-ms-dynamic-list: CALL\n", both[1:])
    assert places_of(found(PP, text)) == [("PP155", SHELF + "/itemsPath")]


def test_an_open_answer_is_not_judged() -> None:
    text = library(GOOD.replace("found/items", "other/things"))
    opened = text.replace(
        "properties: {next:", "additionalProperties: true\n        properties: {next:"
    )
    assert found(PP, opened) == []


HOOKS = """
paths:
  /hooks:
    x-ms-notification-content: {description: News., schema: {type: object}}
    post:
      operationId: WhenNewsArrive
      x-ms-trigger: single
      parameters:
        - name: hook
          in: body
          required: true
          schema: {$ref: '#/definitions/Hook'}
      responses: {"201": {description: Made.}}
  /hooks/{id}:
    delete: {operationId: EndHook}
definitions:
  Hook:
    type: object
    required: [to]
    properties:
      to: {$ref: '#/definitions/Address'}
      next: {$ref: '#/definitions/Hook'}
  Address:
    allOf:
      - properties:
          url: {type: string, x-ms-notification-url: true, x-ms-visibility: internal}
    required: [url]
"""
URL = "/definitions/Address/allOf/0/properties/url"


def test_a_callback_url_may_stand_deep_in_shared_and_cyclic_schemas() -> None:
    assert found(WEBHOOK, HOOKS) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "place"),
    [
        ("x-ms-notification-url: true, ", "", "PP141", "/paths/~1hooks/post"),
        (
            "    x-ms-notification-content: {description: News., schema: {type: object}}\n",
            "",
            "PP142",
            "/paths/~1hooks/post",
        ),
        (", x-ms-visibility: internal", "", "PP143", URL + "/x-ms-visibility"),
        ("required: [to]", "required: []", "PP143c", URL),
        ("url: {type: string", "url: {type: array", "PP143b", URL + "/type"),
        ("    delete:", "    get:", "PP144", "/paths/~1hooks/post"),
        (
            "      x-ms-trigger: single\n",
            "      x-ms-trigger: single\n      x-ms-notification: {operationId: WhenNewsArrive}\n",
            "MS200",
            "/paths/~1hooks/post/x-ms-notification",
        ),
    ],
)
def test_one_mistake_in_a_webhook_is_one_finding(
    old: str, new: str, rule: str, place: str
) -> None:
    assert places_of(found(WEBHOOK, HOOKS.replace(old, new))) == [(rule, place)]


def test_an_action_that_waits_is_no_mistake() -> None:
    assert found(WEBHOOK, HOOKS.replace("      x-ms-trigger: single\n", "")) == []


def policy(parameters: str, template: str = "setheader") -> str:
    return f"""
properties:
  connectionParameters: {{api_key: {{type: securestring}}}}
  policyTemplateInstances:
    - templateId: {template}
      parameters: {{{parameters}}}
"""


P = "x-ms-apimTemplateParameter."
AT = "/properties/policyTemplateInstances/0"


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        (f"{P}name: X-A, {P}value: b", []),
        (f"{P}NAME: X-A, {P}value: b", []),
        (f"{P}name: X-A", [("PP197", f"{AT}/parameters/{P}value")]),
        (f"{P}nam: X-A, {P}value: b", [("PP202", f"{AT}/parameters/{P}nam")]),
        (
            f"{P}name: X-A, {P}value: \"@connectionParameters('key')\"",
            [("PP200", f"{AT}/parameters/{P}value")],
        ),
        (
            f'{P}name: "a b", {P}value: b',
            [("CS020", f"{AT}/templateId")],
        ),
    ],
)
def test_one_mistake_in_a_policy_is_one_finding(
    parameters: str, expected: list[tuple[str, str]]
) -> None:
    assert places_of(found(POLICY, "paths: {}", policy(parameters))) == expected


def test_a_misspelt_required_parameter_is_an_error_and_another_is_not() -> None:
    (wrong,) = found(POLICY, "paths: {}", policy(f"{P}nam: X-A, {P}value: b"))
    (extra,) = found(
        POLICY, "paths: {}", policy(f"{P}name: X-A, {P}value: b, {P}colour: red")
    )
    assert (wrong.severity, extra.severity) == (Severity.ERROR, Severity.WARNING)


def huge(count: int) -> Mapping[str, Json]:
    """Everything that costs: shared schemas, chains, many parameters, wrong names."""
    call = {
        "operationId": "Op0",
        "parameters": {"p1": {"parameterReference": "body/a/b"}},
        "itemsPath": "x/y",
    }
    schema: dict[str, Json] = {
        "type": "object",
        "required": [f"f{i}" for i in range(count)],
        "allOf": [{"$ref": f"#/definitions/S{i}"} for i in range(count)],
        "properties": {
            f"f{i}": {"type": "string", "x-ms-dynamic-list": call} for i in range(count)
        },
    }
    shared = {
        f"S{i}": {
            "allOf": [{"$ref": f"#/definitions/S{(i + 1) % count}"}],
            "properties": {"x": {"$ref": "#/definitions/Big"}},
        }
        for i in range(count)
    }
    body = {
        "name": "b",
        "in": "body",
        "required": True,
        "schema": {"$ref": "#/definitions/Big"},
    }
    return {
        "paths": {
            f"/{i}": {
                "post": {
                    "operationId": f"Op{i}",
                    "x-ms-trigger": "single",
                    "x-ms-notification": {"operationId": f"Op{i}"},
                    "parameters": [body],
                    "responses": {"200": {"schema": {"$ref": "#/definitions/Big"}}},
                }
            }
            for i in range(count)
        },
        "definitions": {"Big": schema, **shared},
    }


def test_calls_and_callbacks_do_not_cost_a_square() -> None:
    def prepare(count: int) -> Callable[[], object]:
        return partial(lint_data, huge(count), rules=[*PP, *WEBHOOK])

    assert_linear(prepare, 500)


@pytest.mark.parametrize(
    ("key", "others", "mended"),
    [
        ("x-ms-sumamry", "", "x-ms-summary"),
        ("x-ms-visibiltiy", "", "x-ms-visibility"),
        ("x-ms-Summary", "", "x-ms-summary"),
        ("x-ms-sumamry", ", x-ms-summary: Title", None),
        ("x-ms-own-thing", "", None),
    ],
)
def test_a_misspelt_extension_is_renamed_where_only_one_can_be_meant(
    key: str, others: str, mended: str | None
) -> None:
    text = f"definitions: {{Book: {{type: string, {key}: Book{others}}}}}"
    connector = Connector(Files(read(text)))
    (schema,) = (n for n in walk_definition(connector) if n.kind is Kind.SCHEMA)
    (problem,) = extension_is_known(schema)
    assert problem.fix == (Rename(mended) if mended else None)
