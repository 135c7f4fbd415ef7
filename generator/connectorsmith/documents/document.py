"""Documents: plain data, with the position of each value in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from connectorsmith.diagnostics.findings import Finding, Location

Json: TypeAlias = (
    "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
)
"""The types of a JSON value. Mappings keep the order of the file."""

Token: TypeAlias = str | int
"""One step down a document: a key of a mapping or an index of a sequence."""

_INDEX = re.compile("0|[1-9][0-9]{0,17}")

Offset: TypeAlias = tuple[int, int]
"""Line and column, both counted from 1."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The position of a member of a mapping, or of an item of a sequence."""

    key: Offset
    """The start of the key; for an item of a sequence, the start of the item."""
    value: Offset
    """The start of the value; for a YAML alias, the start of the anchored node."""
    file: str = ""
    """The name of its file, if that is not the document's own."""


@dataclass(frozen=True, slots=True)
class Source:
    """The name and the text of one file."""

    name: str
    """The path as the user typed it, with `/` between parts, for findings."""
    text: str
    """The decoded text, without a byte order mark; line ends are kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A parsed file.

    `marks` is keyed by the `id()` of the container that holds a value; the document
    keeps the containers alive. Thus a value that is reached by a YAML alias or merge is
    located at the lines that the user must edit, and a node that is used ten times is
    kept once.
    """

    source: Source
    value: Json
    marks: Mapping[int, Mapping[str | int, Mark]] = field(repr=False)
    findings: Sequence[Finding] = ()
    """Findings of the reader: duplicate keys in JSON, a byte order mark, other
    encodings."""
    start: Offset = (1, 1)
    """The start of the root value, after blank lines and comments."""
    kept: Sequence[object] = field(default=(), repr=False)
    """Containers that were read but are not in `value`, such as merged mappings or the
    first of two equal keys. They are kept alive so that no new object reuses their
    `id()`."""
    unread: Mapping[int, str] = field(default_factory=dict[int, str], repr=False)
    """Reasons why the file of a `$ref` was not read, by the `id()` of the mapping that has
    the `$ref`: what the `$ref` must be."""
    complete: Callable[[Document], Document] | None = field(default=None, repr=False)
    """A function that adds the parts of other files to another version of this document;
    None if it refers to no other file."""

    def locate(self, pointer: str, *, key: bool = False) -> Location:
        """Return the location of the value or key at a JSON pointer (RFC 6901).

        If nothing is there, returns the location of the deepest existing container on
        the path, so that a finding about a missing member points at the object that
        lacks it.
        """
        node: Any = self.value
        offset, file = self.start, ""
        for token in split_pointer(pointer):
            marks = self.marks.get(id(node), {})
            step: str | int = token
            if step not in marks and _INDEX.fullmatch(token):
                step = int(token)
            mark = marks.get(step)
            if mark is None:
                break
            offset, file = mark.key if key else mark.value, mark.file
            node = node[step]
        return Location(file or self.source.name, *offset)


def split_pointer(pointer: str) -> list[str]:
    """Return the unescaped reference tokens of a JSON pointer."""
    if not pointer:
        return []
    return [
        token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]
    ]


def join_pointer(pointer: str, *tokens: str | int) -> str:
    """Append reference tokens to a JSON pointer, escaped."""
    for token in tokens:
        pointer += "/" + str(token).replace("~", "~0").replace("/", "~1")
    return pointer
