"""Access to JSON data by paths of names and indexes."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final, TypeGuard

Step = str | int
"""A step of a path: the name of a member, or an index."""


class Absent(Enum):
    """The type of `ABSENT`, the result if a path leads to nothing, as opposed to null."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT


def is_object(value: object) -> TypeGuard[dict[str, object]]:
    """Return whether a JSON value is an object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[object]]:
    """Return whether a JSON value is an array."""
    return isinstance(value, list)


def dig(value: object, path: Sequence[Step]) -> object:
    """Return the value at a path; `ABSENT` if there is none."""
    for step in path:
        if is_object(value) and step in value:
            value = value[str(step)]
        elif is_array(value) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return ABSENT
    return value


def put(root: object, path: Sequence[Step], value: object) -> None:
    """Set the value at a path, in place; do nothing if its parent does not exist."""
    if not path:
        return
    holder, last = dig(root, path[:-1]), path[-1]
    if is_object(holder):
        holder[str(last)] = value
    elif is_array(holder) and isinstance(last, int) and last < len(holder):
        holder[last] = value


def items_at(root: object, path: Sequence[Step]) -> list[object]:
    """Return the items of the array at a path, or the one object there; nothing for other values."""
    value = dig(root, path)
    if is_array(value):
        return value
    return [value] if is_object(value) else []
