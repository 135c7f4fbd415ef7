"""Small definitions that would be endless work, and large ones that would be the square of their length."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support.growth import assert_linear

from connectorsmith.cli import main
from connectorsmith.ir.types import AnyType, ObjectType
from connectorsmith.lower import lower
from connectorsmith.lower.connection import lower_parameters
from connectorsmith.openapi.api_properties import ApiProperties
from connectorsmith.openapi.definition import Definition
from connectorsmith.passes import apply_passes
from connectorsmith.passes.inline_aliases import inline_aliases
from connectorsmith.text.words import snake_case, split_words


def named(name: str) -> dict[str, str]:
    return {"$ref": f"#/definitions/{name}"}


def definition(definitions: dict[str, Any], answer: Any = None) -> dict[str, Any]:
    answers = {"200": {"description": "It.", "schema": answer or named("D0")}}
    return {
        "swagger": "2.0",
        "info": {"title": "Many", "version": "1"},
        "host": "api.many.example",
        "paths": {"/a": {"get": {"operationId": "Get", "responses": answers}}},
        "definitions": definitions,
    }


def lists(next_: str) -> dict[str, Any]:
    """A list of what holds another definition three times."""
    held = {"a": named(next_), "b": named(next_)}
    items = {
        "type": "object",
        "properties": held,
        "additionalProperties": named(next_),
    }
    return {"type": "array", "items": items}


def merged(next_: str) -> dict[str, Any]:
    """A heir of another definition, with two members that are more such heirs."""
    more = {"type": "object", "properties": {"z": named(next_)}}
    return {
        "type": "object",
        "allOf": [named(next_)],
        "properties": {
            f"p{next_}": named(next_),
            f"q{next_}": {"allOf": [named(next_), more]},
        },
    }


@pytest.mark.parametrize("one", [lists, merged])
def test_definitions_that_name_the_next_one_several_times(one: Any) -> None:
    def prepare(count: int) -> Callable[[], object]:
        made = {f"D{n}": one(f"D{n + 1}") for n in range(count)}
        document = definition({**made, f"D{count}": {"type": "string"}})
        return lambda: apply_passes(lower("many", document), {})

    assert_linear(prepare, 20)


def test_parameters_of_one_name_in_places_that_do_not_exist() -> None:
    def prepare(count: int) -> Callable[[], object]:
        parameters = [{"name": "x", "in": f"place{n}"} for n in range(count)]
        paths: dict[str, Any] = {"/a": {"get": {"parameters": parameters}}}
        (operation,) = Definition({"paths": paths}).operations
        assert len(operation.arguments) == count
        return lambda: operation.named("x")

    assert_linear(prepare, 20_000)


def test_a_long_chain_of_heirs() -> None:
    def heir(number: int) -> dict[str, Any]:
        own = {"type": "object", "properties": {f"p{number}": {"type": "string"}}}
        return {"allOf": [named(f"D{number + 1}"), own]}

    def prepare(count: int) -> Callable[[], object]:
        made = {f"D{n}": heir(n) for n in range(count)}
        document = definition({**made, f"D{count}": {"type": "object"}})

        def work() -> None:
            connector = apply_passes(lower("many", document), {})
            first = next(one for one in connector.types if one.definition == "D0")
            assert isinstance(first.schema.type, ObjectType)
            assert first.schema.type.properties[-1].name == "p0"

        return work

    assert_linear(prepare, 10_000)


def test_a_long_list_of_values_that_all_places_name() -> None:
    values = {"type": "string", "enum": [f"v{n}" for n in range(500)]}
    places = {f"p{n}": named("Values") for n in range(2_000)}
    whole = {"type": "object", "properties": places}
    document = definition({"D0": whole, "Values": values})
    made = inline_aliases(lower("many", document))
    [kept] = made.types
    assert isinstance(kept.schema.type, ObjectType)
    held = [one.schema.type for one in kept.schema.type.properties]
    # As many as a person could want, and then no more.
    assert 0 < sum(not isinstance(one, AnyType) for one in held) < 1_000


@pytest.mark.parametrize("part", ["AAAA", "\u0301\u0316", "aB"])
def test_a_name_of_megabytes(part: str) -> None:
    def work(name: str) -> None:
        assert len(split_words(name)) < 2_000
        assert len(snake_case(name)) < 3_000

    assert_linear(lambda count: partial(work, "a" + part * count), 500_000)


def test_a_url_of_brackets() -> None:
    def prepare(count: int) -> Callable[[], object]:
        url = {"value": "https://login.many.example/" + "< " * count}
        settings = {"identityProvider": "oauth2", "customParameters": {"tokenUrl": url}}
        token = {"type": "oauthSetting", "oAuthSettings": settings}
        properties = {"properties": {"connectionParameters": {"token": token}}}
        return lambda: lower_parameters(ApiProperties(properties).single)

    assert_linear(prepare, 250_000)


def test_the_command_line_ends_too(tmp_path: Path) -> None:
    made = {f"D{n}": lists(f"D{n + 1}") for n in range(20)}
    document = definition({**made, "D20": {"type": "string"}})
    operation = document["paths"]["/a"]["get"]
    operation["operationId"] = "G" * 100_000
    operation["summary"] = "a" + "\u0301\u0316" * 50_000
    source = tmp_path / "apiDefinition.swagger.json"
    source.write_text(json.dumps(document), "utf-8")
    with pytest.raises(SystemExit) as stopped:
        main(["validate", str(source), "--format", "github"])
    assert stopped.value.code == 1
