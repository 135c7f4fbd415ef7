"""Whatever JSON stands wherever: there is a page, soon, and its links lead somewhere."""

from __future__ import annotations

import re
import time
from collections import Counter
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.plain_page import parser, plain_page, shown

from connectorsmith.targets.docs.listing import Listing
from connectorsmith.targets.docs.outputs import MAX_PATH
from connectorsmith.targets.docs.reference_page import reference_page
from connectorsmith.targets.docs.tables import TABLE_PLACES

CUT = "*The definition describes more than this table holds.*"
ALL_SHOWN = Listing(operation_ids=True, trigger_poll_seconds=5, intro="Hello.")

names = st.sampled_from(["a", "b", "A b", "", "x|y", "…", "~/", "\x07", "Returns"])
texts = st.one_of(names, st.text(max_size=8))
refs = st.sampled_from(
    [
        "#/definitions/a",
        "#/definitions/b",
        "#/definitions/A b",
        "#/definitions/%61",
        "#/definitions/a/properties/b",
        "#/parameters/a",
        "#/" + "9" * 5000,
        "#/",
        "#",
        "",
        "other.json#/a",
    ]
)
anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(names, inner, max_size=3)
    ),
    max_leaves=4,
)


def some(**values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A mapping with any of the keys, or, now and then, anything else."""
    optional = {
        key.replace("_", "-"): st.one_of(value, anything)
        for key, value in values.items()
    }
    return st.one_of(st.fixed_dictionaries({}, optional=optional), anything)


def named(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.dictionaries(names, values, max_size=3), anything)


schemas: st.SearchStrategy[Any] = st.deferred(
    lambda: st.fixed_dictionaries(
        {},
        optional={
            "$ref": refs,
            "type": st.one_of(
                st.sampled_from(
                    ["object", "array", "string", "number", "file", "\x07"]
                ),
                anything,
            ),
            "format": texts,
            "title": texts,
            "description": texts,
            "x-ms-visibility": st.just("internal"),
            "x-ms-dynamic-schema": anything,
            "properties": named(schemas),
            "required": st.lists(names, max_size=2),
            "items": schemas,
            "allOf": st.lists(schemas, max_size=2),
        },
    )
    | anything
)
parameters = st.lists(
    st.one_of(
        some(name=names, schema=schemas, type=names).map(
            lambda made: {"in": "body", **made} if isinstance(made, dict) else made
        ),
        schemas,
    ),
    max_size=2,
)
responses = st.dictionaries(
    st.sampled_from(["200", "201", "204", "default", "2XX", ""]),
    some(schema=schemas),
    max_size=2,
)
annotations = some(family=names, revision=st.integers(), status=st.just("Preview"))
operations = some(
    summary=texts,
    description=texts,
    operationId=names,
    deprecated=st.booleans(),
    parameters=parameters,
    responses=responses,
    x_ms_trigger=anything,
    x_ms_api_annotation=annotations,
)
paths = named(
    some(
        get=operations,
        post=operations,
        parameters=parameters,
        x_ms_notification_content=some(schema=schemas),
    )
)
documents = some(
    info=some(title=texts, description=texts, contact=some(name=texts, url=texts)),
    paths=paths,
    definitions=named(schemas),
    parameters=named(schemas),
    x_ms_connector_metadata=anything,
)
connections = named(
    some(type=names, uiDefinition=some(displayName=texts, constraints=anything))
)
ways = st.lists(some(name=names, parameters=connections, metadata=anything), max_size=2)
properties = some(
    properties=some(
        publisher=texts,
        connectionParameters=connections,
        connectionParameterSets=some(values=ways),
    )
)


def check(markdown: str) -> None:
    """Every link into the page leads to a heading, and its tables are whole."""
    tokens = parser().parse(markdown)
    used: Counter[str] = Counter()
    anchors: set[str] = set()
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            # GitHub's rule, written down once more.
            slug = re.sub(r"[^\w\- ]", "", shown(token).lower()).replace(" ", "-")
            anchors.add(f"#{slug}-{used[slug]}" if used[slug] else f"#{slug}")
            used[slug] += 1
    for token in tokens:
        for child in token.children or ():
            assert child.type != "image"
            href = unquote(str(child.attrs.get("href", "")))
            assert not href.startswith("#") or href in anchors
    plain_page(markdown)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents, properties)
def test_anything(definition: Any, made: Any):
    check(reference_page(definition, made, ALL_SHOWN).decode())


def with_body(schema: Any, **definitions: Any) -> dict[str, Any]:
    body = {"in": "body", "name": "body", "schema": schema}
    responses = {"200": {"schema": schema}}
    operation = {"summary": "Fire", "parameters": [body], "responses": responses}
    return {"paths": {"/": {"post": operation}}, "definitions": definitions}


def timed(definition: Any) -> str:
    start = time.perf_counter()
    text = reference_page(definition, {}).decode()
    assert time.perf_counter() - start < 20
    return text


def test_schemas_that_hold_themselves():
    loop = {"$ref": "#/definitions/Loop"}
    text = timed(
        with_body(
            {
                "type": "object",
                "properties": {"a": loop, "b": {"$ref": "#/definitions/O"}},
            },
            Loop=loop,
            O={
                "allOf": [{"$ref": "#/definitions/O"}],
                "properties": {
                    "o": {"$ref": "#/definitions/O"},
                    "s": {"type": "string"},
                },
            },
        )
    )
    assert "| s | s |  | string |  |\n" in text
    check(text)


def test_values_that_hold_themselves():
    schema: dict[str, Any] = {"type": "object"}
    schema["properties"] = {"again": schema, "end": {"type": "string"}}
    text = timed(with_body(schema))
    assert "| end | end |  | string |  |\n" in text


def test_deep_nesting_is_cut():
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(100_000):
        schema = {"type": "object", "properties": {"in": schema, "leaf": {}}}
    text = timed(with_body(schema))
    assert "| leaf | leaf |  |  |  |\n" in text


def test_a_few_references_that_describe_billions_of_leaves():
    levels = {
        f"L{n}": {
            "properties": {
                side: {"$ref": f"#/definitions/L{n + 1}"} for side in ("left", "right")
            }
        }
        for n in range(35)
    }
    text = timed(
        with_body({"$ref": "#/definitions/L0"}, **levels, L35={"type": "string"})
    )
    assert text.count(CUT) == 1
    assert 0 < text.count("| True |") + text.count("|  | string |") < TABLE_PLACES


def test_the_same_without_any_leaf():
    levels = {
        f"L{n}": {"properties": {s: {"$ref": f"#/definitions/L{n + 1}"} for s in "ab"}}
        for n in range(35)
    }
    made = with_body(
        {"$ref": "#/definitions/L0"}, **levels, L35={"x-ms-visibility": "internal"}
    )
    assert CUT in timed(made)


def test_one_long_description_behind_every_row():
    long = {"type": "string", "description": "word " * 50_000}
    fields = {str(n): {"$ref": "#/definitions/Long"} for n in range(3_000)}
    text = timed(with_body({"properties": fields}, Long=long))
    assert CUT in text
    assert len(text) < 8_000_000


def test_a_long_path_is_shortened():
    schema = {"properties": {"n" * 100_000: {"properties": {"leaf": {}}}}}
    text = timed(with_body(schema))
    row = next(line for line in text.split("\n") if line.startswith("| leaf | n"))
    assert row == f"| leaf | {'n' * MAX_PATH}… |  |  |"


def test_many_operations_over_one_large_schema():
    schema = {"properties": {str(n): {"type": "string"} for n in range(2_000)}}
    made = with_body({"$ref": "#/definitions/Large"}, Large=schema)
    made["paths"] = {f"/{n}": made["paths"]["/"] for n in range(1_000)}
    text = timed(made)
    assert CUT in text
    assert text.count("### Fire\n") == 1_000
