"""`UNSET`: the value of an argument that is not given, as opposed to `None`."""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal, TypeVar

T = TypeVar("T")


class Unset(Enum):
    """The type of `UNSET`; an enumeration, so that all type checkers narrow `is UNSET`."""

    UNSET = "UNSET"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    __str__ = __repr__


UNSET: Final = Unset.UNSET
"""The value of an argument that is not given: nothing is sent. `None` is sent as null."""


def given(value: T | Unset, default: T) -> T:
    """Return the value; the default if it is `UNSET`."""
    return default if isinstance(value, Unset) else value
