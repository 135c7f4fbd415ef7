"""Known values that look like quoted text, or like a default, stay what they are."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from connectorsmith.cli import main
from connectorsmith.targets.python.code.layout import field

VALUES = [
    "'a'",
    "x '+__import__('os').system('touch owned')+' y",
    "it's",
    'say "no"',
    "\\'",
    "x\\",
    "a | b], c = None",
    "b = c",
    "long " * 40,
    "'long' " * 40,
]


def values_of(line: str) -> list[object]:
    return [
        node.value
        for node in ast.walk(ast.parse(line))
        if isinstance(node, ast.Constant)
    ]


@given(
    st.lists(st.sampled_from(VALUES) | st.text("'\"\\ =|[],N", max_size=8), min_size=1)
)
@example(VALUES)
def test_a_field_has_the_values_that_it_had(values: list[str]) -> None:
    known = ", ".join(map(repr, values))
    for line in (
        f"    a: Literal[{known}] | str | None = None",
        f"    a: Literal[{known}] | str",
        f"    a: list[Literal[{known}] | str] | None = None",
    ):
        assert values_of(field(line).strip()) == values_of(line.strip())


def test_known_values_in_a_model(tmp_path: Path) -> None:
    member = {"type": "string", "enum": VALUES}
    schema = {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": member, "longer-name-on-the-wire": member},
    }
    operation = {
        "operationId": "Get",
        "responses": {"200": {"description": "It.", "schema": schema}},
    }
    definition = {
        "swagger": "2.0",
        "info": {"title": "Known", "version": "1"},
        "host": "api.known.example",
        "paths": {"/known": {"get": operation}},
    }
    source = tmp_path / "apiDefinition.swagger.json"
    source.write_text(json.dumps(definition), "utf-8")
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(source), "-o", str(tmp_path / "out"), "-q"])
    assert stopped.value.code == 0
    [models] = (tmp_path / "out").rglob("models.py")
    made = ast.parse(models.read_text("utf-8"))
    listed = [
        ast.literal_eval(node.slice)
        for node in ast.walk(made)
        if isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Literal"
    ]
    assert listed == [tuple(VALUES)] * 2
