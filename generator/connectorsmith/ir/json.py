"""Plain JSON data in the intermediate representation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Final, TypeAlias

Json: TypeAlias = (
    "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
)
"""A JSON value."""


class Absent(Enum):
    """The type of `ABSENT`, the value of an absent key where None is JSON's null."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT
