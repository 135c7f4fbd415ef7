"""Requests that match the paths of two operations, found by path segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from connectorsmith.openapi.operations import OperationPlace
from connectorsmith.openapi.templates import without_variables

_ANY = "{}"
"""A segment that is one path parameter."""
_MAX_STEPS = 300_000
"""Segments that are compared for one document; further overlaps are not found."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Another operation that a request of an operation can match."""

    place: OperationPlace
    is_crossed: bool
    """True if each path has a fixed segment where the other has a parameter, so that
    neither is more specific."""


@dataclass(slots=True)
class _Branch:
    """All paths with the same beginning."""

    inner: dict[str, _Branch] = field(default_factory=dict["str", "_Branch"])
    end: OperationPlace | None = None
    """The first operation whose path ends here."""


class Routes:
    """The operations of a definition as trees of path segments, one for each method."""

    def __init__(self, places: Iterable[OperationPlace]) -> None:
        self._order = {place: number for number, place in enumerate(places)}
        self._roots: dict[str, _Branch] = {}
        self._steps_left = _MAX_STEPS
        for place in self._order:
            branch = self._roots.setdefault(place.method, _Branch())
            for segment in _segments(place.path):
                branch = branch.inner.setdefault(segment, _Branch())
            branch.end = branch.end or place

    def overlap(self, place: OperationPlace) -> Overlap | None:
        """Return an operation that can match the same request, if this one is to report it.

        The path with the parameter reports it; of crossed paths, the second. Paths that
        differ only in the names of parameters are not overlaps.
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
    """Return the segments in lower case, with unnamed parameters.

    The platform compares paths without regard to case.
    """
    return without_variables(path, _ANY).casefold().split("/")
