"""Lists as text, for each `collectionFormat` but the default `csv`."""

from __future__ import annotations

from collections.abc import Iterator

from .text import Joined, Listed, Pair


class Ssv(Joined):
    """A list that is joined by spaces."""

    __slots__ = ()
    separator = " "


class Tsv(Joined):
    """A list that is joined by tabs."""

    __slots__ = ()
    separator = "\t"


class Pipes(Joined):
    """A list that is joined by `|`."""

    __slots__ = ()
    separator = "|"


class Multi(Listed):
    """A list that is sent as one parameter for each item."""

    __slots__ = ()

    def pairs(self, name: str) -> Iterator[Pair]:
        """Yield a pair for each item."""
        yield from (Pair(name, (item,)) for item in self.texts())
