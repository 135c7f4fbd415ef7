"""Places in JSON data: reading and writing what a path of names and indexes leads to."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final, TypeGuard

Step = str | int
"""One step down: the name of a member, or an index."""


class Absent(Enum):
    """What is read where there is nothing: null is something."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT


def is_object(value: object) -> TypeGuard[dict[str, object]]:
    """Whether a JSON value is an object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[object]]:
    """Whether a JSON value is an array."""
    return isinstance(value, list)


def dig(value: object, path: Sequence[Step]) -> object:
    """What is at a place; `ABSENT` where there is nothing."""
    for step in path:
        if is_object(value) and step in value:
            value = value[str(step)]
        elif is_array(value) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return ABSENT
    return value


def put(root: object, path: Sequence[Step], value: object) -> None:
    """Set what is at a place, in place; nothing where no object or array holds it."""
    if not path:
        return
    holder, last = dig(root, path[:-1]), path[-1]
    if is_object(holder):
        holder[str(last)] = value
    elif is_array(holder) and isinstance(last, int) and last < len(holder):
        holder[last] = value


def items_at(root: object, path: Sequence[Step]) -> list[object]:
    """The object at a place, or the items of the array that is there; none where there is neither."""
    found = dig(root, path)
    if is_array(found):
        return found
    return [found] if is_object(found) else []
