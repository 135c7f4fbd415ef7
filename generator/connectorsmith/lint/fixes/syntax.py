"""Mending JSON before it is read, where what publishers leave in it has one reading."""

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
    """A file with its syntax mended."""

    data: bytes
    mended: int


def mend_syntax(data: bytes, name: str, suffix: str) -> Syntax:
    """A JSON file as UTF-8 without a byte order mark, trailing commas and repeats.

    A key that stands twice in an object loses the later of two equal values, and a tab in
    a string is escaped. Nothing else is changed; a file that even then cannot be read
    stays as it is, and so does YAML.
    """
    if suffix.lower() != ".json":
        return Syntax(data, 0)
    try:
        text, findings = decode_lenient(data, name)
        mended = len(findings)
        document = _read(text, name)
        if document is None:
            edits = list(_slips(text))
            mended += len(edits)
            text = edited(text, edits)
            document = load_bytes(text.encode(), name, suffix)
    except UnreadableError:
        return Syntax(data, 0)
    repeats = list(_repeats(document))
    if repeats:
        after = _read(edited(text, repeats), name)
        if after is not None and same(after.value, document.value):
            text, mended = after.source.text, mended + len(repeats)
    return Syntax(text.encode(), mended)


def _read(text: str, name: str) -> Document | None:
    """The document; None where its syntax is wrong."""
    try:
        return load_bytes(text.encode(), name, ".json")
    except UnreadableError as error:
        if error.findings[0].rule == SYNTAX.id:
            return None
        raise


def _slips(text: str) -> Iterator[Edit]:
    """Edits of trailing commas, and of strings with raw tabs."""
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
    """Edits that remove each later member of an object that equals an earlier one."""
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
    found = BLANK.match(text, offset)
    return found.end() if found else offset
