"""Which answers look like pages, and that what is proposed for them can be followed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectorsmith.checks.paging import toml_lines
from connectorsmith.documents.toml_reader import read_toml
from connectorsmith.ir.connector import Connector
from connectorsmith.lower import lower
from connectorsmith.passes import apply_passes
from connectorsmith.passes.paging import misfits
from connectorsmith.passes.recognise_paging import recognise
from connectorsmith.settings.config import read_config
from connectorsmith.settings.paging import PagingHint

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}
ROWS = {"type": "array", "items": {"type": "object", "properties": {"a": TEXT}}}


def integer(name: str, **said: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "type": "integer", **said}


def text(name: str, **said: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "type": "string", **said}


def obj(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def body(**properties: Any) -> dict[str, Any]:
    return {"name": "body", "in": "body", "schema": obj(**properties)}


def connector(
    answer: Any, *parameters: Any, method: str = "get", **extensions: Any
) -> Connector:
    operation = {
        "operationId": "List",
        "parameters": list(parameters),
        "responses": {"200": {"schema": answer}},
        **extensions,
    }
    document = {"swagger": "2.0", "paths": {"/": {method: operation}}}
    return apply_passes(lower("x", document), {})


def hint(kind: str, **said: Any) -> PagingHint:
    return PagingHint(kind, ("List",), **said)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            # A cursor and a link.
            connector(
                obj(results=ROWS, paging=obj(next=obj(link=TEXT, after=TEXT))),
                text("after"),
            ),
            hint(
                "cursor", parameter="after", next="paging.next.after", items="results"
            ),
        ),
        (
            connector(
                obj(count=NUMBER, next=TEXT, previous=TEXT, results=ROWS),
                text("cursor"),
            ),
            hint("next-link", next="next", items="results"),
        ),
        (
            connector(
                obj(results=ROWS, paging=obj(next=obj(after=TEXT))), text("after")
            ),
            hint(
                "cursor", parameter="after", next="paging.next.after", items="results"
            ),
        ),
        (
            connector(
                obj(cursor=TEXT, meta=obj(nextCursor=TEXT), data=ROWS), text("cursor")
            ),
            hint("cursor", parameter="cursor", next="meta.nextCursor", items="data"),
        ),
        (
            connector(obj(items=ROWS, nextPageToken=TEXT), text("page_token")),
            hint("cursor", parameter="page_token", next="nextPageToken", items="items"),
        ),
        (
            connector(
                obj(rows=ROWS, continuationToken=TEXT),
                body(continuationToken=TEXT, query=TEXT),
                method="post",
            ),
            hint(
                "cursor",
                parameter="continuationToken",
                next="continuationToken",
                items="rows",
            ),
        ),
        (
            connector(
                {
                    **obj(value=ROWS),
                    "properties": {"value": ROWS, "@odata.nextLink": TEXT},
                }
            ),
            hint("next-link", next="@odata.nextLink", items="value"),
        ),
        (
            connector(obj(count=NUMBER, next=TEXT, previous=TEXT, results=ROWS)),
            hint("next-link", next="next", items="results"),
        ),
        (
            connector(
                obj(
                    next={**TEXT, "description": "The URL of the next page."}, rows=ROWS
                )
            ),
            hint("next-link", next="next", items="rows"),
        ),
        (
            connector(obj(data=ROWS), integer("$skip"), integer("$top", maximum=50)),
            hint("offset", parameter="$skip", items="data", size="$top"),
        ),
        (
            connector(ROWS, integer("$skip", minimum=1), integer("$top")),
            hint("offset", parameter="$skip"),
        ),
        (
            connector(ROWS, integer("startIndex", default=1), integer("count")),
            hint("offset", parameter="startIndex", first=1),
        ),
        (
            connector(obj(data=obj(rows=ROWS)), integer("page"), integer("per_page")),
            hint("page-number", parameter="page", items="data.rows", first=1),
        ),
        (
            connector(
                ROWS,
                integer("pageIndex", description="The zero-based index of the page."),
                integer("pageSize"),
            ),
            hint("page-number", parameter="pageIndex", first=0),
        ),
    ],
)
def test_what_is_recognised(made: Connector, expected: PagingHint) -> None:
    assert recognise(made) == (expected,)


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(
            connector(obj(a=ROWS, b=ROWS), integer("offset"), integer("limit")),
            id="two lists",
        ),
        pytest.param(
            connector(obj(id=TEXT, tags=ROWS), integer("offset"), integer("limit")),
            id="a thing with a list",
        ),
        pytest.param(connector(ROWS, integer("offset")), id="no size"),
        pytest.param(connector(ROWS, integer("limit")), id="only a size"),
        pytest.param(
            connector(ROWS, integer("pageIndex"), integer("pageSize")),
            id="nobody knows the first page",
        ),
        pytest.param(
            connector(ROWS, integer("offset", default=1), integer("limit")),
            id="an offset from one",
        ),
        pytest.param(
            connector(ROWS, integer("startAt"), integer("maxResults")),
            id="nobody knows the first item",
        ),
        pytest.param(
            connector(ROWS, integer("page"), integer("skip"), integer("limit")),
            id="two ways",
        ),
        pytest.param(
            connector(
                ROWS,
                integer("offset", description="Which page to get."),
                integer("limit"),
            ),
            id="an offset in pages",
        ),
        pytest.param(
            connector(obj(rows=ROWS, next=TEXT), integer("offset"), integer("limit")),
            id="a next that nobody explains",
        ),
        pytest.param(
            connector(obj(rows=ROWS, nextPage=TEXT), integer("page")),
            id="a text for a number",
        ),
        pytest.param(
            connector(obj(rows=ROWS, nextLink=TEXT), method="delete"), id="no reading"
        ),
        pytest.param(
            connector(obj(rows=ROWS, nextLink=TEXT), **{"x-ms-trigger": "batch"}),
            id="a trigger",
        ),
        pytest.param(
            connector(
                obj(rows=ROWS, more=TEXT, nextLink=TEXT),
                **{"x-ms-pageable": {"nextLinkName": "more"}},
            ),
            id="known already",
        ),
    ],
)
def test_what_is_left_alone(made: Connector) -> None:
    assert recognise(made) == ()


def test_one_hint_for_all_operations_of_a_shape() -> None:
    def operation(id_: str) -> dict[str, Any]:
        return {
            "operationId": id_,
            "parameters": [integer("offset"), integer("limit")],
            "responses": {"200": {"schema": ROWS}},
        }

    paths = {f"/{id_}": {"get": operation(id_)} for id_ in ("B", "A", 'C"')}
    made = apply_passes(lower("x", {"swagger": "2.0", "paths": paths}), {})
    found = PagingHint("offset", ("B", "A", 'C"'), parameter="offset")
    assert recognise(made) == (found,)
    assert list(toml_lines("offset", found)) == [
        "[sdk.paging.offset]",
        'kind = "offset"',
        'parameter = "offset"',
        "operations = [",
        '    "B",',
        '    "A",',
        r'    "C\"",',
        "]",
    ]


NAMES = st.sampled_from(
    "after cursor next nextCursor next.page nextLink @odata.nextLink offset $top limit "
    "page[number] page[size] page pageSize continuation-token value data items id".split()
) | st.text(max_size=5)
SINGLE = st.sampled_from([TEXT, NUMBER, {}, {"type": "number"}])
ANSWERS = st.recursive(
    SINGLE | st.just(ROWS),
    lambda inner: st.dictionaries(NAMES, inner, max_size=4).map(lambda one: obj(**one)),
    max_leaves=8,
)
PARAMETERS = st.lists(
    st.builds(
        lambda name, type_: {"name": name, "in": "query", "type": type_},
        NAMES.filter(bool),
        st.sampled_from(["string", "integer", "number"]),
    ),
    max_size=5,
    unique_by=lambda one: one["name"],
)


@given(ANSWERS, PARAMETERS, ANSWERS, st.text(min_size=1, max_size=6))
def test_what_is_proposed_can_be_followed(
    answer: Any, parameters: list[Any], sent: Any, operation_id: str
) -> None:
    operation = {
        "operationId": operation_id,
        "parameters": [*parameters, {"name": "b", "in": "body", "schema": sent}],
        "responses": {"200": {"schema": answer}},
    }
    document = {"swagger": "2.0", "paths": {"/": {"post": operation}}}
    lowered = lower("x", document)
    for proposed in recognise(apply_passes(lowered, {})):
        written = "\n".join(toml_lines("it", proposed))
        config = read_config(read_toml(written, "connector.toml"))
        assert config.findings == ()
        (read,) = config.sdk.paging
        # A blank operationId is none: the operation gets one of its request.
        hints = {lowered.operations[0].id: read}
        assert list(misfits(lowered, hints)) == []
        (paged,) = apply_passes(lowered, hints).operations
        assert paged.paging is not None
        assert paged.paging.kind == proposed.kind
