"""Lists as text, for each `collectionFormat` but the default `csv`."""

from __future__ import annotations

from collections.abc import Iterator

from .text import Joined, Listed, Pair


class Ssv(Joined):
    """A list that is joined by spaces."""

    separator = " "


class Tsv(Joined):
    """A list that is joined by tabs."""

    separator = "\t"


class Pipes(Joined):
    """A list that is joined by `|`."""

    separator = "|"


class Multi(Listed):
    """A list that is sent as one parameter for each item."""

    def pairs(self, name: str) -> Iterator[Pair]:
        """Yield a pair for each item."""
        yield from (Pair(name, (item,)) for item in self.texts())
