"""A TOML reader that locates keys."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, cast

from connectorsmith.diagnostics.findings import Location
from connectorsmith.documents.problems import LIMIT, SYNTAX

KeyPath: TypeAlias = tuple[str, ...]
_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")
_HEADER = re.compile(r"\s*(\[\[?.+?\]\]?)\s*(#.*)?$")


@dataclass(frozen=True, slots=True)
class TomlDocument:
    """A parsed TOML file, with the positions of its keys."""

    name: str
    """The path as the user typed it, with `/` between parts."""
    text: str
    value: Mapping[str, object]
    _places: Mapping[KeyPath, tuple[int, int]] = field(repr=False)

    def locate(self, *path: str) -> Location:
        """Return the location of a key, or of the nearest enclosing table."""
        for length in range(len(path), 0, -1):
            place = self._places.get(path[:length])
            if place is not None:
                return Location(self.name, *place)
        return Location(self.name, 1, 1)


def _hint(message: str, lines: list[str], column: int) -> str:
    """Return what to type for an error of tomllib at a column of a line."""
    rest = lines[0][column - 1 :].lstrip() if lines else ""
    word = _BARE_WORD.match(rest)
    if message.startswith("Invalid value") and word:
        folded = word.group().lower()
        if folded in ("true", "false"):
            return f"Write {folded}."
        if folded in ("none", "null"):
            return "Leave the key out; TOML has no empty value."
        return f'Put the text in quotes: "{word.group()[:60]}".'
    if message.startswith("Expected '='") and rest.startswith(":"):
        return "Write = instead of the colon."
    return next(
        (hint for start, hint in _HINTS.items() if message.startswith(start)),
        "Correct the syntax here.",
    )


_BARE_WORD = re.compile(r"[\w./@-]+")
_HINTS = {
    "Invalid value": 'Write text in "quotes", a list in [brackets], true or false.',
    "Expected '='": "Write the key, = and the value; put a key with spaces in quotes.",
    "Unclosed array": "Put a comma between the items, and end the list with ].",
    "Unclosed inline table": "Put a comma between the entries, and end the table with }.",
    "Illegal character": "End the text with the quote that it begins with, in this line.",
    "Unterminated string": "End the text with the quote that it begins with.",
    "Expected ']]'": "End the name of the list of tables with ]].",
    "Expected ']'": "End the name of the table with ].",
    "Expected newline": "Begin a new line here, or put the text in quotes.",
    "Invalid statement": "Begin the line with a key and =, with a [table], or with #.",
    "Invalid initial character": "Put the key in quotes.",
    "Cannot declare": "Merge the two tables of this name.",
    "Cannot overwrite": "Remove one of the two values of this key.",
    "Duplicate inline": "Remove one of the two values of this key.",
    "Unescaped": "Write / instead of the backslash, or put the text in 'single quotes'.",
}
"""What to type, by the beginning of the message of tomllib."""


def read_toml(text: str, name: str) -> TomlDocument:
    """Parse a TOML text. Raises UnreadableError, with the location of the error."""
    try:
        value = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        found = _PLACE.search(message)
        line, column = (int(found[1]), int(found[2])) if found else _end(text)
        raise SYNTAX.refuse(
            Location(name, line, column),
            f"The file is not valid TOML: {_PLACE.sub('', message)}.",
            _hint(message, text.splitlines()[line - 1 : line], column),
        ) from None
    except (RecursionError, ValueError) as error:
        # tomllib itself limits neither nesting nor the length of numbers.
        what = (
            "Values are nested too deeply."
            if isinstance(error, RecursionError)
            else "A number is too long."
        )
        raise LIMIT.refuse(
            Location(name, 1, 1),
            what,
            "Remove the value.",
        ) from None
    places: dict[KeyPath, tuple[int, int]] = {}
    for path, place in _places(text):
        places[path] = place
        for length in range(1, len(path)):
            # `[a.b]` also locates `a`, which may have no header of its own.
            places.setdefault(path[:length], place)
    return TomlDocument(name, text, value, places)


def _end(text: str) -> tuple[int, int]:
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def _places(text: str) -> Iterator[tuple[KeyPath, tuple[int, int]]]:
    """Yield each key and table header, with its line and column.

    A line inside a multi-line value can look like a key. Its path is harmless: the
    document has no such key.
    """
    table: KeyPath = ()
    for number, line in enumerate(text.split("\n"), start=1):
        header = _HEADER.match(line)
        column = len(line) - len(line.lstrip()) + 1
        if header is not None:
            path = _path(header[1])
            if path is not None:
                table = path
                yield table, (number, column)
            continue
        key, equals, _ = line.partition("=")
        path = _path(f"{key} = 0") if equals else None
        if path is not None:
            yield (*table, *path), (number, column)


def _path(source: str) -> KeyPath | None:
    """Parse a line of TOML and return the key path that it defines, if any."""
    try:
        node: object = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return None
    path: list[str] = []
    while True:
        table = as_table(as_list(node)[0] if as_list(node) else node)
        if len(table) != 1:
            return tuple(path) or None
        key, node = next(iter(table.items()))
        path.append(key)


def as_table(value: object) -> Mapping[str, object]:
    """Return the value if it is a table, else an empty one."""
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else {}


def as_list(value: object) -> Sequence[object]:
    """Return the value if it is an array, else an empty one."""
    return cast("Sequence[object]", value) if isinstance(value, list) else ()
