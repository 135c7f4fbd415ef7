"""What authors of connectors get wrong, as they reported it: the finding, and what to type."""

from __future__ import annotations

from typing import Any

import pytest
from support.lint import fixes_of, lint_data, lint_text, read, rules_of

from connectorsmith.diagnostics.findings import Finding, Severity, UnreadableError
from connectorsmith.documents.document import Json
from connectorsmith.documents.toml_reader import read_toml
from connectorsmith.lint.fix import Drop, Fix, Rename


def only(rule: str, definition: Json, properties: Json = None) -> Finding:
    (finding,) = lint_data(definition, properties, rules=[rule])
    return finding


def found(rule: str, definition: Json, properties: Json = None) -> list[Finding]:
    return lint_data(definition, properties, rules=[rule])


def conforming(definition: Json) -> list[Finding]:
    return [one for one in lint_data(definition) if one.rule == "OAS2"]


def schema(**keys: Json) -> Json:
    return {"definitions": {"Ferry": {"type": "object", "properties": {"p": keys}}}}


def operation(**keys: Json) -> Any:
    return {"paths": {"/ferries": {"get": {"operationId": "ListFerries", **keys}}}}


@pytest.mark.parametrize(
    ("type", "format", "hint"),
    [
        ("number", "int64", "Write type: integer and format: int64."),
        ("number", "int32", "Write type: integer and format: int32."),
        ("number", "decimal", "Change format to double."),
        ("integer", "int16", "Change format to int32."),
        ("integer", "uint32", "Change format to int64."),
        ("integer", "long", "Change format to int64."),
        ("integer", "double", "Write type: number and format: double."),
        ("integer", "int46", "Did you mean 'int64'?"),
        ("string", "int32", "Change format to binary, byte, date"),
    ],
)
def test_a_format_of_another_type_names_that_type(
    type: str, format: str, hint: str
) -> None:
    told = only("PP104", schema(type=type, format=format)).hint
    assert told is not None
    assert told.startswith(hint)


def test_a_narrower_integer_is_not_changed_by_itself() -> None:
    definition = read("definitions: {Age: {type: integer, format: int16}}")
    assert [fix for _, fix in fixes_of("PP104", definition)] == [None]


@pytest.mark.parametrize(
    ("type", "default", "severity", "hint"),
    [
        ("string", 1, Severity.ERROR, 'Write it in quotes: "1".'),
        ("string", True, Severity.ERROR, 'Write it in quotes: "true".'),
        ("integer", "7", Severity.WARNING, "Write 7 without quotes."),
        ("boolean", "False", Severity.WARNING, "Write false without quotes."),
        ("boolean", "yes", Severity.ERROR, "Write true or false, without quotes"),
        ("integer", "many", Severity.ERROR, "Write a whole number, without quotes"),
    ],
)
def test_the_hint_on_a_default_says_what_the_fix_does(
    type: str, default: Json, severity: Severity, hint: str
) -> None:
    finding = only("PP101", schema(type=type, default=default))
    assert finding.severity is severity
    assert finding.hint is not None
    assert finding.hint.startswith(hint)


def fix_of(rule: str, text: str) -> Fix | None:
    ((_, fix),) = fixes_of(rule, read(text))
    return fix


def test_nullable_has_one_reading_and_oneof_has_two() -> None:
    assert fix_of("PP019", "definitions: {A: {nullable: true}}") == Rename("x-nullable")
    assert fix_of("PP019", "definitions: {A: {oneOf: [{type: string}]}}") is None
    both = "definitions: {A: {nullable: true, x-nullable: false}}"
    assert fix_of("PP019", both) is None


RESPONSES = """
paths:
  /ferries:
    get:
      responses:
        "200": {description: Done., schema: {type: object, properties: {id: {type: string}}}}
        default: {description: It failed., schema: SCHEMA}
"""


def test_a_default_schema_is_dropped_only_where_it_says_nothing_new() -> None:
    error = RESPONSES.replace(
        "SCHEMA", "{type: object, properties: {code: {type: string}}}"
    )
    assert fix_of("PP122", error) is None
    same = RESPONSES.replace(
        "SCHEMA", "{type: object, properties: {id: {type: string}}}"
    )
    assert fix_of("PP122", same) == Drop()


@pytest.mark.parametrize("key", ["security", "definitions", "x-ms-connector-metadata"])
def test_a_root_key_inside_paths_is_reported_once(key: str) -> None:
    definition = operation()
    definition["paths"][key] = [] if key == "security" else {}
    reported = [
        (one.rule, one.hint)
        for one in lint_data(definition)
        if one.pointer == f"/paths/{key}"
    ]
    assert reported == [("CS043", "Move it out of 'paths'.")]


def test_an_empty_security_definition_is_reported_once() -> None:
    definition: Json = {"securityDefinitions": {"undefined": {}}}
    reported = [
        one.rule
        for one in lint_data(definition)
        if one.pointer.startswith("/securityDefinitions")
    ]
    assert reported == ["CS050"]


def test_a_large_body_names_its_count_and_its_largest_definition() -> None:
    leaves: dict[str, Json] = {f"p{n}": {"type": "string"} for n in range(600)}
    definition = operation(
        responses={
            "200": {"description": ".", "schema": {"$ref": "#/definitions/Hull"}}
        }
    )
    definition["definitions"] = {
        "Hull": {"properties": {"deck": {"$ref": "#/definitions/Deck"}}},
        "Deck": {"type": "object", "properties": leaves},
    }
    message = only("PP077", definition).message
    assert message.endswith("not 602; the definition 'Deck' holds 601 of them.")


MCP = {"x-ms-agentic-protocol": "mcp-streamable-1.0"}


@pytest.mark.parametrize(
    "responses",
    [
        {},
        {"200": {"description": "Immediate."}},
        {"200": {"description": "Immediate.", "schema": {"type": "object"}}},
    ],
)
def test_the_responses_of_an_agent_protocol_need_no_schema(responses: Json) -> None:
    definition = operation(responses=responses, **MCP)
    rules = set(rules_of([*found("PP120", definition), *found("PP125", definition)]))
    rules |= set(rules_of(found("PP126", definition)))
    assert rules == set()
    assert [one for one in conforming(definition) if "responses" in one.pointer] == []


def test_the_title_of_an_independent_publisher_is_counted_without_its_suffix() -> None:
    title = "A" * 30
    for suffix in ("", " (Independent Publisher)", " (independent publisher)"):
        assert found("PP021", {"info": {"title": title + suffix}}) == []
    message = only(
        "PP021", {"info": {"title": f"{title}B (Independent Publisher)"}}
    ).message
    assert message.endswith("not 31.")


def parameters(**named: Json) -> Json:
    return {"properties": {"connectionParameters": named}}


def test_a_visible_tenant_is_what_users_type() -> None:
    visible: Json = {
        "type": "string",
        "uiDefinition": {
            "displayName": "Tenant",
            "constraints": {"required": "true", "hidden": "false"},
        },
    }
    assert found("PP212", {}, parameters(**{"token:TenantId": visible})) == []
    hidden: Json = {
        "type": "string",
        "uiDefinition": {"constraints": {"hidden": "true"}},
    }
    assert found("PP212", {}, parameters(**{"token:TenantId": hidden})) != []


def policies(*values: str) -> Json:
    return {
        "properties": {
            "connectionParameters": {"HostName": {"type": "string"}},
            "policyTemplateInstances": [
                {
                    "templateId": "setheader",
                    "parameters": {
                        "x-ms-apimTemplateParameter.name": "X-Ferry",
                        "x-ms-apimTemplateParameter.value": value,
                    },
                }
                for value in values
            ],
        }
    }


def test_the_name_of_a_connection_parameter_may_differ_in_case() -> None:
    assert found("PP200", {}, policies("@connectionParameters('hostname')")) == []


@pytest.mark.parametrize(
    "value",
    [
        "@coalesce(connectionParameters('HostName'),'main')",
        "@concat('a', connectionParameters('HostName'))",
        "@toUpper(connectionParameters('hostname'))",
    ],
)
def test_a_parameter_in_an_expression_is_not_called_unused(value: str) -> None:
    assert found("CS024", {}, policies(value)) == []


def test_coalesce_is_a_parameter_with_a_default() -> None:
    value = "@coalesce(connectionParameters('HostName'), 'main')"
    assert found("CS020", {}, policies(value)) == []


def test_a_misspelt_function_is_suggested() -> None:
    finding = only("CS020", {}, policies("@conectionParameters('HostName')"))
    assert finding.hint == "Did you mean 'connectionParameters'?"


@pytest.mark.parametrize("provider", ["google", "SalesforceV2", "salesforcev2", "aad"])
def test_identity_providers_of_2026_are_known(provider: str) -> None:
    sign_in: Json = {
        "type": "oauthSetting",
        "oAuthSettings": {"identityProvider": provider, "disablePkce": True},
    }
    assert found("PP187", {}, parameters(token=sign_in)) == []


def test_keys_of_2026_are_part_of_the_format() -> None:
    properties = parameters(
        region={
            "type": "string",
            "default": "eu",
            "uiDefinition": {
                "displayName": "Region",
                "constraints": {
                    "readOnly": "true",
                    "validations": [{"type": "regex", "value": "[a-z]+"}],
                },
            },
        },
        token={"type": "oauthSetting", "oAuthSettings": {"disablePkce": "true"}},
    )
    assert [one for one in lint_data({}, properties) if one.rule == "MS300"] == []


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("publisher", "Merge it with the publisher in 'properties'."),
        ("policyTemplateInstances", "Move it into 'properties'."),
        ("stackOwnr", "Did you mean 'stackOwner'?"),
    ],
)
def test_a_key_beside_properties_is_reported(key: str, hint: str) -> None:
    properties: Json = {
        "$schema": "x",
        "properties": {"publisher": "Quay"},
        key: "Quay",
    }
    finding = only("PP171", {}, properties)
    assert (finding.pointer, finding.hint) == (f"/{key}", hint)


def test_a_script_is_reported_once_for_the_operations_that_exist() -> None:
    properties = {"properties": {"scriptOperations": ["ListFerries", "SinkFerry"]}}
    finding = only("CS021", operation(), properties)
    assert finding.message.startswith("The SDK calls the API itself for 'ListFerries',")
    assert found("CS021", {}, properties) == []


@pytest.mark.parametrize(
    ("parameter", "hint"),
    [
        ({"in": "query", "type": "str"}, "Write string."),
        ({"in": "query", "type": "bool"}, "Write boolean."),
        ({"in": "query", "type": "datetime"}, "Write string with format: date-time."),
        ({"in": "query", "type": "strng"}, "Did you mean 'string'?"),
    ],
)
def test_a_type_of_another_language_is_translated(parameter: Any, hint: str) -> None:
    definition = operation(parameters=[{"name": "p", **parameter}])
    hints = [one.hint for one in conforming(definition) if one.pointer.endswith("type")]
    assert hints == [hint]


@pytest.mark.parametrize(
    ("place", "hint"),
    [("form", "Write formData."), ("qurey", "Did you mean 'query'?")],
)
def test_a_place_of_another_tool_is_translated(place: str, hint: str) -> None:
    definition = operation(parameters=[{"name": "p", "in": place, "type": "string"}])
    hints = [one.hint for one in lint_data(definition) if one.pointer.endswith("/in")]
    assert hints == [hint]


@pytest.mark.parametrize(
    ("ref", "hint"),
    [
        ("#/definitions/Fery", "Did you mean '#/definitions/Ferry'?"),
        ("#/definition/Ferry", "Did you mean '#/definitions/Ferry'?"),
        ("#/definitions/north~1fery", "Did you mean '#/definitions/north~1ferry'?"),
    ],
)
def test_a_similar_target_is_suggested(ref: str, hint: str) -> None:
    definition: Json = {
        "definitions": {
            "Ferry": {"type": "object"},
            "north/ferry": {"type": "object"},
            "Dock": {"properties": {"ferry": {"$ref": ref}}},
        }
    }
    assert only("PP016", definition).hint == hint


def test_a_repeated_operation_id_gives_the_line_of_the_first() -> None:
    text = """paths:
  /a:
    get:
      operationId: List
  /b:
    get:
      operationId: List
"""
    (finding,) = lint_text(text, rules=["PP051"])
    assert "is already used by GET '/a' in line 4;" in finding.message


def test_places_in_one_column_are_listed_once() -> None:
    members = ", ".join(f"p{n}: {{$ref: '#/definitions/Gone'}}" for n in range(3))
    shared = f"&s {{type: object, properties: {{{members}}}}}"
    text = f"definitions:\n  A: {shared}\n  B: *s\n  C: *s\n"
    for finding in lint_text(text, rules=["PP016", "PP129"]):
        places = [finding.location, *(one.location for one in finding.also)]
        assert len(places) == len(set(places))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[lint]\nprofile = custom", 'Put the text in quotes: "custom".'),
        ("[lint]\nflag = True", "Write true."),
        ("[lint]\nflag = None", "Leave the key out; TOML has no empty value."),
        ("[lint]\nprofile: 'custom'", "Write = instead of the colon."),
        ('[lint]\nprofile = "custom\n', "End the text with the quote"),
        ('[lint]\nlist = ["a" "b"]', "Put a comma between the items"),
        ("[lint\n", "End the name of the table with ]."),
        ("[lint]\n[lint]\n", "Merge the two tables of this name."),
        ("a = 1\na = 2\n", "Remove one of the two values of this key."),
        ('a = "C:\\quay"\n', "Write / instead of the backslash"),
        ("a = 1 b = 2\n", "Begin a new line here"),
    ],
)
def test_an_error_of_toml_says_what_to_type(text: str, hint: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        read_toml(text, "connector.toml")
    (finding,) = raised.value.findings
    assert finding.hint is not None
    assert finding.hint.startswith(hint)


def test_a_similar_anchor_is_suggested() -> None:
    with pytest.raises(UnreadableError) as raised:
        read("a: &ferries {b: 1}\nc: *ferrys\n")
    (finding,) = raised.value.findings
    assert finding.hint == "Did you mean *ferries?"


def lookup(response: Json, **call: Json) -> Any:
    definition = operation(
        responses={
            "200": {
                "description": "A ferry.",
                "schema": {
                    "type": "object",
                    "x-ms-dynamic-schema": {"operationId": "GetFields", **call},
                },
            }
        }
    )
    definition["paths"]["/fields"] = {
        "get": {
            "operationId": "GetFields",
            "responses": {"200": {"description": "Fields.", "schema": response}},
        }
    }
    return definition


NESTED: Json = {
    "type": "object",
    "properties": {
        "schema": {"type": "object", "properties": {"items": {"type": "object"}}}
    },
}


@pytest.mark.parametrize(
    ("response", "path", "is_lost"),
    [
        ({"type": "array", "items": {"type": "object"}}, "schema", True),
        ({"type": "string"}, "schema", True),
        (NESTED, "schema/fields", True),
        (NESTED, "schema/items", False),
        (NESTED, "schema", False),
        ({"type": "object"}, "schema/properties", False),
        ({"type": "object", "additionalProperties": {}}, "schema", False),
    ],
)
def test_a_dynamic_schema_must_be_in_the_response(
    response: Json, path: str, is_lost: bool
) -> None:
    definition = lookup(response, **{"value-path": path})
    assert bool(found("CS053", definition)) == is_lost


def test_a_dynamic_schema_without_a_path_is_the_whole_response() -> None:
    assert found("CS053", lookup({"type": "object"})) == []


@pytest.mark.parametrize(
    ("body", "consumes", "is_reported"),
    [
        ({"type": "string"}, ["application/json"], True),
        (
            {"type": "string"},
            ["application/json", "application/merge-patch+json"],
            True,
        ),
        ({"type": "string"}, ["application/json", "text/plain"], False),
        ({"type": "string"}, ["application/http"], False),
        ({"type": "string", "format": "binary"}, ["application/json"], False),
        ({"type": "string", "enum": ["on", "off"]}, ["application/json"], False),
        ({"type": "object"}, ["application/json"], False),
    ],
)
def test_a_json_body_is_not_declared_as_text(
    body: Json, consumes: Json, is_reported: bool
) -> None:
    definition = operation(
        consumes=consumes, parameters=[{"name": "body", "in": "body", "schema": body}]
    )
    assert bool(found("CS052", definition)) == is_reported


@pytest.mark.parametrize("rule", ["PP125", "PP126", "CS023"])
def test_the_hint_on_a_file_says_how_to_declare_it(rule: str) -> None:
    schemas: dict[str, Any] = {
        "PP125": {"schema": {}},
        "PP126": {},
        "CS023": {
            "schema": {"type": "object", "properties": {"a": {"type": "string"}}}
        },
    }
    definition = operation(
        produces=["application/pdf"],
        responses={"200": {"description": "A file.", **schemas[rule]}},
    )
    hint = only(rule, definition).hint
    assert hint == "Declare the file: schema: {type: string, format: binary}."


def test_an_unchanged_template_is_a_custom_connector() -> None:
    properties: dict[str, Json] = {"iconBrandColor": "#007ee5"}
    assert found("PP177", {}, {"properties": properties}) == []
    for key in ("publisher", "stackOwner"):
        named: Json = {"properties": {**properties, key: "Quay"}}
        assert rules_of(found("PP174", {}, named)) == ["PP174"]
