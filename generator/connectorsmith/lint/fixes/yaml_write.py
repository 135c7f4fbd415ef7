"""Values as YAML: plain if every reader takes them for text, else quoted."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

from connectorsmith.documents.document import Json

_WORDS = frozenset("true false null yes no on off y n ~ = <<".split())
_NUMBER_LIKE = re.compile(r"[-+.]?[0-9][-+.:_,0-9a-fA-FxXoO]*|[-+]?\.(inf|nan)", re.I)
_OPENS = frozenset("-?:,[]{}#&*!|>'\"%@`=<~")
_MISLEADING = re.compile(r": |:\Z| #|\A\.\.\.|[\n\r\t]")
_IN_FLOW = re.compile(r"[\[\]{},]|:(?=[\[\]{},\"'])")
_ESCAPES = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
UNIT: Final = re.compile(
    r"\\x..|\\u....|\\U........|\\.|[^\\]", re.DOTALL  # between double quotes
)
_DECODED = dict(
    zip(
        "0abt\tnvfreN_LP",
        "\0\a\b\t\t\n\v\f\r\x1b\x85\xa0\u2028\u2029",
        strict=True,
    )
)


def decoded(unit: str) -> str:
    """Return the character of a unit of a double-quoted string."""
    if unit[0] != "\\":
        return unit
    if unit[1] in "xuU" and len(unit) > 2:
        return chr(int(unit[2:], 16))
    return _DECODED.get(unit[1], unit[1])


def string(text: str, style: str, *, in_flow: bool, only_ascii: bool = False) -> str:
    """Return a string in a style (plain, `'` or `"`), or in
    double quotes if that is impossible.
    """
    if style == "" and is_plain(text, in_flow=in_flow):
        return text
    if style == "'" and _is_printable(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + escaped(text, only_ascii=only_ascii) + '"'


def is_plain(text: str, *, in_flow: bool) -> bool:
    """Return whether a text needs no quotes: every YAML reader takes it for text."""
    return not (
        not text
        or text != text.strip()
        or text[0] in _OPENS
        or text.casefold() in _WORDS
        or not _is_printable(text)
        or _MISLEADING.search(text)
        or _NUMBER_LIKE.fullmatch(text)
        or (in_flow and _IN_FLOW.search(text))
    )


def escaped(text: str, *, only_ascii: bool) -> str:
    """Return a text escaped for double quotes."""
    return "".join(_escaped(char, only_ascii) for char in text)


def _escaped(char: str, only_ascii: bool) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable() and (char.isascii() or not only_ascii):
        return char
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def flow(value: Json, style: str = "", *, only_ascii: bool = False) -> str:
    """Return a value in flow style on one line, its strings in a style if possible."""
    if isinstance(value, str):
        return string(value, style, in_flow=True, only_ascii=only_ascii)
    if isinstance(value, Mapping):
        members = (
            f"{flow(key, style, only_ascii=only_ascii)}: "
            f"{flow(member, style, only_ascii=only_ascii)}"
            for key, member in value.items()
        )
        return "{" + ", ".join(members) + "}"
    if isinstance(value, Sequence):
        items = (flow(item, style, only_ascii=only_ascii) for item in value)
        return "[" + ", ".join(items) + "]"
    return json.dumps(value)


def _is_printable(text: str) -> bool:
    return text.isprintable()
