"""A mistake in dynamic values is told once: as what it is, not as what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.lint import lint_path

if TYPE_CHECKING:
    from pathlib import Path

DEFINITION = """
swagger: "2.0"
info: {title: Shelf, description: Keeps the books of a library., version: "1"}
host: api.shelf.example
paths:
  /books:
    get:
      operationId: ListBooks
      responses: {"200": {description: Books., schema: {type: array, items: {type: string}}}}
      parameters:
PARAMETERS
  /shelves:
    get:
      operationId: ListShelves
      responses: {"200": {description: Shelves., schema: {type: array, items: {type: string}}}}
"""


def found(folder: Path, *calls: str) -> list[tuple[str, int]]:
    parameters = "\n".join(
        f"        - {{name: p{index}, in: query, type: string, x-ms-dynamic-values: {call}}}"
        for index, call in enumerate(calls)
    )
    file = folder / "apiDefinition.swagger.yaml"
    file.write_text(DEFINITION.replace("PARAMETERS", parameters))
    return [
        (one.rule, 1 + len(one.also))
        for one in lint_path(file)
        if one.rule in ("CS026", "PP150", "PP151", "PP152")
    ]


@pytest.mark.parametrize(
    ("call", "rule"),
    [
        ("{operationId: ListShelfs, value-path: id}", "PP150"),
        ("{operationId: ListShelves, value-path: id, parameters: {room: x}}", "PP151"),
    ],
)
def test_the_cause_is_told_and_not_what_follows(
    tmp_path: Path, call: str, rule: str
) -> None:
    assert found(tmp_path, call) == [(rule, 1)]


def test_a_cause_that_is_told_for_many_places_counts_for_each(tmp_path: Path) -> None:
    call = "{operationId: ListShelfs, value-path: id}"
    assert found(tmp_path, *[call] * 5) == [("PP150", 5)]


def test_what_no_rule_tells_is_told(tmp_path: Path) -> None:
    call = "{capability: file-picker, value-path: id}"
    assert found(tmp_path, call) == [("CS026", 1)]
