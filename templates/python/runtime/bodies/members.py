"""Bodies that can be given whole, or by their members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..unset import UNSET


def either(
    whole: object,
    members: Mapping[str, object],
    needs: Iterable[str],
    optional: bool,
) -> object:
    """The body that was given whole, or by its members, which are by wire name.

    `needs` are the members that have to be given. Of a body that is optional there is nothing
    where nothing was given. Raises `TypeError` for a body that was given both ways, or in part.
    """
    given = [name for name, value in members.items() if value is not UNSET]
    if whole is UNSET:
        missing = [name for name in needs if name not in given]
        if missing:
            raise TypeError(
                f"the body needs {', '.join(missing)}: give them, or the whole body as body="
            )
        return members if given or not optional else UNSET
    if given:
        raise TypeError(
            f"body= is the whole body: {', '.join(given)} cannot be given beside it"
        )
    if whole is not None and not has_members(whole):
        raise TypeError(
            f"body: a model or a mapping is needed, not {type(whole).__name__}"
        )
    return whole


def has_members(value: object) -> bool:
    """Whether a value is a mapping or a model."""
    return isinstance(value, Mapping) or hasattr(value, "model_dump")
