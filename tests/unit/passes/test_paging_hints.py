"""What a paging hint means for an operation, and what is said of one that does not fit."""

from __future__ import annotations

from typing import Any

import pytest

from connectorsmith.ir.connector import Connector, Paging, RequestPlace
from connectorsmith.lower import lower
from connectorsmith.passes import apply_passes
from connectorsmith.passes.paging import attach_paging, misfits
from connectorsmith.settings.paging import PagingHint

TEXT = {"type": "string"}
PAGE = {
    "properties": {
        "rows": {"type": "array", "items": {}},
        "paging": {"properties": {"next": TEXT}},
        "@odata.nextLink": TEXT,
        "links": {"properties": {"next.url": TEXT}},
    }
}
QUERY = [
    {"name": "after", "in": "query", "type": "string"},
    {"name": "skip", "in": "query", "type": "integer"},
    {"name": "page.no", "in": "query", "type": "integer"},
    {"name": "top", "in": "query", "type": "integer", "maximum": 100},
    {"name": "tags", "in": "query", "type": "array", "items": TEXT},
]
BODY = {
    "name": "body",
    "in": "body",
    "schema": {
        "properties": {
            "filter": TEXT,
            "paging": {"properties": {"cursor": TEXT, "start": {"type": "integer"}}},
        }
    },
}


def connector(
    answer: Any = PAGE, parameters: list[Any] | None = None, **extensions: Any
) -> Connector:
    operation = {
        "operationId": "List",
        "parameters": QUERY if parameters is None else parameters,
        "responses": {"200": {"schema": answer}},
        **extensions,
    }
    return lower("x", {"swagger": "2.0", "paths": {"/": {"post": operation}}})


def hint(kind: str, **said: Any) -> PagingHint:
    return PagingHint(kind, ("List",), ("sdk", "paging", "x"), **said)


def paged(made: Connector, said: PagingHint) -> Paging | None:
    return attach_paging(made, {"List": said}).operations[0].paging


def query(name: str) -> RequestPlace:
    return RequestPlace("query", (name,))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            hint("cursor", parameter="after", next="paging.next", items="rows"),
            Paging("cursor", ("paging", "next"), ("rows",), query("after")),
        ),
        # The only list need not be named, and a declared name may have a dot in it.
        (
            hint("next-link", next="@odata.nextLink"),
            Paging("next-link", ("@odata.nextLink",), ("rows",)),
        ),
        (
            hint("next-link", next="links.next.url"),
            Paging("next-link", ("links", "next.url"), ("rows",)),
        ),
        (
            hint("offset", parameter="skip", size="top", first=1),
            Paging(
                "offset",
                items=("rows",),
                parameter=query("skip"),
                size=query("top"),
                largest=100,
                first=1,
            ),
        ),
        (
            hint("page-number", parameter="page.no"),
            Paging("page-number", items=("rows",), parameter=query("page.no")),
        ),
    ],
)
def test_a_hint_that_fits_is_attached(said: PagingHint, expected: Paging) -> None:
    assert paged(connector(), said) == expected


def test_a_cursor_goes_into_the_body() -> None:
    made = connector(parameters=[BODY])
    said = hint("cursor", parameter="paging.cursor", next="paging.next")
    place = RequestPlace("body", ("paging", "cursor"))
    assert paged(made, said) == Paging("cursor", ("paging", "next"), ("rows",), place)
    number = hint("offset", parameter="paging.start")
    place = RequestPlace("body", ("paging", "start"), is_number=True)
    assert paged(made, number) == Paging("offset", items=("rows",), parameter=place)


def test_a_query_parameter_goes_before_a_property() -> None:
    body = {**BODY, "schema": {"properties": {"after": TEXT}}}
    said = hint("cursor", parameter="after", next="paging.next")
    found = paged(connector(parameters=[*QUERY, body]), said)
    assert found is not None
    assert found.parameter == query("after")


def test_an_answer_that_is_the_list() -> None:
    found = paged(connector({"type": "array"}), hint("offset", parameter="skip"))
    assert found == Paging("offset", parameter=query("skip"))


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (
            hint("cursor", parameter="after", next="paging.nxt"),
            "the response of 'List' has no property 'paging.nxt'",
        ),
        (
            hint("cursor", parameter="before", next="paging.next"),
            "'List' has no query parameter 'before'",
        ),
        (
            hint("offset", parameter="tags"),
            "the parameter 'tags' of 'List' must accept a number",
        ),
        (
            hint("offset", parameter="skip", size="limit"),
            "'List' has no query parameter 'limit'",
        ),
        (
            hint("offset", parameter="skip", items="paging"),
            "the response of 'List' has no list at 'paging'",
        ),
    ],
)
def test_a_hint_that_does_not_fit_is_dropped_and_told(
    said: PagingHint, reason: str
) -> None:
    assert list(misfits(connector(), {"List": said})) == [("List", reason)]
    assert paged(connector(), said) is None


def test_a_form_takes_no_cursor() -> None:
    form = {"consumes": ["application/x-www-form-urlencoded"]}
    made = connector(parameters=[BODY], **form)
    said = hint("cursor", parameter="paging.cursor", next="paging.next")
    reason = (
        "'List' has no query parameter 'paging.cursor' "
        "and no such property in a JSON body"
    )
    assert list(misfits(made, {"List": said})) == [("List", reason)]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (
            {"properties": {"a": {"type": "array"}, "b": {"type": "array"}}},
            "the response of 'List' must have exactly one list unless 'items' names one",
        ),
        (
            {"type": "string"},
            "the response of 'List' must have exactly one list unless 'items' names one",
        ),
    ],
)
def test_an_answer_without_one_list(answer: Any, reason: str) -> None:
    said = hint("offset", parameter="skip")
    assert list(misfits(connector(answer), {"List": said})) == [("List", reason)]


def test_an_operation_without_an_answer() -> None:
    made = connector(responses={"204": {}})
    said = hint("offset", parameter="skip")
    assert list(misfits(made, {"List": said})) == [
        ("List", "'List' declares no response schema")
    ]


def test_a_hint_for_no_operation_is_told() -> None:
    assert list(misfits(connector(), {"Lst": hint("offset", parameter="skip")})) == [
        ("Lst", "there is no operation 'Lst'")
    ]


def test_a_declared_link_need_not_be_in_the_answer() -> None:
    made = connector(**{"x-ms-pageable": {"nextLinkName": "more"}})
    found = apply_passes(made, {}).operations[0].paging
    assert found == Paging("next-link", ("more",), ("rows",))
    # A hint wins over it.
    said = hint("offset", parameter="skip")
    assert paged(made, said) == Paging(
        "offset", items=("rows",), parameter=query("skip")
    )
