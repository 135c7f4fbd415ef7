"""Which operations a call can fit, by the segments of their paths."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from connectorsmith.openapi.operations import OperationPlace

_ANY = "{}"
"""A segment that is one variable."""
_STEPS = 300_000
"""Segments that are looked at for one document; no real one comes near."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Another operation that a call of one can be taken for."""

    place: OperationPlace
    is_crossed: bool
    """Whether each has a fixed segment where the other has a variable, so that no path is
    the more exact one."""


@dataclass(slots=True)
class _Branch:
    """All paths that begin alike."""

    inner: dict[str, _Branch] = field(default_factory=dict["str", "_Branch"])
    end: OperationPlace | None = None
    """The first operation whose path ends here."""


class Routes:
    """The operations of a definition as a tree of path segments, for each method."""

    def __init__(self, places: Iterable[OperationPlace]) -> None:
        self._order = {place: number for number, place in enumerate(places)}
        self._roots: dict[str, _Branch] = {}
        self._steps_left = _STEPS
        for place in self._order:
            branch = self._roots.setdefault(place.method, _Branch())
            for segment in _segments(place.path):
                branch = branch.inner.setdefault(segment, _Branch())
            branch.end = branch.end or place

    def overlap(self, place: OperationPlace) -> Overlap | None:
        """An operation that a call of this one fits too, if it is to be told here.

        It is told at the path with the variable; of two that cross, at the second. Paths
        that differ in the names of their variables alone are another matter.
        """
        exact: Overlap | None = None
        segments = _segments(place.path)
        if _ANY not in segments:
            return None
        for overlap in self._overlaps(segments, self._roots[place.method]):
            if overlap.is_crossed:
                if self._order[overlap.place] < self._order[place]:
                    return overlap
            else:
                exact = exact or overlap
        return exact

    def _overlaps(self, segments: list[str], root: _Branch) -> Iterator[Overlap]:
        stack = [(root, 0, False, False)]
        while stack and self._steps_left:
            self._steps_left -= 1
            branch, depth, is_narrower, is_wider = stack.pop()
            if depth == len(segments):
                if branch.end is not None and is_narrower:
                    yield Overlap(branch.end, is_wider)
                continue
            segment = segments[depth]
            if segment in branch.inner:
                inner = branch.inner[segment]
                stack.append((inner, depth + 1, is_narrower, is_wider))
            if segment == _ANY:
                stack.extend(
                    (inner, depth + 1, True, is_wider)
                    for word, inner in branch.inner.items()
                    if word not in (_ANY, "")
                )
            elif segment and _ANY in branch.inner:
                stack.append((branch.inner[_ANY], depth + 1, is_narrower, True))


def _segments(path: str) -> list[str]:
    """The segments in lower case, as the platform compares them, with nameless variables."""
    return re.sub(r"\{[^{}/]*\}", _ANY, path).casefold().split("/")
