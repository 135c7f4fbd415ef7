"""Where a walk through JSON stands, and what it leaves for afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

Step = str | tuple[int, int]
"""The name of a member; of an item, where it came and where it is among those that are kept."""

_LONGEST = 60


class MisfitError(Exception):
    """A value that is not of the declared type; it tells nothing of the value but its kind."""


@dataclass(slots=True)
class Walk:
    """Where a walk stands, whether it may mend, and what is to be done afterwards."""

    strict: bool
    trail: list[Step] = field(default_factory=list[Step])
    choosing: int = 0
    """How many unions it is within: another member of theirs may fit."""
    later: list[Callable[[Any], None]] = field(
        default_factory=list[Callable[[Any], None]]
    )
    """What is done to the result."""

    @property
    def where(self) -> str:
        """The JSON path of where it stands, such as `results[3].createdAt`."""
        return where(s if isinstance(s, str) else s[0] for s in self.trail)


Reader = Callable[[object, Walk], object]
"""From JSON that came to JSON of the declared type. Raises `MisfitError` where the walk stands."""


def where(place: Iterable[str | int]) -> str:
    """A JSON path. Names that are no plain words are quoted, and long ones cut: they may be data."""
    path = "".join(map(_step, place))
    return path.removeprefix(".")


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    short = step if len(step) <= _LONGEST else f"{step[: _LONGEST - 3]}..."
    plain = short.replace("@", "").replace("-", "")
    return f".{short}" if plain.isidentifier() else f"[{json.dumps(short)}]"
