"""Places in a JSON body, by the names on the wire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from ..operation import Place


def placed(said: object, place: Place, value: object) -> object:
    """JSON with a value at a place; what is around it stays."""
    if not place:
        return value
    around: dict[str, object] = {}
    if isinstance(said, Mapping):
        around.update(cast("Mapping[str, object]", said))
    around[place[0]] = placed(around.get(place[0]), place[1:], value)
    return around
