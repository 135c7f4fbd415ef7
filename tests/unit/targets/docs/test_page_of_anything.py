"""Whatever JSON stands wherever: there is a page, soon, and its links lead somewhere."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.plain_page import parser, plain_page, shown

from connectorsmith.settings.listing import Listing
from connectorsmith.targets.docs.outputs import MAX_PATH
from connectorsmith.targets.docs.reference_page import reference_page
from connectorsmith.targets.docs.tables import TABLE_PLACES

CUT = "*The definition describes more than this table holds.*"
ALL_SHOWN = Listing(operation_ids=True, trigger_poll_seconds=5, intro="Hello.")

names = st.sampled_from(["a", "b", "A b", "", "x|y", "…", "~/", "\x07", "Returns", "_"])
# Without those about which Python's \w and GitHub differ: marks, "²" and the like.
characters = st.characters(
    exclude_categories=("M", "Nl", "No", "Pc"), exclude_characters="İ"
)
texts = st.one_of(names, st.text(characters, max_size=8))
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


MISSING = object()


def mostly(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The value; now and then anything else, or nothing."""
    others = {0: anything, 1: st.just(MISSING)}
    return st.integers(0, 15).flatmap(lambda n: others.get(15 - n, value))


def present(made: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in made.items() if value is not MISSING}


def some(**values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A mapping with most of the keys."""
    return st.fixed_dictionaries(
        {key.replace("_", "-"): mostly(value) for key, value in values.items()}
    ).map(present)


def named(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(names, mostly(values), max_size=3).map(present)


leaves = some(
    type=st.sampled_from(["string", "number", "integer", "file", "\x07", "object"]),
    title=texts,
    description=texts,
)
schemas: st.SearchStrategy[Any] = st.deferred(
    lambda: st.one_of(
        leaves,
        leaves.map(lambda made: {**made, "x-ms-visibility": "internal"}),
        leaves.map(lambda made: {**made, "x-ms-dynamic-schema": {}}),
        some(type=st.just("string"), format=texts),
        refs.map(lambda ref: {"$ref": ref}),
        refs.map(lambda ref: {"$ref": ref, "description": "here"}),
        some(type=st.just("array"), items=schemas),
        some(properties=named(schemas), required=st.lists(names, max_size=2)),
        some(properties=named(schemas), allOf=st.lists(schemas, max_size=2)),
    )
)
parameters = st.lists(
    st.one_of(
        some(name=names, type=texts, description=texts),
        some(name=names, schema=schemas).map(lambda made: {"in": "body", **made}),
        refs.map(lambda ref: {"$ref": ref}),
        anything,
    ),
    max_size=2,
)
responses = st.dictionaries(
    st.sampled_from(["200", "201", "204", "default", "2XX", ""]),
    mostly(some(schema=schemas)),
    max_size=2,
).map(present)
annotations = some(
    family=st.sampled_from("fg"),
    revision=st.integers(0, 3),
    status=st.sampled_from(["Preview", "Production"]),
)


def operations(**rest: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return some(
        summary=texts,
        description=texts,
        operationId=names,
        deprecated=st.booleans(),
        parameters=parameters,
        responses=responses,
        x_ms_api_annotation=annotations,
        **rest,
    )


path_items = st.one_of(
    some(get=operations(), post=operations(), parameters=parameters),
    some(
        post=operations(x_ms_trigger=texts),
        x_ms_notification_content=some(schema=schemas),
    ),
    some(get=operations(x_ms_trigger=texts)),
)
documents = some(
    info=some(title=texts, description=texts, contact=some(name=texts, url=texts)),
    paths=named(path_items),
    definitions=named(schemas),
    parameters=named(leaves),
    x_ms_connector_metadata=st.lists(
        some(propertyName=texts, propertyValue=texts), max_size=2
    ),
)
connections = named(
    some(type=texts, uiDefinition=some(displayName=texts, constraints=anything))
)
ways = st.lists(some(name=texts, parameters=connections, metadata=anything), max_size=2)
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


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mostly(documents), mostly(properties))
def test_anything(definition: Any, made: Any):
    check(reference_page(definition, made, ALL_SHOWN).decode())


def with_body(schema: Any, **definitions: Any) -> dict[str, Any]:
    body = {"in": "body", "name": "body", "schema": schema}
    responses = {"200": {"schema": schema}}
    operation = {"summary": "Fire", "parameters": [body], "responses": responses}
    return {"paths": {"/": {"post": operation}}, "definitions": definitions}


def page(definition: Any) -> str:
    return reference_page(definition, {}).decode()


def test_schemas_that_hold_themselves():
    loop = {"$ref": "#/definitions/Loop"}
    text = page(
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
    text = page(with_body(schema))
    assert "| end | end |  | string |  |\n" in text


def test_deep_nesting_is_cut():
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(100_000):
        schema = {"type": "object", "properties": {"in": schema, "leaf": {}}}
    text = page(with_body(schema))
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
    text = page(
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
    assert CUT in page(made)


def test_one_long_description_behind_every_row():
    long = {"type": "string", "description": "word " * 50_000}
    fields = {str(n): {"$ref": "#/definitions/Long"} for n in range(3_000)}
    text = page(with_body({"properties": fields}, Long=long))
    assert CUT in text
    assert len(text) < 8_000_000


def test_a_long_path_is_shortened():
    schema = {"properties": {"n" * 100_000: {"properties": {"leaf": {}}}}}
    text = page(with_body(schema))
    row = next(line for line in text.split("\n") if line.startswith("| leaf | n"))
    assert row == f"| leaf | {'n' * MAX_PATH}… |  |  |"


def test_many_operations_over_one_large_schema():
    schema = {"properties": {str(n): {"type": "string"} for n in range(2_000)}}
    made = with_body({"$ref": "#/definitions/Large"}, Large=schema)
    made["paths"] = {f"/{n}": made["paths"]["/"] for n in range(1_000)}
    text = page(made)
    assert CUT in text
    assert text.count("### Fire\n") == 1_000
