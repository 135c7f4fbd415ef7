"""Operations under `x-ms-paths`, which are checked like those under `paths`."""

from __future__ import annotations

import pytest
from support.lint import lint_text

OPERATION = """
swagger: "2.0"
info: {title: Shelf, version: "1.0"}
paths: {}
x-ms-paths:
  "%s": {%s}
"""


def _found(path: str, operation: str) -> set[str]:
    definition = OPERATION % (path, operation)
    return {one.rule for one in lint_text(definition) if one.pointer[:6] == "/x-ms-"}


@pytest.mark.parametrize(
    ("path", "operation", "rule"),
    [
        ("/books?op=move&to={shelf}", "get: {operationId: MoveBook}", "PP071"),
        (
            "/books?op=move",
            "get: {parameters: [{name: id, in: path, type: string, required: true}]}",
            "PP072",
        ),
        ("/books?op=move", "get: {responses: {}}", "PP050"),
        ("books?op=move", "get: {operationId: MoveBook}", "PP070"),
        ("/books*?op=move", "get: {operationId: MoveBook}", "PP070"),
        ("/books?op=move", "get: 5", "OAS2"),
        ("/books?op=move", "get: {responses: {ok: {description: OK}}}", "PP123"),
    ],
)
def test_a_fault_under_x_ms_paths_is_found(
    path: str, operation: str, rule: str
) -> None:
    assert rule in _found(path, operation)


def test_a_query_is_allowed_in_x_ms_paths() -> None:
    assert "PP070" not in _found("/books?op=move", "get: {operationId: MoveBook}")


SEGMENTS = """
swagger: "2.0"
paths:
  /{name=shelves/*}: {get: {operationId: GetShelf}}
"""


def test_a_variable_of_several_segments_is_a_fault_on_the_platform_only() -> None:
    assert lint_text(SEGMENTS, rules=["PP070"]) == []
    assert len(lint_text(SEGMENTS, "properties: {}", rules=["PP070"])) == 1
