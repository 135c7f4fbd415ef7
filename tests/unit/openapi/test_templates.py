"""Variables of path templates."""

from __future__ import annotations

import pytest

from connectorsmith.openapi.templates import (
    Variable,
    segments_of,
    variables,
    with_names,
    without_variables,
)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/a/{b}", [Variable("b")]),
        ("/v1/{name=projects/*}:run", [Variable("name", "projects/*")]),
        (
            "/v1/{book.name=shelves/*/books/**}",
            [Variable("book.name", "shelves/*/books/**")],
        ),
        ("/{a=**}/{b=*}", [Variable("a", "**"), Variable("b")]),
        ("/{id=1}", [Variable("id=1")]),
        ("/{a=**/b}", []),
        ("/{a/b}", []),
        ("/{a", []),
    ],
)
def test_variables(path: str, found: list[Variable]) -> None:
    assert list(variables(path)) == found


def test_paths_without_patterns() -> None:
    assert with_names("/v1/{name=projects/*}:run/{x}") == "/v1/{name}:run/{x}"
    assert without_variables("/v1/{a=b/*}/{c=**}/{d}", "{}") == "/v1/b/{}/{}/{}"
    assert without_variables("/{a/b}") == "/{a/b}"


@pytest.mark.parametrize(
    ("expression", "pattern"),
    [
        ("projects/[^/]+", "projects/*"),
        ("^projects/[^/]+/items/[^/]+$", "projects/*/items/*"),
        ("folders/.+", "folders/**"),
        ("[^/]+/[^/]+", "*/*"),
        ("[^/]+", None),
        ("[a-z]+/[0-9]+", None),
        ("a|b/c", None),
    ],
)
def test_patterns_of_grpc_gateway(expression: str, pattern: str | None) -> None:
    assert segments_of(expression) == pattern


def test_a_hostile_path_takes_linear_time() -> None:
    # A quadratic reading of this path would not end within the time of the suite.
    path = "/{a=" + "*" * 300_000 + "/{" * 300_000
    assert list(variables(path)) == []
    assert without_variables(path) == path
    assert segments_of("a/" * 200_000 + "(") is None
