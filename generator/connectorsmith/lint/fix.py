"""What would mend a problem, as a change of one entry of the document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from connectorsmith.documents.document import Json


@dataclass(frozen=True, slots=True)
class Put:
    """This value stands at the place: instead of another, or newly under its key."""

    value: Json


@dataclass(frozen=True, slots=True)
class Rename:
    """The key of the place is called this; its value stays."""

    to: str


@dataclass(frozen=True, slots=True)
class Drop:
    """The entry at the place is gone, with its key."""


Fix: TypeAlias = Put | Rename | Drop
