"""JSON to plain data with marks, in one pass and without recursion.

The grammar is RFC 8259. Two departures that published files have are only warnings:
duplicate keys, of which the last counts, and what `decode_lenient` accepts.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from connectorsmith.diagnostics.findings import Finding, Location, Severity
from connectorsmith.diagnostics.lines import Lines
from connectorsmith.diagnostics.visible import cut
from connectorsmith.documents.document import Document, Json, Mark, Source, join_pointer
from connectorsmith.documents.json.syntax import (
    BLANK,
    STRING,
    Bracket,
    Explainer,
    Problem,
)
from connectorsmith.documents.limits import MAX_DEPTH, MAX_NODES, MAX_REPEATS
from connectorsmith.documents.problems import DUPLICATE_KEY, LIMIT, SYNTAX
from connectorsmith.documents.scalars import NUMBER, SURROGATE, number

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLAIN = re.compile(r'"([^"\\\x00-\x1f]*+)"')
_WORD = re.compile(r"[\w.+-]")
_NAMES: dict[str, Json] = {"true": True, "false": False, "null": None}
_NAME = re.compile("true|false|null")


def read_json(source: Source, findings: Sequence[Finding] = ()) -> Document:
    """Parse a JSON text; `findings` are those of decoding it.

    Raises UnreadableError, with one located finding, if the text is not JSON or exceeds
    a limit.
    """
    return _Reader(source, findings).read()


@dataclass(slots=True)
class _Open:
    """An object or array that is being read."""

    value: dict[str, Json] | list[Json]
    bracket: Bracket
    close: str
    marks: dict[str | int, Mark] = field(default_factory=dict[str | int, Mark])
    last: str | int = 0
    """The key or the index of the member that was read last."""


class _Reader:
    def __init__(self, source: Source, findings: Sequence[Finding]) -> None:
        self._source = source
        self._text = source.text
        self._lines = Lines(source.text)
        self._explain = Explainer(source.text, self._lines)
        self._findings = list(findings)
        self._repeats = 0
        self._nodes = 0
        self._open: list[_Open] = []
        self._marks: dict[int, dict[str | int, Mark]] = {}
        self._kept: list[object] = []

    def read(self) -> Document:
        start = self._skip(0)
        if start == len(self._text):
            raise self._wrong(self._explain.empty())
        value, offset = self._value(start)
        while self._open:
            offset = self._step(self._skip(offset))
        end, offset = offset, self._skip(offset)
        if offset < len(self._text):
            raise self._wrong(self._explain.left_over(offset, end))
        return Document(
            self._source,
            value,
            self._marks,
            tuple(self._findings),
            self._lines.at(start),
            tuple(self._kept),
        )

    def _step(self, offset: int) -> int:
        """Read the next member of the innermost container, or its end."""
        text, top = self._text, self._open[-1]
        if text.startswith(top.close, offset):
            self._open.pop()
            return offset + 1
        if top.marks:
            if not text.startswith(",", offset):
                raise self._wrong(self._explain.no_comma(offset, self._brackets()))
            comma, offset = offset, self._skip(offset + 1)
            if text.startswith(top.close, offset):
                raise self._wrong(self._explain.trailing_comma(comma, top.close))
        if isinstance(top.value, dict):
            return self._member(top, top.value, offset)
        top.last = len(top.value)
        at = self._lines.at(offset)
        value, end = self._value(offset)
        top.value.append(value)
        top.marks[top.last] = Mark(at, at)
        return end

    def _member(self, top: _Open, members: dict[str, Json], offset: int) -> int:
        if not self._text.startswith('"', offset):
            raise self._wrong(self._explain.no_key(offset, self._brackets()))
        key, end = self._string(offset)
        colon = self._skip(end)
        if not self._text.startswith(":", colon):
            raise self._wrong(self._explain.no_colon(colon, end, self._brackets()))
        key_at, top.last = self._lines.at(offset), key
        if key in members:
            self._repeat(key, top.marks[key], key_at)
            self._kept.append(members[key])
        start = self._skip(colon + 1)
        value_at = self._lines.at(start)
        value, end = self._value(start)
        members[key] = value
        top.marks[key] = Mark(key_at, value_at)
        return end

    def _value(self, offset: int) -> tuple[Json, int]:
        """Return the value at `offset`, and its end; a container is only opened."""
        text = self._text
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self._limit(
                offset, f"The file must not hold more than {MAX_NODES:,} values."
            )
        char = text[offset : offset + 1]
        if char == '"':
            return self._string(offset)
        if char == "{":
            return self._begin({}, Bracket(offset, char), "}")
        if char == "[":
            return self._begin([], Bracket(offset, char), "]")
        if literal := NUMBER.match(text, offset):
            end = literal.end()
            if not _WORD.match(text, end):
                return self._number(literal), end
        elif literal := _NAME.match(text, offset):
            end = literal.end()
            if not _WORD.match(text, end):
                return _NAMES[literal[0]], end
        raise self._wrong(self._explain.no_value(offset, self._brackets()))

    def _begin(
        self, value: dict[str, Json] | list[Json], bracket: Bracket, close: str
    ) -> tuple[Json, int]:
        if len(self._open) == MAX_DEPTH:
            raise self._limit(
                bracket.offset,
                f"Brackets must not be nested more than {MAX_DEPTH} levels deep.",
            )
        opened = _Open(value, bracket, close)
        self._marks[id(value)] = opened.marks
        self._open.append(opened)
        return value, bracket.offset + 1

    def _string(self, offset: int) -> tuple[str, int]:
        if plain := _PLAIN.match(self._text, offset):
            return plain[1], plain.end()
        whole = STRING.match(self._text, offset)
        if whole is None:
            raise self._wrong(self._explain.bad_string(offset))
        try:
            value = str(json.loads(whole[0]))
        except ValueError:
            # In Python 3.11.2 STRING can match a broken escape: see `_SOUND` in syntax.
            raise self._wrong(self._explain.bad_string(offset)) from None
        if SURROGATE.search(value):
            raise self._wrong(self._explain.half_pair(offset))
        return value, whole.end()

    def _number(self, literal: re.Match[str]) -> int | float:
        try:
            return number(literal)
        except ValueError:
            raise self._wrong(
                Problem(
                    literal.start(),
                    "The number is too large.",
                    "Write it as a string.",
                )
            ) from None

    def _repeat(self, key: str, first: Mark, at: tuple[int, int]) -> None:
        self._repeats += 1
        if self._repeats > MAX_REPEATS:
            return
        line, column = first.key
        pointer = ""
        for opened in self._open:
            pointer = join_pointer(pointer, opened.last)
        self._findings.append(
            DUPLICATE_KEY.finding(
                Location(self._source.name, *at),
                f"The key '{cut(key)}' is already at line {line}, column {column}; "
                "this later one overrides it.",
                "Remove one of the two.",
                pointer=pointer,
                severity=Severity.WARNING,
            )
        )

    def _skip(self, offset: int) -> int:
        blank = BLANK.match(self._text, offset)
        return blank.end() if blank else offset

    def _brackets(self) -> list[Bracket]:
        return [opened.bracket for opened in self._open]

    def _wrong(self, problem: Problem) -> Exception:
        return SYNTAX.refuse(self._place(problem.offset), problem.message, problem.hint)

    def _limit(self, offset: int, message: str) -> Exception:
        return LIMIT.refuse(self._place(offset), message, "Split the file.")

    def _place(self, offset: int) -> Location:
        return Location(self._source.name, *self._lines.at(offset))
