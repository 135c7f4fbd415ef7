"""Where a walk through JSON stands, and what it leaves for afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from .model import Model, keep, wire_names

Step = str | tuple[int, int]
"""The name of a member; of an item, where it came and where it is among those that are kept."""
_LONGEST = 60


class MisfitError(Exception):
    """A value that is not of the declared type; it tells nothing of the value but its kind."""


class UnreadableError(MisfitError):
    """Text where a date was declared, which is none that is known."""


@dataclass(slots=True)
class Walk:
    """Where a walk stands, whether it may mend, and what it had to take out."""

    strict: bool
    trail: list[Step] = field(default_factory=list[Step])
    kept: list[tuple[tuple[Step, ...], object]] = field(
        default_factory=list[tuple[tuple[Step, ...], object]]
    )
    """What stays beside the typed fields (see `restore`): where it was, and what."""

    @property
    def where(self) -> str:
        """The JSON path of where it stands, such as `results[3].createdAt`."""
        return where(s if isinstance(s, str) else s[0] for s in self.trail)

    def restore(self, result: object) -> None:
        """Put what was taken out beside the fields of the model that it was sent for."""
        for (*way, last), value in self.kept:
            holder = result
            for step in way:
                holder = _inside(holder, step)
            if isinstance(holder, Model) and isinstance(last, str):
                keep(holder, last, value)


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


def _inside(holder: object, step: Step) -> object:
    if isinstance(step, tuple):
        return cast("list[object]", holder)[step[1]]
    if isinstance(holder, Model):
        names = wire_names(type(holder)).items()
        return getattr(holder, next((n for n, wire in names if wire == step), step))
    return cast("dict[str, object]", holder)[step]
