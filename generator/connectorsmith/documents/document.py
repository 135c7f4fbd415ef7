"""A document: plain data, and where each piece of it stands in its file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from connectorsmith.diagnostics.findings import Finding, Location

Json: TypeAlias = (
    "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
)
"""What a JSON document holds. Mappings keep the order of the file."""

Token: TypeAlias = str | int
"""One step down a document: a key of a mapping or an index of a sequence."""

_INDEX = re.compile("0|[1-9][0-9]{0,17}")

Offset: TypeAlias = tuple[int, int]
"""Line and column, both from 1."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where one member of a mapping or one item of a sequence stands."""

    key: Offset
    """The key's start; for an item of a sequence, the item's start."""
    value: Offset
    """The value's start. Behind a YAML alias: where the anchored node stands."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it was read."""

    name: str
    """The path as the person gave it, with `/` between parts: what findings show."""
    text: str
    """The decoded text, without a byte order mark, with the line ends of the file."""


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A parsed file.

    `marks` is keyed by the `id()` of the container that holds the place, which the
    document keeps alive; a YAML alias and a merge therefore lead to the lines that a
    person has to edit, and one node that is used ten times is kept once.
    """

    source: Source
    value: Json
    marks: Mapping[int, Mapping[str | int, Mark]] = field(repr=False)
    findings: Sequence[Finding] = ()
    """What was noticed while reading (duplicate keys in JSON, a BOM, other bytes)."""
    start: Offset = (1, 1)
    """Where the value begins, behind blank lines and comments."""
    kept: Sequence[object] = field(default=(), repr=False)
    """Containers that were read but are not in `value` (merged ones, the first of two
    equal keys): alive, so that no other object gets their `id()` and with it their marks.
    """

    def locate(self, pointer: str, *, key: bool = False) -> Location:
        """The place of a JSON pointer (RFC 6901): of its value, or of its key.

        A pointer that leads nowhere gives the deepest place on its way, so a finding
        about something that is missing points at what misses it.
        """
        node: Any = self.value
        offset = self.start
        for token in split_pointer(pointer):
            marks = self.marks.get(id(node), {})
            step: str | int = token
            if step not in marks and _INDEX.fullmatch(token):
                step = int(token)
            mark = marks.get(step)
            if mark is None:
                break
            offset = mark.key if key else mark.value
            node = node[step]
        return Location(self.source.name, *offset)


def split_pointer(pointer: str) -> list[str]:
    """The unescaped reference tokens of a JSON pointer; `""` is the whole document."""
    if not pointer:
        return []
    return [
        token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]
    ]


def join_pointer(pointer: str, *tokens: str | int) -> str:
    """`pointer` with more reference tokens behind it, escaped."""
    for token in tokens:
        pointer += "/" + str(token).replace("~", "~0").replace("/", "~1")
    return pointer
