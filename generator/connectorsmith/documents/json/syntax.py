"""Explanations of JSON syntax errors: what is wrong, where, and what to change.

Used only after reading has failed, so it may scan the whole text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from connectorsmith.diagnostics.visible import char_name, cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from connectorsmith.diagnostics.lines import Lines

BLANK: Final = re.compile(r"[ \t\n\r]*+")
"""The whitespace that JSON allows between tokens; matches at every offset."""

_PLAIN = r'[^"\\\x00-\x1f]'
_ESCAPED = r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})'
STRING: Final = re.compile(f'"{_PLAIN}*+(?:{_ESCAPED}{_PLAIN}*+)*+"')
"""A complete string with its quotes, without raw control characters."""

# Bounded, because in Python 3.11.2 an unbounded possessive repeat can end inside an
# incomplete escape, and a greedy one needs a gigabyte for millions of escapes.
_SOUND = re.compile(f"(?:{_PLAIN}++|{_ESCAPED}){{1,1000}}")
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)"
)
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[][{}]', re.DOTALL)
_WORD = re.compile(r"[\w.+-]+")
_OPENS = {"}": "{", "]": "["}
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t", "\b": r"\b", "\f": r"\f"}
_PYTHON = {"True": "true", "False": "false", "None": "null", "undefined": "null"}
_WORDS = {"NaN", "Infinity", "-Infinity", "+Infinity", "-NaN"}
_TYPED_QUOTES = "\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb"


class Bracket(NamedTuple):
    """An opening bracket of the text."""

    offset: int
    char: str


class Problem(NamedTuple):
    """A message for a character offset, and a hint."""

    offset: int
    message: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Explainer:
    """Explanations of why a text is not JSON: a method for each place in the grammar."""

    text: str
    lines: Lines

    def empty(self) -> Problem:
        """Explain a text of whitespace alone."""
        return Problem(0, "The file is empty.", "Write a JSON object into it.")

    def left_over(self, offset: int, end: int) -> Problem:
        """Explain text after the document, which ended at `end`."""
        if found := self._never(offset):
            return found
        return Problem(
            offset,
            f"No text must follow the document, which ends at {self._say(end - 1)}.",
            self._suspect(offset)
            or "Remove the text, or an extra closing bracket before it.",
        )

    def no_comma(self, offset: int, opened: Sequence[Bracket]) -> Problem:
        """Explain a member that is followed by neither a comma nor the closing bracket."""
        if found := self._end(offset, opened) or self._never(offset):
            return found
        if found := self._wrong_bracket(offset, opened):
            return found
        end = len(self.text[:offset].rstrip(" \t\r\n"))
        quoted = self.text[end - 1] == '"'
        if self.text[offset] == ":":
            what = "A `:` is not allowed here."
            hint = "Put members with names between `{` and `}`, or remove the name."
            if opened[-1].char == "{":
                hint = "Add the missing key, or the missing `,` before it."
            return Problem(offset, what, hint)
        if quoted and offset == end and self.text[offset] not in '"{[':
            return Problem(
                end - 1,
                "Text is not allowed after the closing quote of a string.",
                'Write a `"` inside a string as `\\"`.',
            )
        return Problem(end, "A `,` is missing.", "Add a `,` here.")

    def trailing_comma(self, comma: int, close: str) -> Problem:
        """Explain a comma before the closing bracket."""
        return Problem(
            comma,
            f"A `,` is not allowed before the closing `{close}`.",
            "Remove this comma.",
        )

    def no_key(self, offset: int, opened: Sequence[Bracket]) -> Problem:
        """Explain a member of an object that does not begin with a quote."""
        if found := self._end(offset, opened) or self._never(offset):
            return found
        if found := self._wrong_bracket(offset, opened):
            return found
        if self.text[offset] == ",":
            return self._lonely_comma(offset)
        if word := _WORD.match(self.text, offset):
            return Problem(
                offset,
                f"The key '{cut(word[0])}' must be in double quotes.",
                f'Write "{cut(word[0])}".',
            )
        return Problem(
            offset,
            f'A key must begin with `"`, not with {char_name(self.text[offset])}.',
            'Write a member of an object as "key": value.',
        )

    def no_colon(self, offset: int, end: int, opened: Sequence[Bracket]) -> Problem:
        """Explain a key, which ended at `end`, without a colon after it."""
        if found := self._end(offset, opened) or self._never(offset):
            return found
        hint = 'Write a member of an object as "key": value.'
        if self.text[offset] == "=":
            hint = "Write `:` instead of `=`."
        return Problem(end, "A `:` must follow the key.", hint)

    def no_value(self, offset: int, opened: Sequence[Bracket]) -> Problem:
        """Explain text that begins no value."""
        if found := self._end(offset, opened) or self._never(offset):
            return found
        char = self.text[offset]
        if char == "," and opened and opened[-1].char == "[":
            return self._lonely_comma(offset)
        if char in ",}]":
            found = self._wrong_bracket(offset, opened)
            after_colon = self.text[:offset].rstrip(" \t\r\n").endswith(":")
            if found and not after_colon:
                return found
            return Problem(
                offset,
                f"A value is missing before this `{char}`.",
                "Add a value, such as null.",
            )
        word = _WORD.match(self.text, offset)
        if word is None:
            return Problem(
                offset,
                f"A value must not begin with {char_name(char)}.",
                "Write a string, a number, true, false, null, {...} or [...].",
            )
        return _bad_word(offset, word[0])

    def bad_string(self, offset: int) -> Problem:
        """Explain a string that is not closed or holds a bad character or escape."""
        end = offset + 1
        while sound := _SOUND.match(self.text, end):
            end = sound.end()
        if end >= len(self.text):
            return Problem(
                offset,
                "The string that begins here is not closed.",
                'Add the closing `"`.',
            )
        char = self.text[end]
        if char in "\r\n":
            return Problem(
                end,
                f"The string that begins at {self._say(offset)} must end on its line.",
                'Close it with `"`, or write the line break as `\\n`.',
            )
        if char == "\\":
            return _bad_escape(self.text, end)
        escape = _SHORT.get(char, rf"\u{ord(char):04x}")
        return Problem(
            end,
            f"{char_name(char)} must be escaped in a string.",
            f"Write it as `{escape}`.",
        )

    def half_pair(self, offset: int) -> Problem:
        """Explain half a surrogate pair in the otherwise valid string at `offset`."""
        for found in _ESCAPE.finditer(self.text, offset):
            if found["half"]:
                offset = found.start()
                break
        return Problem(
            offset,
            f"`{self.text[offset : offset + 6]}` is only half of a surrogate pair.",
            "Write both halves of the pair, or the character itself.",
        )

    def _never(self, offset: int) -> Problem | None:
        """Explain a character that is wrong anywhere between tokens; None for others."""
        char = self.text[offset]
        if self.text.startswith(("//", "/*", "#"), offset):
            return Problem(
                offset, "Comments are not allowed in JSON.", "Remove the comment."
            )
        if char == "'" or char in _TYPED_QUOTES:
            return Problem(
                offset,
                f"{char_name(char)} is not a quote in JSON.",
                'Write double quotes: "text".',
            )
        if char.isspace() or unicodedata.category(char) in ("Cf", "Cc"):
            return Problem(
                offset,
                f"{char_name(char)} is not allowed outside a string.",
                "Replace it with a plain space, or remove it.",
            )
        return None

    def _end(self, offset: int, opened: Sequence[Bracket]) -> Problem | None:
        if offset < len(self.text):
            return None
        if not opened:
            return Problem(
                offset,
                "A value must come before the end of the file.",
                "Add the missing value.",
            )
        innermost = opened[-1]
        closing = "".join("}" if b.char == "{" else "]" for b in reversed(opened))
        return Problem(
            offset,
            f"The `{innermost.char}` at {self._say(innermost.offset)} is not closed.",
            self._suspect(offset) or f"Add `{cut(closing)}` at the end of the file.",
        )

    def _wrong_bracket(self, offset: int, opened: Sequence[Bracket]) -> Problem | None:
        char = self.text[offset]
        if char not in _OPENS or not opened or opened[-1].char == _OPENS[char]:
            return None
        innermost = opened[-1]
        return Problem(
            offset,
            f"`{char}` must not close the `{innermost.char}` at "
            f"{self._say(innermost.offset)}.",
            self._suspect(offset)
            or f"Close it with `{'}' if innermost.char == '{' else ']'}` first.",
        )

    def _suspect(self, end: int) -> str | None:
        """Return a hint at the first closing bracket that is indented unlike its
        opener.
        """
        stack: list[int] = []
        for token in _TOKEN.finditer(self.text, 0, end):
            char, offset = token[0], token.start()
            if char in ("{", "["):
                stack.append(offset)
            elif char in _OPENS and stack:
                opening = stack.pop()
                if self._unlike(opening, offset):
                    return (
                        f"Check the `{char}` at {self._say(offset)}: it closes the "
                        f"`{self.text[opening]}` at {self._say(opening)}, but is "
                        "indented differently."
                    )
        return None

    def _unlike(self, opening: int, closing: int) -> bool:
        """Return whether a closing bracket and its opener are indented differently."""
        first, _ = self.lines.at(opening)
        last, column = self.lines.at(closing)
        indent = self.lines.text_of(last)[: column - 1]
        if first == last or indent.strip(" \t"):
            return False
        line = self.lines.text_of(first)
        return indent != line[: len(line) - len(line.lstrip(" \t"))]

    def _lonely_comma(self, offset: int) -> Problem:
        return Problem(offset, "This `,` must follow a value.", "Remove this comma.")

    def _say(self, offset: int) -> str:
        line, column = self.lines.at(offset)
        return f"line {line}, column {column}"


def _bad_word(offset: int, word: str) -> Problem:
    """Explain a bare word or number that is not a JSON value."""
    if word in _WORDS:
        return Problem(
            offset, f"{word} is not a JSON number.", "Write null, or a string."
        )
    if word in _PYTHON:
        return Problem(
            offset, f"{word} is not a JSON value.", f"Write {_PYTHON[word]}."
        )
    if word.lower() in ("true", "false", "null"):
        return Problem(offset, f"{word} is not a JSON value.", f"Write {word.lower()}.")
    if word[0] in "0123456789.+-":
        return Problem(
            offset,
            f"{cut(word)} is not a JSON number.",
            "Write a number without a leading 0 or + and with digits on both sides of "
            "its point, or put text in double quotes.",
        )
    return Problem(
        offset,
        f"The text '{cut(word)}' must be in double quotes.",
        f'Write "{cut(word)}".',
    )


def _bad_escape(text: str, offset: int) -> Problem:
    escape = text[offset : offset + 2]
    if escape == "\\u":
        return Problem(
            offset,
            "`\\u` must be followed by four hexadecimal digits.",
            "Write a backslash itself as `\\\\`.",
        )
    return Problem(
        offset,
        f"A backslash must not come before {char_name(escape[1:])}.",
        "Write a backslash itself as `\\\\`.",
    )
