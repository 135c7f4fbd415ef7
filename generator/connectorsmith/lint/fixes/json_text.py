"""Edits of JSON text that keep the file's indentation, line breaks, escapes and spacing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from connectorsmith.documents.document import Document, Json, Mark, Token
from connectorsmith.documents.json.syntax import BLANK, STRING
from connectorsmith.lint.fixes.edit import CannotEditError, Edit, Editor
from connectorsmith.lint.fixes.splice import spliced

_TOKEN = re.compile(STRING.pattern + r"|[][{}]")
_BARE = re.compile(r"[^\s,:\]}]+")
_UNIT = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|[^\\]", re.DOTALL)
_LAST_LINE = re.compile(r"(?:\r\n?|\n)[ \t]*\Z")
_FIRST_INDENT = re.compile(r'(\r\n?|\n)([ \t]+)["{\[]')
_COLON = re.compile(r"[ \t]*:[ \t]*")


class JsonText(Editor):
    """An editor of a JSON document."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._ascii = self.text.isascii()
        first = _FIRST_INDENT.search(self.text)
        self._break, self._indent = first.groups() if first else ("", "")

    def _replace(self, mark: Mark, old: Json, new: Json) -> Edit:
        start = self.offset(mark.value)
        end = value_end(self.text, start)
        if isinstance(old, str) and isinstance(new, str):
            return Edit(start, end, self._like(self.text[start:end], new))
        return Edit(start, end, self._written(new, self._line_indent(start)))

    def _rename(self, mark: Mark, to: str) -> Edit:
        start = self.offset(mark.key)
        end = value_end(self.text, start)
        return Edit(start, end, self._like(self.text[start:end], to))

    def _drop(self, mark: Mark, token: Token) -> Edit:
        start = self.offset(mark.key)
        before = back(self.text, start)
        end = value_end(self.text, self.offset(mark.value))
        if self.text[before - 1] == ",":
            return Edit(back(self.text, before - 1), end, "")
        after = _skip(self.text, end)
        if self.text[after] == ",":
            return Edit(start, _skip(self.text, after + 1), "")
        return Edit(before, after, "")

    def _insert(
        self, holder: Mapping[str, Json], start: int, key: str, value: Json
    ) -> Edit:
        end = value_end(self.text, start)
        place = back(self.text, end - 1)
        if not holder:
            return Edit(start, end, self._only_member(start, key, value))
        marks = self._marks(holder).values()
        last = max(self.offset(mark.key) for mark in marks)
        before = back(self.text, last)
        gap = self.text[before:last]
        colon = _COLON.match(self.text, value_end(self.text, last))
        between = colon[0] if colon else ": "
        if line := _LAST_LINE.search(gap):
            gap = line[0]
        elif self.text[before - 1] != ",":
            gap = " " if between.endswith(" ") else ""
        written = self._written(value, gap.lstrip("\r\n") if line else None)
        member = f",{gap}{self._string(key)}{between}{written}"
        return Edit(place, place, member, appended_to=start)

    def _only_member(self, start: int, key: str, value: Json) -> str:
        outer = self._line_indent(start)
        if outer is None:
            return f"{{{self._string(key)}: {self._written(value, None)}}}"
        inner = outer + self._indent
        member = f"{self._string(key)}: {self._written(value, inner)}"
        return f"{{{self._break}{inner}{member}{self._break}{outer}}}"

    def _line_indent(self, offset: int) -> str | None:
        """Return the indentation of the line of an offset; None in a file of one line."""
        if not self._break:
            return None
        line = self.text[self.offset((self._lines.at(offset)[0], 1)) : offset]
        return line[: len(line) - len(line.lstrip(" \t"))]

    def _written(self, value: Json, indent: str | None) -> str:
        """Return a value as JSON, on several lines if the file has several."""
        if indent is None or not self._break:
            return json.dumps(value, ensure_ascii=self._ascii)
        text = json.dumps(value, ensure_ascii=self._ascii, indent=self._indent)
        return text.replace("\n", self._break + indent)

    def _string(self, text: str) -> str:
        return json.dumps(text, ensure_ascii=self._ascii)

    def _like(self, raw: str, new: str) -> str:
        """Return a new string that keeps the source of its unchanged beginning and end."""
        units = _UNIT.findall(raw[1:-1])
        return (
            f'"{spliced(units, _decoded, new, lambda text: self._string(text)[1:-1])}"'
        )


def _decoded(unit: str) -> str:
    return str(json.loads(f'"{unit}"')) if unit[0] == "\\" else unit


def value_end(text: str, start: int) -> int:
    """Return the end of the value that begins at an offset of a valid JSON text."""
    char = text[start]
    match = (STRING if char == '"' else _BARE).match(text, start)
    if char not in "{[":
        if match is None:
            raise CannotEditError
        return match.end()
    depth = 0
    for token in _TOKEN.finditer(text, start):
        if token[0] in ("{", "["):
            depth += 1
        elif token[0] in ("}", "]"):
            depth -= 1
            if not depth:
                return token.end()
    raise CannotEditError


def back(text: str, offset: int) -> int:
    """Return the offset without the blanks before it."""
    while offset and text[offset - 1] in " \t\r\n":
        offset -= 1
    return offset


def _skip(text: str, offset: int) -> int:
    blanks = BLANK.match(text, offset)
    return blanks.end() if blanks else offset
