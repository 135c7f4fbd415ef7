"""Lines in black's shape."""

from __future__ import annotations

import ast

import pytest

from connectorsmith.targets.python.code.layout import field


@pytest.mark.parametrize(
    ("line", "shaped"),
    [
        ("    kind: Literal['a', 'b'] | None = None", '    kind: Literal["a", "b"] | None = None'),
        ("kind: Literal['a', \"b's 'c'\"]", "kind: Literal[\"a\", \"b's 'c'\"]"),
        ("kind: Literal['say \"a\"', 'b']", "kind: Literal['say \"a\"', \"b\"]"),
        ("kind: Literal['a\\'b', 'c\\\\']", "kind: Literal['a\\'b', 'c\\\\']"),
    ],
)  # fmt: skip
def test_texts_in_the_quotes_of_black(line: str, shaped: str) -> None:
    assert field(line) == shaped
    assert ast.dump(ast.parse(line.strip())) == ast.dump(ast.parse(shaped.strip()))
