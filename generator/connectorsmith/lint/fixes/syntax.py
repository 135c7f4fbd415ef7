"""Fixes of JSON syntax, made before a file is read: common mistakes with only one meaning."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from connectorsmith.diagnostics.findings import UnreadableError
from connectorsmith.diagnostics.lines import Lines
from connectorsmith.documents.decode import decode_lenient
from connectorsmith.documents.document import (
    Document,
    Json,
    join_pointer,
    split_pointer,
)
from connectorsmith.documents.json.syntax import BLANK
from connectorsmith.documents.load import load_bytes
from connectorsmith.documents.problems import DUPLICATE_KEY, SYNTAX
from connectorsmith.lint.fixes.data import same
from connectorsmith.lint.fixes.edit import Edit, edited
from connectorsmith.lint.fixes.json_text import back, value_end

_STRING_OR_COMMA = re.compile(r'"(?:[^"\\\r\n]++|\\.)*+"|,(?=[ \t\r\n]*+[}\]])')


class Syntax(NamedTuple):
    """A file with its syntax fixed."""

    data: bytes
    fixed: int


def fix_syntax(data: bytes, name: str, suffix: str) -> Syntax:
    """Return a JSON file as UTF-8 without a byte order mark,
    trailing commas and repeated members.

    If a key occurs twice in an object with equal values, the later member is removed; tabs
    in strings are escaped. A file that still cannot be read is not changed, nor is a YAML
    file.
    """
    if suffix.lower() != ".json":
        return Syntax(data, 0)
    try:
        text, findings = decode_lenient(data, name)
        fixed = len(findings)
        document = _read(text, name)
        if document is None:
            edits = list(_slips(text))
            fixed += len(edits)
            text = edited(text, edits)
            document = load_bytes(text.encode(), name, suffix)
    except UnreadableError:
        return Syntax(data, 0)
    repeats = list(_repeats(document))
    if repeats:
        after = _read(edited(text, repeats), name)
        if after is not None and same(after.value, document.value):
            text, fixed = after.source.text, fixed + len(repeats)
    return Syntax(text.encode(), fixed)


def _read(text: str, name: str) -> Document | None:
    """Return the document; None if its syntax is wrong."""
    try:
        return load_bytes(text.encode(), name, ".json")
    except UnreadableError as error:
        if error.findings[0].rule == SYNTAX.id:
            return None
        raise


def _slips(text: str) -> Iterator[Edit]:
    """Yield edits that remove trailing commas and escape raw tabs in strings."""
    for token in _STRING_OR_COMMA.finditer(text):
        start, end = token.span()
        if text[start] == '"':
            if "\t" in token[0]:
                yield Edit(start, end, token[0].replace("\t", "\\t"))
            continue
        before = back(text, start) - 1
        if before >= 0 and text[before] not in "{[,:":
            yield Edit(start, end, "")


def _repeats(document: Document) -> Iterator[Edit]:
    text, lines = document.source.text, Lines(document.source.text)
    seen: set[str] = set()
    for finding in document.findings:
        pointer = join_pointer("", *split_pointer(finding.pointer)[:-1])
        if finding.rule == DUPLICATE_KEY.id and pointer not in seen:
            seen.add(pointer)
            place = document.locate(pointer)
            yield from _repeats_of(text, lines.offset(place.line, place.column))


def _repeats_of(text: str, start: int) -> Iterator[Edit]:
    """Yield edits that remove each later member of an object that equals an earlier one."""
    values: dict[str, Json] = {}
    end = start + 1
    while text[(key := _skip(text, end))] != "}":
        key = _skip(text, key + 1) if text[key] == "," else key
        key_end = value_end(text, key)
        value = _skip(text, _skip(text, key_end) + 1)
        before, end = end, value_end(text, value)
        name = json.loads(text[key:key_end])
        read: Json = json.loads(text[value:end])
        if name in values and same(values[name], read):
            yield Edit(before, end, "")
        values[name] = read


def _skip(text: str, offset: int) -> int:
    blanks = BLANK.match(text, offset)
    return blanks.end() if blanks else offset
