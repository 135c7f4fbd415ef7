"""PyYAML's parse events, checked against the limits before data is built from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    ScalarEvent,
)

from connectorsmith.documents.limits import MAX_DEPTH, MAX_NODES

if TYPE_CHECKING:
    from collections.abc import Iterator


class OverLimitError(Exception):
    """A document that exceeds a limit, at a character offset."""

    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.offset = offset
        self.message = message


def events_of(text: str) -> Iterator[Event]:
    """Yield the events of a YAML text, from libyaml if PyYAML was built with it.

    Raises OverLimitError if nesting or alias expansion exceeds a limit, and
    yaml.YAMLError if the text is not YAML. Only libyaml's parser is used, which keeps
    its state on the heap; its composer recurses, and crashes on deep nesting.
    """
    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    return _counted(yaml.parse(text, Loader=loader))


def offset_of(event: Event) -> int:
    """Return the character offset of an event's start (of a node's anchor or tag)."""
    return event.start_mark.index if event.start_mark else 0


class _Extent(NamedTuple):
    """The size of an anchored node, which each alias of it adds."""

    nodes: int
    depth: int


@dataclass(slots=True)
class _Open:
    anchor: str | None
    nodes_before: int
    deepest: int


def _counted(events: Iterator[Event]) -> Iterator[Event]:
    """Yield the same events; an alias counts as much as its anchored node.

    An alias without an anchor, or inside its own anchor, counts as nothing: the reader
    refuses it.
    """
    anchors: dict[str, _Extent] = {}
    opened: list[_Open] = []
    nodes = 0
    for event in events:
        deepest = len(opened)
        if isinstance(event, ScalarEvent):
            nodes += 1
            if event.anchor is not None:
                anchors[event.anchor] = _Extent(1, 0)
        elif isinstance(event, CollectionStartEvent):
            deepest += 1
            opened.append(_Open(event.anchor, nodes, deepest))
            nodes += 1
        elif isinstance(event, AliasEvent):
            extent = anchors.get(event.anchor or "", _Extent(0, 0))
            nodes += extent.nodes
            deepest += extent.depth
        elif isinstance(event, CollectionEndEvent):
            ended = opened.pop()
            deepest = ended.deepest
            if ended.anchor is not None:
                depth = ended.deepest - len(opened)
                anchors[ended.anchor] = _Extent(nodes - ended.nodes_before, depth)
        if opened:
            opened[-1].deepest = max(opened[-1].deepest, deepest)
        if nodes > MAX_NODES:
            raise OverLimitError(
                offset_of(event),
                f"The file must not hold more than {MAX_NODES:,} values, "
                "with aliases expanded.",
            )
        if deepest > MAX_DEPTH:
            raise OverLimitError(
                offset_of(event),
                f"Values must not be nested more than {MAX_DEPTH} levels deep, "
                "with aliases expanded.",
            )
        yield event
