"""`[sdk.paging.<name>]` as it is read, and what is said of what cannot be."""

from __future__ import annotations

import pytest

from connectorsmith.documents.toml_reader import read_toml
from connectorsmith.settings.config import Config, read_config
from connectorsmith.settings.paging import PagingHint

AT = ("sdk", "paging", "x")


def config(lines: str) -> Config:
    return read_config(read_toml(f"[sdk.paging.x]\n{lines}", "connector.toml"))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            'parameter = "after"\nnext = "paging.next"',
            PagingHint("cursor", ("A",), AT, parameter="after", next="paging.next"),
        ),
        ('next = "nextLink"', PagingHint("next-link", ("A",), AT, next="nextLink")),
        (
            'kind = "offset"\nparameter = "skip"\nsize = "top"\nfirst = 1',
            PagingHint("offset", ("A",), AT, parameter="skip", size="top", first=1),
        ),
        (
            'kind = "page-number"\nparameter = "page"\nitems = "rows"\nfirst = 0',
            PagingHint(
                "page-number", ("A",), AT, parameter="page", items="rows", first=0
            ),
        ),
    ],
)
def test_the_four_kinds(lines: str, expected: PagingHint) -> None:
    read = config(f'{lines}\noperations = ["A"]')
    assert read.findings == ()
    assert read.sdk.paging == (expected,)


@pytest.mark.parametrize(
    ("lines", "message", "hint"),
    [
        (
            'kind = "ofset"\nparameter = "a"\noperations = ["A"]',
            "sdk.paging.x.kind has to be cursor, next-link, offset or page-number",
            "did you mean offset?",
        ),
        (
            'parameter = "a"\noperations = ["A"]',
            "sdk.paging.x needs parameter, next and operations",
            "kind is cursor, next-link, offset or page-number",
        ),
        (
            'kind = "next-link"\nnext = "a"',
            "sdk.paging.x needs next and operations",
            None,
        ),
        (
            'kind = "offset"\nparameter = "a"\nnext = "b"\noperations = ["A"]',
            "sdk.paging.x.next says nothing of pages by offset",
            None,
        ),
        (
            'kind = "offset"\nparameter = "a"\nfirst = true\noperations = ["A"]',
            "sdk.paging.x.first has to be 0 or 1",
            None,
        ),
        (
            'kind = "offset"\nparameter = "a"\nlimit = "b"\noperations = ["A"]',
            "sdk.paging.x.limit is not a setting",
            "known: kind, parameter, next, items, size, first, operations",
        ),
    ],
)
def test_what_is_said_of_a_mistake(lines: str, message: str, hint: str | None) -> None:
    (finding,) = config(lines).findings
    assert (finding.rule, finding.message, finding.hint) == ("CS010", message, hint)
