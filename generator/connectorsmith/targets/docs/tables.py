"""The tables of the reference page, and the limits of their size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from connectorsmith.targets.docs.schemas import Kind

TABLE_PLACES = 4_000
"""Places that one table may visit; a larger table is cut. The largest published table
has 430 rows."""

MAX_COST = 100_000
"""Cost of all tables of a page: 1 for a place, and 1 for each 64 characters; beyond it,
tables are cut. The largest published connector costs 6,200."""


class _Sized(Protocol):
    @property
    def size(self) -> int: ...


R = TypeVar("R", bound=_Sized)


@dataclass(frozen=True, slots=True)
class InputRow:
    """A row of Parameters."""

    name: str
    key: str
    required: bool
    kind: Kind
    description: str

    @property
    def size(self) -> int:
        """The number of characters."""
        return (
            len(self.name) + len(self.key) + len(self.kind.name) + len(self.description)
        )


@dataclass(frozen=True, slots=True)
class OutputRow:
    """A row of Returns or of a definition."""

    name: str
    path: str
    kind: Kind
    description: str

    @property
    def size(self) -> int:
        """The number of characters."""
        return (
            len(self.name)
            + len(self.path)
            + len(self.kind.name)
            + len(self.description)
        )


@dataclass(frozen=True, slots=True)
class Table(Generic[R]):
    """Rows; `cut` is True if the definition describes more of them."""

    rows: tuple[R, ...]
    cut: bool = False


class Allowance:
    """The remaining cost of the tables of one page.

    A small definition can describe billions of rows (objects with two `$ref`s to the
    next one, thirty levels deep), each with the same long description.
    """

    def __init__(self, remaining: int = MAX_COST) -> None:
        self.remaining = remaining

    def table(self, places: Iterable[R | None]) -> Table[R]:
        """Return the rows of all places that have one, up to the limits."""
        rows: list[R] = []
        for count, row in enumerate(places, start=1):
            cost = 1 if row is None else 1 + row.size // 64
            if count > TABLE_PLACES or cost > self.remaining:
                return Table(tuple(rows), cut=True)
            self.remaining -= cost
            if row is not None:
                rows.append(row)
        return Table(tuple(rows))

    def text(self, text: str) -> str:
        """Return a text; empty if it exceeds the remaining cost."""
        cost = len(text) // 64
        if cost > self.remaining:
            return ""
        self.remaining -= cost
        return text
