"""Lists as text, for each `collectionFormat` but the usual one."""

from __future__ import annotations

from collections.abc import Iterator

from .text import Joined, Listed, Pair


class Ssv(Joined):
    """Joined by spaces."""

    __slots__ = ()
    separator = " "


class Tsv(Joined):
    """Joined by tabs."""

    __slots__ = ()
    separator = "\t"


class Pipes(Joined):
    """Joined by `|`."""

    __slots__ = ()
    separator = "|"


class Multi(Listed):
    """Sent once for each item."""

    __slots__ = ()

    def pairs(self, name: str) -> Iterator[Pair]:
        """One for each item."""
        yield from (Pair(name, (item,)) for item in self.texts())
