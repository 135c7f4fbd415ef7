"""Fixes: changes of one entry of a document that rules propose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from connectorsmith.documents.document import Json


@dataclass(frozen=True, slots=True)
class Put:
    """Write a value at the place: it replaces another, or is added under its key."""

    value: Json


@dataclass(frozen=True, slots=True)
class Rename:
    """Rename the key of the place; its value stays."""

    to: str


@dataclass(frozen=True, slots=True)
class Drop:
    """Remove the entry at the place, with its key."""


Fix: TypeAlias = Put | Rename | Drop
