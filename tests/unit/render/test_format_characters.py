"""Format characters of a definition are visible in generated code, or not in it."""

from __future__ import annotations

import ast
import sys
import unicodedata

import pytest

from connectorsmith.render.code import comment, docstring, literal, toml_string

FORMATS = [
    chr(code)
    for code in range(sys.maxunicode + 1)
    if unicodedata.category(chr(code)) == "Cf"
]


@pytest.mark.parametrize("make", [comment, docstring, literal, toml_string])
def test_no_format_character_is_in_code(make: object) -> None:
    assert callable(make)
    for character in FORMATS:
        text = f"a{character}b"
        for code in (str(make(text)), str(make(f"{text}\n{text}"))):
            found = {unicodedata.category(c) for c in code}
            assert "Cf" not in found, ascii(character)


def test_a_docstring_with_a_soft_hyphen_means_it() -> None:
    code = str(docstring("Uni\u00adcode \U000e0041."))
    assert ast.literal_eval(code) == "Uni\u00adcode \U000e0041."
    assert code.isascii()
