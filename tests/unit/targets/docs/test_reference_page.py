"""How each part of the reference page is derived, on an invented connector."""

from __future__ import annotations

from typing import Any

from connectorsmith.settings.listing import Listing, Product, Throttle
from connectorsmith.targets.docs.reference_page import reference_page

TEXT = {"type": "string"}


def definition(**rest: Any) -> dict[str, Any]:
    return {"swagger": "2.0", "info": {"title": "Kiln", "version": "1"}, **rest}


def get(summary: str, **rest: Any) -> dict[str, Any]:
    return {"get": {"summary": summary, "responses": {}, **rest}}


def page(made: dict[str, Any], properties: Any = None, **listing: Any) -> str:
    return reference_page(made, properties, Listing(products=(), **listing)).decode()


def part(text: str, start: str, end: str | None = None) -> str:
    """The text from one line to before another."""
    rest = text[text.index(f"{start}\n") :]
    return rest if end is None else rest[: rest.index(f"\n{end}\n")]


def operation(made: dict[str, Any], **rest: Any) -> str:
    """What stands below the heading of the only operation, called Fire."""
    text = page(
        definition(paths={"/fire": {"post": {"summary": "Fire", **made}}}, **rest)
    )
    return text[text.index("### Fire\n") + len("### Fire\n") :].strip("\n")


def returned(schema: Any, **definitions: Any) -> str:
    responses = {"200": {"description": "OK", "schema": schema}}
    made = operation({"responses": responses}, definitions=definitions)
    return made.removeprefix("\n").removeprefix("#### Returns\n").strip("\n")


def filled_in(*parameters: Any, **rest: Any) -> list[str]:
    text = operation({"parameters": list(parameters)}, **rest)
    lines = text.removeprefix("\n").split("\n")
    assert lines[:4] == [
        "#### Parameters",
        "",
        "| Name | Key | Required | Type | Description |",
        "| --- | --- | --- | --- | --- |",
    ]
    return lines[4:]


def body(schema: Any, **rest: Any) -> dict[str, Any]:
    return {"in": "body", "name": "body", "schema": schema, **rest}


def obj(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


# ------------------------------------------------------------------- the head of the page


def test_smallest_page():
    assert page({}) == (
        "# Untitled connector (Independent Publisher) (Preview)\n"
        "\n"
        "## Throttling Limits\n"
        "\n"
        "| Name | Calls | Renewal Period |\n"
        "| --- | --- | --- |\n"
        "| API calls per connection | 100 | 60 seconds |\n"
    )


def test_title_says_publisher_and_state():
    made = definition()
    titles = {
        page(made, publisher=publisher, status=status).split("\n")[0]
        for publisher in ("independent", "verified", "microsoft")
        for status in ("preview", "ga", "deprecated")
    }
    assert titles == {
        "# Kiln (Independent Publisher) (Preview)",
        "# Kiln (Independent Publisher)",
        r"# Kiln (Independent Publisher) \[DEPRECATED\]",
        "# Kiln (Preview)",
        "# Kiln",
        r"# Kiln \[DEPRECATED\]",
    }


def test_title_does_not_say_it_twice():
    made = {"info": {"title": "Kiln (independent publisher)"}}
    assert page(made).startswith("# Kiln (independent publisher) (Preview)\n")


def test_products_and_regions():
    products = (
        Product("Kiln Flow", "Premium", exceptions=("Moon", "Mars")),
        Product("Kiln Apps", "Standard"),
        Product("Kiln Logic", "Standard", regions="Where it is warm"),
    )
    text = reference_page(definition(), None, Listing(products=products)).decode()
    assert part(text, "| Service | Class | Regions |", "## Throttling Limits") == (
        "| Service | Class | Regions |\n"
        "| --- | --- | --- |\n"
        "| Kiln Flow | Premium | All Kiln Flow regions except the following:"
        "<br>- Moon<br>- Mars |\n"
        "| Kiln Apps | Standard | All Kiln Apps regions |\n"
        "| Kiln Logic | Standard | Where it is warm |\n"
    )


def test_contact_and_metadata_have_a_row_for_what_is_there():
    made = definition()
    made["info"]["contact"] = {"email": "a@kiln.example", "name": "Ada"}
    made["x-ms-connector-metadata"] = [
        {"propertyName": "Terms", "propertyValue": "https://kiln.example/terms"},
        {"propertyName": "Empty", "propertyValue": ""},
        {"propertyName": "Categories", "propertyValue": "Data;AI"},
    ]
    text = page(made, {"properties": {"publisher": "Ada & Co"}})
    assert part(text, "| Contact | |", "## Throttling Limits") == (
        "| Contact | |\n"
        "| --- | --- |\n"
        "| Name | Ada |\n"
        "| Email | [a@kiln.example](mailto:a@kiln.example) |\n"
        "\n"
        "| Connector Metadata | |\n"
        "| --- | --- |\n"
        "| Publisher | Ada \\& Co |\n"
        "| Terms | [https\\://kiln.example/terms](https://kiln.example/terms) |\n"
        "| Categories | Data;AI |\n"
    )


def test_intro_is_inserted_as_it_is():
    text = page(definition(), intro="## Before you start\r\n\r\n**Warm up.**\n")
    assert "\n\n## Before you start\n\n**Warm up.**\n\n## Throttling" in text


def test_throttling_rows_come_from_the_listing():
    limits = (Throttle("Calls", 500, 60), Throttle("Uploads", 5, 3600))
    text = page(definition(), throttling=limits, trigger_poll_seconds=360)
    assert text.endswith(
        "| --- | --- | --- |\n"
        "| Calls | 500 | 60 seconds |\n"
        "| Uploads | 5 | 3600 seconds |\n"
    )


def test_polling_trigger_adds_its_frequency_and_a_webhook_does_not():
    row = "| Frequency of trigger polls | 1 | 360 seconds |\n"
    trigger = {"x-ms-trigger": "batch"}
    polling = definition(paths={"/a": get("A", **trigger)})
    webhook = definition(
        paths={"/a": {**get("A", **trigger), "x-ms-notification-content": {}}}
    )
    assert row in page(polling, trigger_poll_seconds=360)
    assert "Frequency" not in page(polling)
    assert "Frequency" not in page(webhook, trigger_poll_seconds=360)


# ------------------------------------------------------------------------ the connection

KEY = {
    "type": "securestring",
    "uiDefinition": {
        "displayName": "Kiln key",
        "description": "The key",
        "constraints": {"required": "true"},
    },
}


def test_no_connection_parameter_no_section():
    assert "Creating a connection" not in page(definition(), {"properties": {}})


def test_the_only_way_to_connect():
    parameters = {
        "key": KEY,
        "token": {"type": "oauthSetting"},
        "token:TenantId": {
            "type": "string",
            "uiDefinition": {"constraints": {"hidden": "true"}},
        },
        "host": {"type": "string", "uiDefinition": {"displayname": "Host"}},
    }
    text = page(definition(), {"properties": {"connectionParameters": parameters}})
    assert part(text, "## Creating a connection", "## Throttling Limits") == (
        "## Creating a connection\n"
        "\n"
        "The connector supports the following authentication types:\n"
        "\n"
        "| | | | |\n"
        "| --- | --- | --- | --- |\n"
        "| Default | Parameters for creating connection. | All regions | Not shareable |\n"
        "\n"
        "### Default\n"
        "\n"
        "Applicable: All regions\n"
        "\n"
        "Parameters for creating connection.\n"
        "\n"
        "This is not shareable connection. If the power app is shared with another user,"
        " another user will be prompted to create new connection explicitly.\n"
        "\n"
        "| Name | Type | Description | Required |\n"
        "| --- | --- | --- | --- |\n"
        "| Kiln key | securestring | The key | True |\n"
        "| Host | string |  |  |\n"
    )


def test_sign_in_alone_has_a_section_without_a_table():
    properties = {"connectionParameters": {"token": {"type": "oauthSetting"}}}
    text = page(definition(), {"properties": properties}, shareable=True)
    assert "| All regions | Shareable |\n" in text
    assert "\n\nThis is shareable connection." in text
    assert "| Name | Type | Description | Required |" not in text


def test_several_ways_to_connect():
    sets = {
        "values": [
            {
                "name": "by-key",
                "uiDefinition": {"displayName": "Key", "description": "Type a key."},
                "parameters": {"key": KEY},
                "metadata": {"allowSharing": True},
            },
            {"name": "sign-in", "parameters": {"token": {"type": "oauthSetting"}}},
        ]
    }
    text = page(definition(), {"properties": {"connectionParameterSets": sets}})
    old = (
        "This option is only for older connections without an explicit authentication"
        " type, and is only provided for backward compatibility."
    )
    rows = (
        "| --- | --- | --- | --- |\n"
        "| Key | Type a key. | All regions | Shareable |\n"
        "| sign-in |  | All regions | Not shareable |\n"
        f"| Default \\[DEPRECATED\\] | {old} | All regions | Not shareable |\n"
    )
    assert rows in text
    assert (
        "### Key\n\nAuth ID: by-key\n\nApplicable: All regions\n\nType a key.\n" in text
    )
    assert (
        "### sign-in\n\nAuth ID: sign-in\n\nApplicable: All regions\n\nThis is" in text
    )
    assert f"### Default \\[DEPRECATED\\]\n\nApplicable: All regions\n\n{old}\n" in text


# ------------------------------------------------------------------------ the operations


def test_operations_are_sorted_by_what_is_shown_and_internal_ones_are_left_out():
    made = definition(
        paths={
            "/1": get("glaze", description="G"),
            "/2": get("Fire", operationId="Fire2"),
            "/3": get("Drain", **{"x-ms-visibility": "internal"}),
            "/4": get("Fire", **{"x-ms-api-annotation": {"status": "Preview"}}),
            "/5": get("Bake", deprecated=True),
            "/6": {"get": {"operationId": "Cool"}, "delete": {}},
            "/7": get("When fired", **{"x-ms-trigger": "single"}),
        }
    )
    text = page(made)
    assert part(text, "## Actions", r"### Bake \[DEPRECATED\]") == (
        "## Actions\n"
        "\n"
        "| | |\n"
        "| --- | --- |\n"
        "| [Bake \\[DEPRECATED\\]](#bake-deprecated) |  |\n"
        "| [Cool](#cool) |  |\n"
        "| [DELETE /6](#delete-6) |  |\n"
        "| [Fire](#fire) |  |\n"
        "| [Fire (Preview)](#fire-preview) |  |\n"
        "| [glaze](#glaze) | G |\n"
    )
    assert part(text, "## Triggers") == (
        "## Triggers\n"
        "\n"
        "| | |\n"
        "| --- | --- |\n"
        "| [When fired](#when-fired) |  |\n"
        "\n"
        "### When fired\n"
    )


def test_only_triggers_no_actions_section():
    made = definition(paths={"/": get("When fired", **{"x-ms-trigger": "single"})})
    assert "## Actions" not in page(made)


def test_equal_titles_have_anchors_of_their_own():
    made = definition(paths={"/1": get("Returns"), "/2": get("returns")})
    made["paths"]["/1"]["get"]["responses"] = {"200": {"schema": TEXT}}
    text = page(made)
    assert "| [Returns](#returns) |  |\n| [returns](#returns-2) |  |\n" in text


def test_operation_ids_when_the_listing_shows_them():
    made = definition(
        paths={"/": get("Fire", operationId="Fire_V2", description="Hot")}
    )
    shown = "### Fire\n\n- Operation ID:\n  - Fire\\_V2\n\nHot\n"
    assert shown in page(made, operation_ids=True)
    assert "Operation ID" not in page(made)


def annotated(
    summary: str, revision: int, status: str = "Production", **rest: Any
) -> Any:
    annotation = {"family": "Fire", "revision": revision, "status": status}
    return get(summary, **{"x-ms-api-annotation": annotation}, **rest)


def test_deprecated_operation_leads_to_the_best_of_its_family():
    made = definition(
        paths={
            "/1": annotated("Fire", 1, deprecated=True, description="Old *way*"),
            "/2": annotated("Fire (V2)", 2),
            "/3": annotated("Fire (V3)", 3, status="Preview"),
            "/4": annotated("Fire (V0)", 0, deprecated=True),
        }
    )
    text = page(made)
    instead = (
        "This action has been deprecated."
        " Please use [Fire (V2)](#fire-v2) instead.\n"
    )
    assert f"### Fire \\[DEPRECATED\\]\n\n{instead}\n~~Old \\*way\\*~~\n" in text
    assert f"### Fire (V0) \\[DEPRECATED\\]\n\n{instead}" in text


def test_deprecated_operation_may_name_what_replaces_it():
    annotation = {"replacement": {"api": "kiln", "operationId": "Bake"}}
    made = definition(
        paths={
            "/1": get("Fire", deprecated=True, **{"x-ms-api-annotation": annotation}),
            "/2": get("Bake it", operationId="Bake"),
        }
    )
    assert "Please use [Bake it](#bake-it) instead.\n" in page(made)


def test_deprecated_operation_without_a_successor_keeps_its_text():
    made = definition(paths={"/": get("Fire", deprecated=True, description="Old way")})
    assert "### Fire \\[DEPRECATED\\]\n\nOld way\n" in page(made)


# ------------------------------------------------------------------------ the parameters


def test_parameters_of_the_path_come_first_and_order_is_kept():
    made = definition(
        paths={
            "/{a}": {
                "parameters": [
                    {"name": "replaced", "in": "query", "type": "string"},
                    {"name": "a", "in": "path", "required": True, "type": "integer"},
                ],
                "get": {
                    "summary": "Fire",
                    "parameters": [
                        {"name": "b", "in": "query", "type": "string"},
                        {"$ref": "#/parameters/shared"},
                        {"name": "replaced", "in": "query", "type": "boolean"},
                        {"name": "c", "in": "query", "x-ms-visibility": "internal"},
                    ],
                },
            }
        },
        parameters={
            "shared": {
                "name": "$top",
                "in": "query",
                "type": "integer",
                "format": "int64",
                "x-ms-summary": "Top",
                "description": "At most",
                "required": True,
            }
        },
    )
    text = page(made)
    assert part(text, "#### Parameters").split("\n")[4:] == [
        "| a | a | True | integer |  |",
        "| b | b |  | string |  |",
        "| Top | \\$top | True | integer | At most |",
        "| replaced | replaced |  | boolean |  |",
        "",
    ]


def test_body_is_flattened_to_its_leaves():
    schema = obj(
        id={"type": "string", "x-ms-summary": "Piece"},
        glaze={
            "type": "object",
            "required": ["id"],
            "properties": {"id": {"type": "integer", "title": "Glaze"}},
        },
        parts={
            "type": "array",
            "items": obj(
                weight={"type": "number", "format": "double", "description": "In grams"}
            ),
        },
        tags={"type": "array", "items": TEXT},
        anything={"type": "array", "items": {}},
        free={"type": "object"},
        hidden={**obj(a=TEXT), "x-ms-visibility": "internal"},
    )
    assert filled_in(body(schema, required=True)) == [
        "| Piece | id |  | string |  |",
        "| Glaze | id | True | integer |  |",
        "| weight | weight |  | double | In grams |",
        "| tags | tags |  | array of string |  |",
        "| anything | anything |  | array of  |  |",
        "| free | free |  | object |  |",
    ]


def test_body_behind_references_and_all_of():
    definitions = {
        "Pot": {
            "allOf": [{"$ref": "#/definitions/Thing"}, obj(lid={"type": "boolean"})],
            "required": ["lid", "name"],
        },
        "Thing": obj(name={"type": "string", "title": "Name"}),
    }
    schema = {"type": "array", "items": {"$ref": "#/definitions/Pot"}}
    assert filled_in(body(schema), definitions=definitions) == [
        "| Name | name | True | string |  |",
        "| lid | lid | True | boolean |  |",
    ]


def test_body_that_holds_itself_is_cut():
    definitions = {
        "Pot": obj(name=TEXT, inner={"$ref": "#/definitions/Pot"}, last=TEXT)
    }
    rows = filled_in(body({"$ref": "#/definitions/Pot"}), definitions=definitions)
    assert rows == ["| name | name |  | string |  |", "| last | last |  | string |  |"]


def test_body_without_leaves_is_one_row():
    binary = {"type": "string", "format": "binary"}
    for schema, kind in (
        (binary, "binary"),
        ({"type": "array", "items": TEXT}, "array of string"),
        ({"type": "object"}, "object"),
        ({}, ""),
        ({"x-ms-dynamic-schema": {}, "type": "object"}, "dynamic"),
        ({"x-ms-dynamic-properties": {}, **obj(a=TEXT)}, "dynamic"),
    ):
        parameter = body(schema, required=True, description="All")
        assert filled_in({**parameter, "x-ms-summary": "Content"}) == [
            f"| Content | body | True | {kind} | All |"
        ]


def test_dynamic_leaf():
    schema = obj(item={"type": "object", "x-ms-dynamic-schema": {}})
    assert filled_in(body(schema)) == ["| item | item |  | dynamic |  |"]


def test_no_visible_parameter_no_section():
    internal = {"name": "v", "in": "query", "x-ms-visibility": "internal"}
    assert operation({"parameters": [internal], "description": "Hot"}) == "Hot"


# --------------------------------------------------------------------------- the returns


def test_returns_of_an_inline_object():
    schema = obj(
        id={"type": "string", "title": "ID", "description": "The identifier"},
        place=obj(shelf={"type": "integer", "format": "int32"}, empty=obj()),
        pots={
            "type": "array",
            "title": "Pots",
            "items": obj(at={"type": "string", "format": "date-time"}, in_=obj(a=TEXT)),
        },
        names={"type": "array", "items": TEXT},
        free={"type": "object"},
        unsaid={},
        hidden={"type": "string", "x-ms-visibility": "internal"},
        later={"type": "object", "x-ms-dynamic-schema": {}},
    )
    assert returned(schema) == (
        "| Name | Path | Type | Description |\n"
        "| --- | --- | --- | --- |\n"
        "| ID | id | string | The identifier |\n"
        "| shelf | place.shelf | integer |  |\n"
        "| Pots | pots | array of object |  |\n"
        "| at | pots.at | date-time |  |\n"
        "| a | pots.in\\_.a | string |  |\n"
        "| names | names | array of string |  |\n"
        "| free | free | object |  |\n"
        "| unsaid | unsaid |  |  |\n"
        "| later | later | dynamic |  |"
    )


def test_returns_of_an_inline_array():
    assert returned({"type": "array", "items": obj(a=TEXT)}) == (
        "| Name | Path | Type | Description |\n"
        "| --- | --- | --- | --- |\n"
        "|  |  | array of object |  |\n"
        "| a | a | string |  |"
    )


def test_returns_of_a_definition_and_those_that_it_names():
    text = returned(
        {"$ref": "#/definitions/Shelf"},
        Unused=obj(a=TEXT),
        Pot={
            **obj(
                shelf={"$ref": "#/definitions/Shelf"},
                size={"$ref": "#/definitions/Size"},
            ),
            "description": "A pot",
            "title": "The pot",
        },
        Size={"type": "integer"},
        Shelf={
            **obj(
                best={"$ref": "#/definitions/Pot", "description": "The best one"},
                pots={"type": "array", "items": {"$ref": "#/definitions/Pot"}},
            ),
            "description": "Where pots stand",
        },
    )
    assert text == (
        "Where pots stand\n"
        "\n"
        "- Body\n"
        "  - [Shelf](#shelf)\n"
        "\n"
        "## Definitions\n"
        "\n"
        "### Pot\n"
        "\n"
        "A pot\n"
        "\n"
        "| Name | Path | Type | Description |\n"
        "| --- | --- | --- | --- |\n"
        "| shelf | shelf | [Shelf](#shelf) | Where pots stand |\n"
        "| size | size | integer |  |\n"
        "\n"
        "### Shelf\n"
        "\n"
        "Where pots stand\n"
        "\n"
        "| Name | Path | Type | Description |\n"
        "| --- | --- | --- | --- |\n"
        "| The pot | best | [Pot](#pot) | The best one |\n"
        "| pots | pots | array of [Pot](#pot) |  |"
    )


def test_returns_of_a_plain_value_and_its_definition():
    assert returned({"type": "string", "title": "Token"}) == (
        "- Token\n"
        "  - [string](#string)\n"
        "\n"
        "## Definitions\n"
        "\n"
        "### string\n"
        "\n"
        "This is the basic data type 'string'."
    )
    assert returned({"type": "object"}).endswith("This is the type 'object'.")


def test_returns_that_are_dynamic_or_nothing():
    assert returned({"x-ms-dynamic-schema": {}}) == (
        "The outputs of this operation are dynamic."
    )
    assert returned({}) == ""


def test_the_first_response_with_a_schema_counts():
    responses: dict[str, Any] = {
        "default": {"schema": obj(error=TEXT)},
        "206": {"schema": obj(part=TEXT)},
        "201": {"$ref": "#/responses/made"},
        "200": {"description": "nothing"},
        "400": {"schema": obj(error=TEXT)},
    }
    shared = {"made": {"schema": obj(made=TEXT)}}
    text = operation({"responses": responses}, responses=shared)
    assert text.endswith("| made | made | string |  |")
    del responses["201"]
    assert operation({"responses": responses}).endswith("| part | part | string |  |")
    del responses["206"]
    assert operation({"responses": responses}) == ""


def test_webhook_trigger_returns_what_the_service_sends():
    url = {
        "type": "string",
        "x-ms-notification-url": True,
        "x-ms-visibility": "internal",
    }
    made = definition(
        paths={
            "/hooks": {
                "x-ms-notification-content": {"schema": obj(pot=TEXT)},
                "post": {
                    "summary": "When fired",
                    "x-ms-trigger": "single",
                    "parameters": [body(obj(url=url, events=TEXT))],
                    "responses": {"201": {"schema": obj(hook=TEXT)}},
                },
                "delete": {"x-ms-visibility": "internal"},
            }
        }
    )
    assert part(page(made), "### When fired") == (
        "### When fired\n"
        "\n"
        "#### Parameters\n"
        "\n"
        "| Name | Key | Required | Type | Description |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| events | events |  | string |  |\n"
        "\n"
        "#### Returns\n"
        "\n"
        "| Name | Path | Type | Description |\n"
        "| --- | --- | --- | --- |\n"
        "| pot | pot | string |  |\n"
    )
