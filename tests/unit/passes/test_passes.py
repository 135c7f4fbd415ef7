"""Each pass on small connectors; what comes out is written by hand."""

from __future__ import annotations

from typing import Any

import pytest

from connectorsmith.ir.connector import Connector, Paging
from connectorsmith.ir.types import (
    AnyType,
    ArrayType,
    IntegerType,
    NamedType,
    ObjectType,
    Schema,
    StringType,
)
from connectorsmith.lower import lower
from connectorsmith.passes import apply_passes
from connectorsmith.passes.hoist import hoist
from connectorsmith.passes.inline_aliases import inline_aliases
from connectorsmith.passes.merge_all_of import merge_all_of


def connector(
    definitions: dict[str, Any] | None = None,
    parameters: list[Any] | None = None,
    **extensions: Any,
) -> Connector:
    """One operation that answers with the definition `Root`, or else with `extensions`."""
    answer = extensions.pop("answer", {"$ref": "#/definitions/Root"})
    operation = {
        "operationId": "Get",
        "parameters": parameters or [],
        "responses": {"200": {"schema": answer}},
        **extensions,
    }
    document: dict[str, Any] = {"swagger": "2.0", "paths": {"/": {"get": operation}}}
    if definitions is not None:
        document["definitions"] = definitions
    return lower("x", document)


def schema_of(made: Connector, definition: str) -> Schema:
    return {one.definition: one.schema for one in made.types}[definition]


def properties(schema: Schema) -> dict[str, bool]:
    """Names and whether they are required, in order."""
    assert isinstance(schema.type, ObjectType)
    return {one.name: one.required for one in schema.type.properties}


def member(schema: Schema, name: str) -> Schema:
    assert isinstance(schema.type, ObjectType)
    return next(one.schema for one in schema.type.properties if one.name == name)


BASE = {"type": "object", "properties": {"c": {"type": "string"}}}


def test_all_of_is_merged_in_order_and_the_last_one_wins() -> None:
    made = merge_all_of(
        connector(
            {
                "Root": {
                    "allOf": [
                        {"$ref": "#/definitions/Base"},
                        {"properties": {"b": {"type": "integer"}}, "required": ["b"]},
                    ],
                    "properties": {"c": {}},
                },
                "Base": {
                    "type": "object",
                    "required": ["a"],
                    "properties": {"a": {"type": "string"}, "b": {"type": "string"}},
                },
            }
        )
    )
    root = schema_of(made, "Root")
    assert properties(root) == {"a": True, "b": True, "c": False}
    assert isinstance(root.type, ObjectType)
    assert root.type.properties[1].schema.type == IntegerType()


def test_one_reference_alone_in_all_of_stays_a_reference() -> None:
    made = merge_all_of(
        connector({"Root": {"allOf": [{"$ref": "#/definitions/Base"}]}, "Base": {}})
    )
    assert schema_of(made, "Root").type == NamedType("#/definitions/Base")


@pytest.mark.parametrize(
    "whole",
    [
        {"allOf": [{"$ref": "#/definitions/Loan"}, {"required": ["a"]}]},
        {
            "allOf": [
                {"$ref": "#/definitions/Loan"},
                {"type": "object", "required": ["a"]},
            ]
        },
        {"allOf": [{"$ref": "#/definitions/Loan"}], "required": ["a"]},
        {"allOf": [{"$ref": "#/definitions/Strict"}, {"$ref": "#/definitions/Loan"}]},
        {"allOf": [{"required": ["a"]}, {"properties": {"a": {}, "b": {}}}]},
        {"allOf": [{"$ref": "#/definitions/Inner"}, {"$ref": "#/definitions/Loan"}]},
        {"allOf": [{"allOf": [{"required": ["a"]}]}, {"$ref": "#/definitions/Loan"}]},
    ],
)
def test_a_property_is_required_by_any_part(whole: dict[str, Any]) -> None:
    definitions: dict[str, Any] = {
        "Root": whole,
        "Loan": {"properties": {"a": {}, "b": {}}},
        "Strict": {"required": ["a", "z"]},
        "Inner": {
            "allOf": [{"$ref": "#/definitions/Strict"}, {"properties": {"c": {}}}]
        },
    }
    made = schema_of(merge_all_of(connector(definitions)), "Root")
    found = properties(made)
    assert (found["a"], found["b"]) == (True, False)


def test_all_of_in_a_circle_ends() -> None:
    circle = {"allOf": [{"$ref": "#/definitions/Root"}, {"properties": {"a": {}}}]}
    made = merge_all_of(connector({"Root": circle}))
    assert properties(schema_of(made, "Root")) == {"a": False}


def test_all_of_without_an_object_is_its_first_type() -> None:
    made = merge_all_of(connector({"Root": {"allOf": [{}, {"type": "string"}]}}))
    assert schema_of(made, "Root").type == StringType()


def test_all_of_a_reference_and_what_says_nothing_stays_a_reference() -> None:
    for nothing in ({"description": "The parent."}, {"type": "object"}):
        members = [{"$ref": "#/definitions/Base"}, nothing]
        made = merge_all_of(
            connector(
                {"Root": {"properties": {"up": {"allOf": members}}}, "Base": BASE}
            )
        )
        root = schema_of(made, "Root").type
        assert isinstance(root, ObjectType)
        assert root.properties[0].schema.type == NamedType("#/definitions/Base")


def test_a_definition_with_more_inside_of_itself_ends_in_a_reference() -> None:
    more = {"allOf": [{"$ref": "#/definitions/Root"}, {"properties": {"b": {}}}]}
    made = merge_all_of(connector({"Root": {"properties": {"a": {}, "more": more}}}))
    inner = member(schema_of(made, "Root"), "more")
    assert properties(inner) == {"a": False, "more": False, "b": False}
    assert member(inner, "more").type == NamedType("#/definitions/Root")


def test_definitions_inside_of_each_other_do_not_multiply() -> None:
    names = [f"D{number}" for number in range(30)]
    definitions = {
        name: {
            "properties": {
                side: {"allOf": [{"$ref": f"#/definitions/{other}"}, BASE]}
                for side in ("left", "right")
            }
        }
        for name, other in zip(names, names[1:] + names[:1], strict=True)
    }
    made = merge_all_of(connector({"Root": definitions["D0"], **definitions}))
    inner = schema_of(made, "D0")
    for side in ("left", "right", "left"):
        inner = member(inner, side)
        assert properties(inner) == {"left": False, "right": False, "c": False}
    assert member(inner, "right").type == NamedType("#/definitions/D4")


def test_definitions_that_are_no_classes_are_inlined() -> None:
    made = inline_aliases(
        connector(
            {
                "Root": {"properties": {"ids": {"$ref": "#/definitions/Ids"}}},
                "Ids": {"type": "array", "items": {"$ref": "#/definitions/Id"}},
                "Id": {"type": "string", "description": "An id.", "x-nullable": True},
            }
        )
    )
    assert [one.definition for one in made.types] == ["Root"]
    root = schema_of(made, "Root").type
    assert isinstance(root, ObjectType)
    ids = root.properties[0].schema.type
    assert isinstance(ids, ArrayType)
    assert ids.items.type == StringType()
    assert ids.items.description == "An id."
    assert ids.items.nullable


def test_a_list_of_itself_is_cut() -> None:
    tree = {"type": "array", "items": {"$ref": "#/definitions/Root"}}
    made = inline_aliases(connector({"Root": tree}))
    answer = made.operations[0].responses[0].schema
    assert answer is not None
    assert isinstance(answer.type, ArrayType)
    assert answer.type.items.type == AnyType()


def test_equal_inline_shapes_become_one_type_with_all_its_places() -> None:
    leaf = {"properties": {"x": {"type": "string", "description": "One."}}}
    other = {"properties": {"x": {"type": "string", "description": "Two."}}}
    made = hoist(connector(answer={"properties": {"b": leaf, "a": {"items": other}}}))
    assert {one.id: [str(use) for use in one.uses] for one in made.types} == {
        "Get/200": ["Get/200"],
        "Get/200/a/[]": ["Get/200/a/[]", "Get/200/b"],
    }


@pytest.mark.parametrize(
    "other",
    [
        {"properties": {"x": {"type": "integer"}}},
        {"properties": {"x": {"type": "string"}}, "required": ["x"]},
        {"properties": {"x": {"type": "string", "x-nullable": True}}},
        {"properties": {"x": {"type": "string"}, "y": {}}},
        {"properties": {"x": {"type": "string", "enum": ["a"]}}},
        {"properties": {"x": {"type": "string", "x-ms-visibility": "internal"}}},
    ],
)
def test_other_shapes_stay_apart(other: dict[str, Any]) -> None:
    one = {"properties": {"x": {"type": "string"}}}
    made = hoist(connector(answer={"properties": {"a": one, "b": other}}))
    assert len(made.types) == 3


def test_definitions_that_are_equal_stay_apart() -> None:
    cat = {"properties": {"name": {"type": "string"}}}
    made = apply_passes(
        connector({"Root": {"properties": {"a": cat}}, "Cat": cat, "Tom": cat}), {}
    )
    assert sorted(str(one.definition) for one in made.types) == [
        "Cat",
        "None",
        "Root",
        "Tom",
    ]


@pytest.mark.parametrize(
    ("lists", "items"),
    [
        (["value", "other"], ("value",)),
        (["only"], ("only",)),
        (["one", "two"], None),
    ],
)
def test_a_next_link_finds_its_items(
    lists: list[str], items: tuple[str, ...] | None
) -> None:
    page: dict[str, Any] = {name: {"type": "array"} for name in lists}
    page["nextLink"] = {"type": "string"}
    made = apply_passes(
        connector(
            answer={"properties": page},
            **{"x-ms-pageable": {"nextLinkName": "nextLink"}},
        ),
        {},
    )
    expected = None if items is None else Paging("next-link", ("nextLink",), items)
    assert made.operations[0].paging == expected


def test_all_of_costs_no_more_than_its_length() -> None:
    doubled = {
        f"D{n}": {"allOf": [{"$ref": f"#/definitions/D{n + 1}"}] * 2} for n in range(60)
    }
    doubled["D60"] = {"properties": {"a": {"type": "string"}}}
    made = merge_all_of(connector({"Root": doubled["D0"], **doubled}))
    assert properties(schema_of(made, "Root")) == {"a": False}


def test_long_chains_end() -> None:
    chain: dict[str, Any] = {
        f"D{n}": {
            "allOf": [
                {"$ref": f"#/definitions/D{n + 1}"},
                {"properties": {f"p{n}": {}}},
            ]
        }
        for n in range(1000)
    }
    lists = {
        f"L{n}": {"type": "array", "items": {"$ref": f"#/definitions/L{n + 1}"}}
        for n in range(1000)
    }
    root = {"properties": {"lists": {"$ref": "#/definitions/L0"}}}
    made = apply_passes(connector({"Root": root, **chain, **lists, "D1000": {}}), {})
    assert len(properties(schema_of(made, "D0"))) == 1000
