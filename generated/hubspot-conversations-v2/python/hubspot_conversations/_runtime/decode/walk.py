"""The state of a walk through JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

Step = str | tuple[int, int]
"""The name of a member, or the index of an item before and after null items are left out."""

_MAX_NAME = 60
"""Characters of a name in a path; a longer one is cut, as it may be data."""


class MisfitError(Exception):
    """A value of another type than declared; the message names its JSON type only."""


class UnreadableError(MisfitError):
    """Text in no known form of its type, such as "" for a date, in place of which its holder has `None`."""


@dataclass(slots=True)
class Walk:
    """The state of a walk: its path, its mode, and actions for its end."""

    strict: bool
    trail: list[Step] = field(default_factory=list[Step])
    choosing: int = 0
    """The number of unions around the current value; another member of these may fit."""
    later: list[Callable[[Any], None]] = field(
        default_factory=list[Callable[[Any], None]]
    )
    """The actions on the result after the walk."""

    @property
    def where(self) -> str:
        """The JSON path of the current value, such as `results[3].createdAt`."""
        return where(s if isinstance(s, str) else s[0] for s in self.trail)


Reader = Callable[[object, Walk], object]
"""Converts JSON to the declared type. Raises `MisfitError` for the current value of the walk."""


def where(place: Iterable[str | int]) -> str:
    """Return a JSON path. Names that are no identifiers are quoted, and long ones cut."""
    path = "".join(map(_step, place))
    return path.removeprefix(".")


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    short = step if len(step) <= _MAX_NAME else f"{step[: _MAX_NAME - 3]}..."
    plain = short.replace("@", "").replace("-", "")
    return f".{short}" if plain.isidentifier() else f"[{json.dumps(short)}]"
