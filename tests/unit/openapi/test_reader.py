"""The one reader of the definition: what rules, SDK and reference page see is the same."""

from __future__ import annotations

from typing import Any

import pytest

from connectorsmith.documents.document import Document, Json, Source
from connectorsmith.inputs.files import Files
from connectorsmith.ir.types import BooleanType, NamedType, ObjectType, StringType
from connectorsmith.lint.engine import lint
from connectorsmith.lower import lower
from connectorsmith.openapi.api_properties import ApiProperties
from connectorsmith.openapi.definition import Definition
from connectorsmith.openapi.references import Broken, References, Target
from connectorsmith.openapi.responses import success_statuses
from connectorsmith.openapi.schemas import Unfound
from connectorsmith.passes import apply_passes
from connectorsmith.targets.docs.reference_page import reference_page

TWO_STEPS: dict[str, Any] = {
    "swagger": "2.0",
    "info": {"title": "Shelf", "version": "1"},
    "paths": {
        "/books/{id}": {
            "get": {
                "operationId": "GetBook",
                "parameters": [{"$ref": "#/parameters/Id"}],
                "responses": {"200": {"$ref": "#/responses/Ok"}},
            }
        }
    },
    "parameters": {
        "Id": {"$ref": "#/parameters/RealId"},
        "RealId": {"name": "id", "in": "path", "required": True, "type": "string"},
    },
    "responses": {
        "Ok": {"$ref": "#/responses/RealOk"},
        "RealOk": {
            "description": "A book.",
            "schema": {"$ref": "#/definitions/Book"},
        },
    },
    "definitions": {
        "Book": {"type": "object", "properties": {"isbn": {"type": "string"}}}
    },
}


def test_the_sdk_and_the_page_see_the_same_behind_two_references() -> None:
    (operation,) = apply_passes(lower("x", TWO_STEPS), {}).operations
    (response,) = operation.responses
    assert response.schema is not None
    assert response.schema.type == NamedType("#/definitions/Book")
    assert response.at == "/responses/RealOk"
    assert [one.name for one in operation.parameters] == ["id"]
    page = reference_page(TWO_STEPS, None).decode()
    assert "| isbn | isbn | string |" in page
    assert "| id | id | True | string |" in page


def same_name(reference: dict[str, str]) -> Json:
    """A path and a query parameter are both called `id`, and a call refers to `id`."""
    shelf = {
        "name": "shelf",
        "in": "query",
        "type": "string",
        "x-ms-dynamic-list": {
            "operationId": "ListShelves",
            "itemValuePath": "name",
            "parameters": {"room": reference},
        },
    }
    return {
        "paths": {
            "/books/{id}": {
                "get": {
                    "operationId": "GetBook",
                    "parameters": [
                        {
                            "name": "id",
                            "in": "path",
                            "required": True,
                            "type": "string",
                        },
                        {"name": "id", "in": "query", "type": "integer"},
                        shelf,
                    ],
                }
            },
            "/shelves": {
                "get": {
                    "operationId": "ListShelves",
                    "parameters": [
                        {"name": "room", "in": "query", "required": True}
                        | {"type": "string"}
                    ],
                }
            },
        }
    }


@pytest.mark.parametrize("key", ["parameterReference", "parameter"])
def test_a_name_in_two_places_is_ambiguous_and_nothing_else(key: str) -> None:
    document = Document(Source("api.json", ""), same_name({key: "id"}), {})
    found = {one.rule for one in lint(Files(document))}
    assert "MS105" in found
    assert found.isdisjoint({"PP153", "PP166", "PP167", "MS208"})


def test_parameters_are_kept_by_name_and_place() -> None:
    definition = Definition(same_name({"parameterReference": "id"}))
    operation = definition.by_id["GetBook"]
    assert [*operation.parameters] == [
        ("path", "id"),
        ("query", "id"),
        ("query", "shelf"),
    ]
    assert definition.inputs.find(operation, "id") is Unfound.AMBIGUOUS


def test_an_own_parameter_takes_the_place_of_its_path() -> None:
    own = {"name": "id", "in": "path", "type": "integer"}
    inherited = {"name": "id", "in": "path", "type": "string"}
    other = {"name": "id", "in": "query", "type": "string"}
    item = {"parameters": [inherited, other], "get": {"parameters": [own]}}
    (operation,) = Definition({"paths": {"/a/{id}": item}}).operations
    found = {key: one.value for key, one in operation.parameters.items()}
    assert found == {("path", "id"): own, ("query", "id"): other}
    pointers = [one.pointer for one in operation.parameters.values()]
    assert pointers == [
        "/paths/~1a~1{id}/get/parameters/0",
        "/paths/~1a~1{id}/parameters/1",
    ]


class TestReferences:
    @pytest.mark.parametrize(
        ("ref", "found"),
        [
            ("#/definitions/A", Target({"type": "string"}, "/definitions/C")),
            ("#/definitions/Round", Broken.CIRCULAR),
            ("#/definitions/Nowhere", Broken.MISSING),
            ("#/definitions/Away", Broken.OUTSIDE),
            ("#/list/" + "1" * 5_000, Broken.MISSING),
            (5, Broken.OUTSIDE),
        ],
    )
    def test_where_it_leads(self, ref: Json, found: object) -> None:
        definitions = {
            "A": {"$ref": "#/definitions/B"},
            "B": {"$ref": "#/definitions/C"},
            "C": {"type": "string"},
            "Round": {"$ref": "#/definitions/Square"},
            "Square": {"$ref": "#/definitions/Round"},
            "Away": {"$ref": "other.json"},
        }
        references = References({"definitions": definitions, "list": [1]})
        assert references.follow({"$ref": ref}) == found

    def test_each_of_a_long_chain_is_followed_once(self) -> None:
        class Counting(dict[str, Json]):
            reads = 0

            def get(self, key: str, default: Json = None) -> Json:  # type: ignore[override]  # narrower on purpose
                Counting.reads += 1
                return super().get(key, default)

        count = 10_000
        chain = Counting(
            {f"A{i}": {"$ref": f"#/definitions/A{i + 1}"} for i in range(count)}
        )
        chain[f"A{count}"] = {"type": "string"}
        references = References({"definitions": chain})
        for schema in chain.values():
            assert references.resolved(schema) == {"type": "string"}
        assert Counting.reads == count


def test_an_operation_is_no_extension_of_the_paths() -> None:
    paths = {
        "x-note": {"get": {"operationId": "A"}},
        "b": {"get": {"operationId": "B"}},
    }
    definition = Definition({"paths": paths})
    assert [*definition.by_id] == ["B"]


BASE: dict[str, Json] = {"$ref": "#/definitions/Base"}
OWN: dict[str, Json] = {"on": {"type": "boolean"}}


class TestComposition:
    def test_parts_are_the_schema_itself_and_then_its_bases_in_order(self) -> None:
        definitions: dict[str, Json] = {
            "A": {"allOf": [{"$ref": "#/definitions/B"}, {"title": "D"}], "title": "A"},
            "B": {"allOf": [{"title": "C"}], "title": "B"},
        }
        schemas = Definition({"definitions": definitions}).schemas
        parts = schemas.compose({"$ref": "#/definitions/A"}).parts
        assert [part["title"] for part in parts] == ["A", "B", "C", "D"]

    @pytest.mark.parametrize(
        ("schema", "kind"),
        [
            ({"allOf": [BASE], "properties": OWN}, "boolean"),
            ({"allOf": [BASE, {"properties": OWN}]}, "boolean"),
            ({"allOf": [{"properties": OWN}, BASE]}, "string"),
            ({"allOf": [{"allOf": [BASE], "properties": OWN}, {}]}, "boolean"),
            ({"allOf": [{"properties": OWN}, {"allOf": [BASE, {}]}]}, "string"),
        ],
    )
    def test_the_nearer_and_then_the_later_property_overrides(
        self, schema: Json, kind: str
    ) -> None:
        """The rules, the page and the SDK agree."""
        response = {"description": "A lamp.", "schema": schema}
        operation = {"operationId": "GetLamp", "responses": {"200": response}}
        document: dict[str, Json] = {
            "swagger": "2.0",
            "info": {"title": "Lamp", "version": "1"},
            "paths": {"/lamp": {"get": operation}},
            "definitions": {
                "Base": {"type": "object", "properties": {"on": {"type": "string"}}}
            },
        }
        schemas = Definition(document).schemas
        assert schemas.find(schema, "on") == {"type": kind}
        assert schemas.compose(schema).schema_of("on") == {"type": kind}
        assert f"| on | on | {kind} |" in reference_page(document, None).decode()
        types = apply_passes(lower("x", document), {}).types
        on = [
            field.schema.type
            for declared in types
            if isinstance(declared.schema.type, ObjectType)
            and declared.definition is None
            for field in declared.schema.type.properties
        ]
        assert on == [BooleanType() if kind == "boolean" else StringType()]

    @pytest.mark.parametrize(
        "definitions",
        [
            {"A": {"allOf": [{"$ref": "#/definitions/A"}]}},
            {
                f"A{i}": {"allOf": [{"$ref": f"#/definitions/A{i + 1}"}] * 2}
                for i in range(99)
            },
        ],
    )
    def test_circles_and_long_chains_end(self, definitions: dict[str, Json]) -> None:
        schemas = Definition({"definitions": definitions}).schemas
        for schema in definitions.values():
            assert len(schemas.compose(schema).parts) <= 50

    def test_what_is_not_read_as_a_whole_is_open(self) -> None:
        definitions: dict[str, Json] = {
            f"A{i}": {"properties": {}, "allOf": [{"$ref": f"#/definitions/A{i + 1}"}]}
            for i in range(99)
        }
        schemas = Definition({"definitions": definitions}).schemas
        whole = schemas.compose(definitions["A0"])
        assert whole.is_open
        assert whole.find("name") is Unfound.OPEN


@pytest.mark.parametrize(
    ("statuses", "first"),
    [
        (["default", "204", "201", "200"], "200"),
        (["default", "204", "201"], "201"),
        (["default", "204", "202"], "204"),
        (["400", "default"], "default"),
        (["400"], None),
    ],
)
def test_the_success_that_is_shown(statuses: list[str], first: str | None) -> None:
    assert next(success_statuses(statuses), None) == first


def test_connection_parameters_have_their_places() -> None:
    one: dict[str, Json] = {"key": {"type": "securestring"}}
    sets: dict[str, Json] = {"values": [None, {"name": "b", "parameters": one}]}
    properties = ApiProperties(
        {"properties": {"connectionParameters": one, "connectionParameterSets": sets}}
    )
    assert [parameter.pointer for parameter in properties.connection_parameters] == [
        "/properties/connectionParameters/key",
        "/properties/connectionParameterSets/values/1/parameters/key",
    ]
