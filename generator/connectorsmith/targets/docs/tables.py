"""The tables of the reference page, and how much of them one page may hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from connectorsmith.targets.docs.schemas import Kind

TABLE_PLACES = 4_000
"""How many places of the definition one table looks at. The largest published table has
430 rows."""

PAGE_COST = 100_000
"""How much all tables of a page may cost: 1 for a place, 1 more for each 64 characters.
The largest published connector costs 6,200."""


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
        """Characters."""
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
        """Characters."""
        return (
            len(self.name)
            + len(self.path)
            + len(self.kind.name)
            + len(self.description)
        )


@dataclass(frozen=True, slots=True)
class Table(Generic[R]):
    """Rows, and whether the definition describes more of them than are here."""

    rows: tuple[R, ...]
    cut: bool = False


class Allowance:
    """What is left for the tables of one page.

    A small definition can describe billions of rows (objects that hold two `$ref`s to the
    next one, thirty deep), and one long description can stand behind all of them.
    """

    def __init__(self, left: int = PAGE_COST) -> None:
        self.left = left

    def table(self, places: Iterable[R | None]) -> Table[R]:
        """The rows of all places that have one, as far as they may go."""
        rows: list[R] = []
        for count, row in enumerate(places, start=1):
            cost = 1 if row is None else 1 + row.size // 64
            if count > TABLE_PLACES or cost > self.left:
                return Table(tuple(rows), cut=True)
            self.left -= cost
            if row is not None:
                rows.append(row)
        return Table(tuple(rows))

    def text(self, text: str) -> str:
        """The text where there is room for it, else nothing."""
        cost = len(text) // 64
        if cost > self.left:
            return ""
        self.left -= cost
        return text
