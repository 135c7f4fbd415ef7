"""Bodies that are given as a whole, or by their members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..unset import UNSET


def either(
    whole: object,
    members: Mapping[str, object],
    needs: Iterable[str],
    optional: bool,
) -> object:
    """Return the whole body or its members, which are keyed by their names in the definition.

    `needs` lists the required members. For an optional body without members this is `UNSET`. Raises
    `TypeError` if both are given, or if a required member is missing.
    """
    given = [name for name, value in members.items() if value is not UNSET]
    if whole is UNSET:
        missing = [name for name in needs if name not in given]
        if missing:
            raise TypeError(
                f"{', '.join(missing)} must be given, or the whole body as body="
            )
        return members if given or not optional else UNSET
    if given:
        raise TypeError(
            f"{', '.join(given)} must not be given with body=, which is the whole body"
        )
    if whole is not None and not has_members(whole):
        raise TypeError(
            f"body must be a model or a mapping, not {type(whole).__name__}"
        )
    return whole


def has_members(value: object) -> bool:
    """Return whether a value is a mapping or a model."""
    return isinstance(value, Mapping) or hasattr(value, "model_dump")
