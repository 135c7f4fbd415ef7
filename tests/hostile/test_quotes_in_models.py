"""Laying out an annotation never changes what it says."""

from __future__ import annotations

import ast

from hypothesis import given
from hypothesis import strategies as st

from connectorsmith.targets.python.models.check import CheckedModels

ATTACKS = [
    "' + __import__('os').getcwd() + '",
    "# __import__('os').system('touch owned')",
    "a = b",
    ") = (",
    "x' | str, '",
    "\\'",
]


@given(st.lists(st.text(max_size=40) | st.sampled_from(ATTACKS), min_size=1))
def test_values_of_an_enumeration_stay_as_they_were(values: list[str]) -> None:
    annotation = f"Literal[{', '.join(map(repr, values))}] | str | None"
    source = f"class Book(Model):\n    kind: {annotation} = None\n"
    made = str(CheckedModels(source, {"Book": ["kind"]}).classes()[0])
    assert ast.dump(ast.parse(made)) == ast.dump(ast.parse(source))
