"""Changes of a JSON body at paths of JSON names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from ..operation import Place


def placed(root: object, place: Place, value: object) -> object:
    """Return the JSON with a value at a path; all else is kept."""
    if not place:
        return value
    members: dict[str, object] = {}
    if isinstance(root, Mapping):
        members.update(cast("Mapping[str, object]", root))
    members[place[0]] = placed(members.get(place[0]), place[1:], value)
    return members
