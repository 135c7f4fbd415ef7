"""Bodies that are given as a whole, or by their members."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import cast

from ..encode.keywords import NO_NAMES, keyword
from ..unset import UNSET


def either(
    whole: object,
    members: Mapping[str, object],
    needs: Iterable[str],
    optional: bool,
    names: Mapping[str, str] = NO_NAMES,
    also: Collection[str] | None = (),
) -> object:
    """Return the whole body or its members, which are keyed by their names in the definition.

    `needs` lists the required members, `names` the arguments whose names cannot be derived from
    those in the definition, `also` the members that are no arguments (`None` if any may be). For an
    optional body without members this is `UNSET`. Raises `TypeError` if both are given, if a required
    member is missing, and for a member that the body does not have.
    """
    given = [name for name, value in members.items() if value is not UNSET]
    if whole is UNSET:
        missing = [name for name in needs if name not in given]
        if missing:
            # Imported only if needed. A misspelt argument is why another one is missing.
            from .misspelt import refuse_unexpected

            refuse_unexpected()
            raise TypeError(
                f"{_keywords(missing, names)} must be given, or the whole body as body="
            )
        return members if given or not optional else UNSET
    if given:
        raise TypeError(
            f"{_keywords(given, names)} must not be given with body=, which is the whole body"
        )
    if whole is not None and not has_members(whole):
        raise TypeError(
            f"body must be a model or a mapping, not {type(whole).__name__}"
        )
    if also is not None:
        refuse_unknown(whole, {*members, *also}, "body")
    return whole


def _keywords(members: Iterable[str], names: Mapping[str, str]) -> str:
    """Return the arguments for members, as a caller types them."""
    return ", ".join(keyword(name, names) for name in members)


def refuse_unknown(value: object, known: Collection[str], place: str) -> None:
    """Raise `TypeError` for a member that an object of a body does not have.

    A model can hold what a server sent undeclared: of that, only a misspelt member is refused.
    """
    received = hasattr(value, "model_dump")
    extra: object = getattr(value, "model_extra", None) if received else value
    given = cast("Mapping[str, object] | None", extra) or {}
    unknown = [name for name in given if name not in known]
    if not unknown:
        return

    from difflib import get_close_matches

    for name in unknown:
        similar = get_close_matches(str(name), known, n=1)
        if similar or not received:
            hint = (
                f"did you mean {similar[0]!r}?"
                if similar
                else "it has " + (", ".join(map(repr, sorted(known))))
            )
            raise TypeError(f"{place} must not have {name!r}; {hint}")


def has_members(value: object) -> bool:
    """Return whether a value is a mapping or a model."""
    return isinstance(value, Mapping) or hasattr(value, "model_dump")
