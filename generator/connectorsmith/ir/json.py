"""Plain JSON data inside the IR."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Final, TypeAlias

Json: TypeAlias = (
    "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
)
"""A JSON value."""


class Absent(Enum):
    """What an absent key has for a value, where null would be one."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT
