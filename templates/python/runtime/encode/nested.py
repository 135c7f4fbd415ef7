"""Lists of lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from ..unset import UNSET, Unset
from .text import text


def nested_texts(
    name: str, values: Iterable[object] | Unset, *separators: str
) -> list[str] | Unset:
    """Return the items of a list as text; an item that is a list is joined.

    `separators` are those of each level, from the outermost; it is empty if each item is sent on its
    own. Raises `ValueError` for an item that holds a separator, because nothing escapes it, and
    `TypeError` for one that has no text form.
    """
    if isinstance(values, Unset):
        return values
    return _texts(name, values, separators, separators)


def _texts(
    name: str,
    values: Iterable[object],
    separators: tuple[str, ...],
    levels: tuple[str, ...],
) -> list[str]:
    inner = separators[1:]
    found: list[str] = []
    for item in values:
        if item is UNSET:
            continue
        if inner and isinstance(item, list | tuple | set | frozenset):
            items = cast("Iterable[object]", item)
            found.append(inner[0].join(_texts(name, items, inner, levels)))
            continue
        written = _text(name, item)
        if held := next((each for each in levels if each and each in written), None):
            raise ValueError(
                f"{name}: an item must not hold {held!r}, which separates the items"
            )
        found.append(written)
    return found


def _text(name: str, item: object) -> str:
    try:
        return text(item)
    except (TypeError, ValueError) as error:
        kind = TypeError if isinstance(error, TypeError) else ValueError
        raise kind(f"{name}: {error}") from None
