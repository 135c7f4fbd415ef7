"""What rules on the definition offer as a mend, and where they offer none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.lint import document, fixes_of

from connectorsmith.documents.document import Json, Token
from connectorsmith.lint.fix import Drop, Fix, Put, Rename

if TYPE_CHECKING:
    from collections.abc import Iterator


def mends(rule_id: str, definition: Json) -> Iterator[tuple[tuple[Token, ...], Fix]]:
    problems = fixes_of(rule_id, document(definition))
    assert problems, f"{rule_id} finds nothing"
    return ((at, fix) for at, fix in problems if fix is not None)


def operation(**keys: Json) -> Json:
    return {"paths": {"/books": {"get": keys}}}


def parameter(**keys: Json) -> Json:
    return {"parameters": {"p": {"name": "p", "in": "path", **keys}}}


def info(**keys: Json) -> Json:
    return {"info": keys}


GET = ("paths", "/books", "get")
P = ("parameters", "p")


@pytest.mark.parametrize(
    ("rule", "definition", "at", "fix"),
    [
        ("PP003", {"swagger": 2.0}, ("swagger",), Put("2.0")),
        ("PP004", {"basepath": "/"}, ("basepath",), Rename("basePath")),
        ("PP007", {"host": "https://a.example/"}, ("host",), Put("a.example")),
        ("PP007", {"host": "https://a.example:8443"}, ("host",), Put("a.example:8443")),
        ("PP008", {"basePath": "v1.0/books"}, ("basePath",), Put("/v1.0/books")),
        ("PP009", {"schemes": []}, ("schemes",), Put(["https"])),
        ("PP011", {"schemes": ["http", "https"]}, ("schemes", 0), Drop()),
        ("PP012", {"schemes": ["https", "wss"]}, ("schemes", 1), Drop()),
        ("PP013", {"host": "a.example"}, ("schemes",), Put(["https"])),
        ("PP024", info(title="Shelf!"), ("info", "title"), Put("Shelf")),
        (
            "PP033",
            info(contact={"email": "mailto:a@b.example"}),
            ("info", "contact", "email"),
            Put("a@b.example"),
        ),
        (
            "PP034",
            info(contact={"url": "www.shelf.example"}),
            ("info", "contact", "url"),
            Put("https://www.shelf.example"),
        ),
        (
            "PP048",
            info(title="Shelf (Independent Publisher)"),
            ("info", "title"),
            Put("Shelf"),
        ),
        (
            "PP048",
            info(title="Shelf - independent publisher "),
            ("info", "title"),
            Put("Shelf"),
        ),
        (
            "PP059",
            operation(summary="List books..."),
            (*GET, "summary"),
            Put("List books"),
        ),
        (
            "PP060",
            operation(summary="list books"),
            (*GET, "summary"),
            Put("List books"),
        ),
        (
            "PP063",
            operation(description="Lists books\n"),
            (*GET, "description"),
            Put("Lists books.\n"),
        ),
        (
            "PP079",
            operation(deprecated=True, summary="List books"),
            (*GET, "summary"),
            Put("List books (deprecated)"),
        ),
        (
            "PP080",
            operation(**{"x-ms-visibility": "Advanced"}),
            (*GET, "x-ms-visibility"),
            Put("advanced"),
        ),
        (
            "PP080",
            operation(**{"x-ms-visibility": "none"}),
            (*GET, "x-ms-visibility"),
            Drop(),
        ),
        (
            "PP093",
            parameter(**{"x-ms-summary": "name of the author's book-shelf"}),
            (*P, "x-ms-summary"),
            Put("Name of the Author's Book-shelf"),
        ),
        ("PP097", parameter(), (*P, "x-ms-url-encoding"), Put("single")),
        (
            "PP098",
            parameter(**{"in": "query", "x-ms-url-encoding": "single"}),
            (*P, "x-ms-url-encoding"),
            Drop(),
        ),
        (
            "PP099",
            parameter(**{"x-ms-url-encoding": "Double"}),
            (*P, "x-ms-url-encoding"),
            Put("double"),
        ),
        (
            "PP122",
            operation(responses={"200": {"schema": {}}, "default": {"schema": {}}}),
            (*GET, "responses", "default", "schema"),
            Drop(),
        ),
        (
            "PP123",
            operation(responses={"Default": {}}),
            (*GET, "responses", "Default"),
            Rename("default"),
        ),
    ],
)
def test_a_mechanical_mend_is_offered(
    rule: str, definition: Json, at: tuple[Token, ...], fix: Fix
) -> None:
    assert list(mends(rule, definition)) == [(at, fix)]


@pytest.mark.parametrize(
    ("rule", "definition"),
    [
        ("PP003", {"swagger": "3.0"}),
        ("PP004", {"basepath": "/", "basePath": "/v1"}),
        ("PP004", {"basePth": "/"}),
        ("PP007", {"host": "https://a.example/v1"}),
        ("PP007", {"host": "http://a.example"}),
        ("PP007", {"host": "{tenant}.example"}),
        ("PP008", {"basePath": "a.example/v1"}),
        ("PP008", {"basePath": "https://a.example"}),
        ("PP008", {"basePath": ""}),
        ("PP011", {"schemes": ["http"]}),
        ("PP024", info(title="Shelf (2)")),
        ("PP024", info(title="!!")),
        ("PP033", info(contact={"email": "Shelf Team"})),
        ("PP034", info(contact={"url": "the website"})),
        ("PP048", info(title="Independent Publisher")),
        ("PP063", operation(description="See https://shelf.example/books")),
        ("PP063", operation(description="These books:")),
        ("PP080", operation(**{"x-ms-visibility": "hidden"})),
        ("PP093", parameter(**{"x-ms-summary": "eBook number"})),
        ("PP093", parameter(**{"x-ms-summary": "book_id"})),
        ("PP099", parameter(**{"x-ms-url-encoding": "triple"})),
        ("PP122", operation(responses={"default": {"schema": {}}})),
        ("PP123", operation(responses={"Default": {}, "default": {}})),
        ("PP123", operation(responses={"2XX": {}})),
    ],
)
def test_no_mend_is_offered_in_doubt(rule: str, definition: Json) -> None:
    assert list(mends(rule, definition)) == []
