"""YAML to plain data with marks, by JSON's rules and without recursion.

Scalars follow `yaml.scalars`; keys are strings. An alias is the same object as its
anchor. A merge (`<<`) creates a new mapping whose merged keys keep the marks of their
sources, so that each position is one that the user can edit.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
)

from connectorsmith.diagnostics.findings import (
    Finding,
    Location,
    Severity,
    UnreadableError,
)
from connectorsmith.diagnostics.lines import Lines
from connectorsmith.diagnostics.visible import cut
from connectorsmith.documents.document import Document, Json, Mark, Source, join_pointer
from connectorsmith.documents.limits import MAX_REPEATS
from connectorsmith.documents.problems import DUPLICATE_KEY, LIMIT, SYNTAX
from connectorsmith.documents.yaml.events import OverLimitError, events_of, offset_of
from connectorsmith.documents.yaml.scalars import (
    MAP_TAGS,
    SEQUENCE_TAGS,
    ScalarError,
    is_merge,
    resolve,
    unknown_tag,
)
from connectorsmith.documents.yaml.syntax import explain, refused_character

if TYPE_CHECKING:
    from yaml.events import Event


def read_yaml(source: Source) -> Document:
    """Parse a YAML text.

    Raises UnreadableError if the text is not YAML, exceeds a limit, or has more than
    one document, a duplicate key, a recursive alias or a custom tag.
    """
    return _Composer(source).document()


@dataclass(slots=True)
class _Node:
    """A node: its value, its start and, for a scalar, its text as a key."""

    start: int
    value: Json = None
    text: str | None = None
    merge: bool = False
    complete: bool = True


@dataclass(slots=True)
class _Sequence:
    node: _Node
    items: list[Json] = field(default_factory=list[Json])
    marks: dict[str | int, Mark] = field(default_factory=dict[str | int, Mark])


@dataclass(slots=True)
class _Mapping:
    node: _Node
    members: dict[str, Json] = field(default_factory=dict[str, Json])
    marks: dict[str | int, Mark] = field(default_factory=dict[str | int, Mark])
    key: _Node | None = None
    """The key whose value comes next."""
    key_at: int = 0
    """The offset of that key; if the key is an alias, its node is elsewhere."""
    merge_at: int | None = None
    merged: list[dict[str, Json]] = field(default_factory=list[dict[str, Json]])


class _Composer:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._lines = Lines(source.text)
        self._open: list[_Sequence | _Mapping] = []
        self._anchors: dict[str, _Node] = {}
        self._root: _Node | None = None
        self._marks: dict[int, dict[str | int, Mark]] = {}
        self._kept: list[object] = []
        self._repeats: list[Finding] = []

    def document(self) -> Document:
        if refused := refused_character(self._source.text):
            raise self._wrong(*refused)
        try:
            for event in events_of(self._source.text):
                self._take(event)
        except yaml.YAMLError as error:
            offset, message, hint = explain(error, self._source.text, self._lines)
            raise self._wrong(offset, message, hint) from None
        except OverLimitError as error:
            place = self._place(error.offset)
            raise LIMIT.refuse(place, error.message, "Split the file.") from None
        if self._repeats:
            raise UnreadableError(*self._repeats)
        if self._root is None:
            raise self._wrong(0, "The file is empty.", "Write a mapping into it.")
        return Document(
            self._source,
            self._root.value,
            self._marks,
            start=self._lines.at(self._root.start),
            kept=tuple(self._kept),
        )

    def _take(self, event: Event) -> None:
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, AliasEvent):
            self._attach(self._anchored(event), offset_of(event))
        elif isinstance(event, CollectionStartEvent):
            self._begin(event)
        elif isinstance(event, CollectionEndEvent):
            node = self._end()
            self._attach(node, node.start)
        elif isinstance(event, DocumentStartEvent) and self._root is not None:
            raise self._wrong(
                offset_of(event),
                "A second document is not allowed in a file.",
                "Remove the `---`, or split the file.",
            )

    def _scalar(self, event: ScalarEvent) -> None:
        offset = offset_of(event)
        try:
            value = resolve(event)
        except ScalarError as error:
            raise self._wrong(offset, error.message, error.hint) from None
        text = None if not (event.value or event.style or event.tag) else event.value
        node = _Node(offset, value, text, is_merge(event))
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        self._attach(node, offset)

    def _anchored(self, event: AliasEvent) -> _Node:
        offset, name = offset_of(event), event.anchor or ""
        node = self._anchors.get(name)
        if node is None:
            raise self._wrong(
                offset,
                f"The alias *{cut(name)} must come after an anchor &{cut(name)}.",
                self._similar_anchor(name)
                or "Add the anchor, or put text that begins with * in quotes.",
            )
        if not node.complete:
            line, column = self._lines.at(node.start)
            raise self._wrong(
                offset,
                f"The alias *{cut(name)} must not be inside its own anchor, "
                f"which is at line {line}, column {column}.",
                "Use $ref for a type that contains itself.",
            )
        return node

    def _similar_anchor(self, name: str) -> str | None:
        known = [one for one in islice(self._anchors, 1_000) if len(one) <= 60]
        near = difflib.get_close_matches(name[:60], known, 1, 0.75)
        return f"Did you mean *{cut(near[0])}?" if near else None

    def _begin(self, event: CollectionStartEvent) -> None:
        offset = offset_of(event)
        is_mapping = isinstance(event, MappingStartEvent)
        if event.tag not in (MAP_TAGS if is_mapping else SEQUENCE_TAGS):
            error = unknown_tag(event.tag or "")
            raise self._wrong(offset, error.message, error.hint)
        if self._open:
            parent = self._open[-1]
            if isinstance(parent, _Mapping) and parent.key is None:
                raise self._not_a_key(offset)
        node = _Node(offset, complete=False)
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        self._open.append(_Mapping(node) if is_mapping else _Sequence(node))

    def _end(self) -> _Node:
        """Close the innermost container, which completes its value."""
        ended = self._open.pop()
        value: dict[str, Json] | list[Json]
        marks = ended.marks
        if isinstance(ended, _Sequence):
            value = ended.items
        elif ended.merged:
            value, marks = self._merge(ended)
        else:
            value = ended.members
        self._marks[id(value)] = marks
        ended.node.value = value
        ended.node.complete = True
        return ended.node

    def _merge(
        self, mapping: _Mapping
    ) -> tuple[dict[str, Json], dict[str | int, Mark]]:
        """Return a mapping's members and marks, merged keys first in source order."""
        value: dict[str, Json] = {}
        marks: dict[str | int, Mark] = {}
        for source in mapping.merged:
            for key, member in source.items():
                if key not in value:
                    value[key] = member
                    marks[key] = self._marks[id(source)][key]
        return value | mapping.members, marks | mapping.marks

    def _attach(self, node: _Node, offset: int) -> None:
        """Add a complete node, written at `offset`, to the innermost container."""
        if not self._open:
            self._root = node
            return
        parent = self._open[-1]
        at = self._lines.at(node.start)
        if isinstance(parent, _Sequence):
            written = at if offset == node.start else self._lines.at(offset)
            parent.marks[len(parent.items)] = Mark(written, at)
            parent.items.append(node.value)
        elif parent.key is None:
            self._key(parent, node, offset)
        else:
            key, parent.key = parent.key, None
            if key.merge:
                self._add_merge(parent, node, offset)
            elif key.text is not None:
                parent.members[key.text] = node.value
                mark = Mark(self._lines.at(parent.key_at), at)
                parent.marks.setdefault(key.text, mark)

    def _key(self, mapping: _Mapping, node: _Node, offset: int) -> None:
        if node.text is None:
            raise self._not_a_key(offset)
        if node.merge:
            if mapping.merge_at is not None:
                self._repeat(
                    "<<", offset, mapping.merge_at, "Merge a list: `<<: [*a, *b]`."
                )
            mapping.merge_at = offset
        elif first := mapping.marks.get(node.text):
            self._repeat(node.text, offset, first.key, "Remove one of the two.")
            self._kept.append(mapping.members[node.text])
        mapping.key, mapping.key_at = node, offset

    def _add_merge(self, mapping: _Mapping, node: _Node, offset: int) -> None:
        self._kept.append(node.value)
        sources = node.value if isinstance(node.value, list) else [node.value]
        for source in sources:
            if not isinstance(source, dict):
                raise self._wrong(
                    offset,
                    "The value of `<<` must be a mapping or a list of mappings.",
                    "Write `<<: *name` or `<<: [*one, *two]`.",
                )
            mapping.merged.append(source)

    def _repeat(
        self, key: str, offset: int, first: int | tuple[int, int], hint: str
    ) -> None:
        if len(self._repeats) >= MAX_REPEATS:
            return
        line, column = self._lines.at(first) if isinstance(first, int) else first
        self._repeats.append(
            DUPLICATE_KEY.finding(
                self._place(offset),
                f"The key '{cut(key)}' is already at line {line}, column {column}.",
                hint,
                pointer=self._pointer(key),
                severity=Severity.BLOCKING,
            )
        )

    def _pointer(self, key: str) -> str:
        pointer = ""
        for parent in self._open[:-1]:
            if isinstance(parent, _Sequence):
                pointer = join_pointer(pointer, len(parent.items))
            elif parent.key is not None:
                pointer = join_pointer(pointer, parent.key.text or "")
        return join_pointer(pointer, key)

    def _not_a_key(self, offset: int) -> UnreadableError:
        return self._wrong(
            offset,
            "A key must be text, on one line.",
            "Put the key in quotes if it begins with a brace or a bracket.",
        )

    def _wrong(self, offset: int, message: str, hint: str | None) -> UnreadableError:
        return SYNTAX.refuse(self._place(offset), message, hint)

    def _place(self, offset: int) -> Location:
        return Location(self._source.name, *self._lines.at(offset))
