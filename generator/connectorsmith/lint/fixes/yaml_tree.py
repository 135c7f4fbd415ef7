"""The nodes of a YAML text, with their offsets and styles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    MappingStartEvent,
    ScalarEvent,
)

from connectorsmith.documents.yaml.events import events_of, offset_of
from connectorsmith.lint.fixes.edit import CannotEditError

if TYPE_CHECKING:
    from yaml.events import Event

_PROPERTIES = re.compile(r"(?:[&!]\S*\s*)*")


@dataclass(slots=True, eq=False)
class Written:
    """A node as it is written in the text."""

    start: int
    """The offset of its anchor or tag, else of its content."""
    content: int
    """The offset after anchor and tag."""
    end: int = 0
    """The offset after its last character, without blanks, line breaks and comments."""
    style: str = ""
    """`'`, `"`, `|` or `>`; `*` for an alias; `{` and `[` in flow style; else empty."""
    tagged: bool = False
    is_mapping: bool = False
    in_flow: bool = False
    children: list[Written] = field(default_factory=list["Written"])
    """The items; for a mapping, its keys and values in turn."""


@dataclass(slots=True, eq=False)
class Entry:
    """A member or an item: its container and the index of its first child."""

    holder: Written
    index: int


_Place = TypeVar("_Place", Written, Entry)


class Tree:
    """The nodes of a valid text, by the offset where they begin."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._scalars: dict[int, Written] = {}
        self._containers: dict[int, Written] = {}
        self._members: dict[int, Entry] = {}
        self._items: dict[int, Entry] = {}
        self._open: list[Written] = []
        for event in events_of(text):
            self._take(event)

    def scalar(self, start: int) -> Written:
        """Return the scalar that begins at an offset."""
        return _found(self._scalars, start)

    def container(self, start: int) -> Written:
        """Return the mapping or sequence that begins at an offset."""
        return _found(self._containers, start)

    def member(self, start: int) -> Entry:
        """Return the member whose key begins at an offset."""
        return _found(self._members, start)

    def item(self, start: int) -> Entry:
        """Return the item that begins at an offset."""
        return _found(self._items, start)

    def _take(self, event: Event) -> None:
        if isinstance(event, (ScalarEvent, AliasEvent)):
            node = self._leaf(event)
            self._scalars[node.start] = node
            self._attach(node)
        elif isinstance(event, CollectionStartEvent):
            node = self._node(event, event.tag is not None)
            node.is_mapping = isinstance(event, MappingStartEvent)
            if event.flow_style:
                node.style = "{" if node.is_mapping else "["
            self._attach(node)
            self._containers[node.start] = node
            self._open.append(node)
        elif isinstance(event, CollectionEndEvent):
            node = self._open.pop()
            if node.style and event.end_mark:
                node.end = event.end_mark.index
            else:
                node.end = max((child.end for child in node.children), default=0)

    def _leaf(self, event: ScalarEvent | AliasEvent) -> Written:
        if isinstance(event, AliasEvent):
            node = self._node(event, False)
            node.style = "*"
        else:
            node = self._node(event, event.tag is not None)
            node.style = event.style or ""
        end = event.end_mark.index if event.end_mark else node.start
        if node.style in ("|", ">"):
            while self._text[end - 1] in " \r\n":
                end -= 1
        node.end = max(end, node.content)
        return node

    def _node(self, event: Event, tagged: bool) -> Written:
        start = content = offset_of(event)
        if tagged or getattr(event, "anchor", None) is not None:
            properties = _PROPERTIES.match(self._text, start)
            content = properties.end() if properties else start
        node = Written(start, content, tagged=tagged)
        node.in_flow = bool(self._open and self._open[-1].style)
        return node

    def _attach(self, node: Written) -> None:
        if not self._open:
            return
        holder = self._open[-1]
        index = len(holder.children)
        if not holder.is_mapping:
            self._items[node.start] = Entry(holder, index)
        elif index % 2 == 0:
            self._members[node.start] = Entry(holder, index)
        holder.children.append(node)


def _found(places: dict[int, _Place], start: int) -> _Place:
    place = places.get(start)
    if place is None:
        raise CannotEditError
    return place
