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

    `separators` are those of the inner lists, from the outermost. Raises `TypeError` or `ValueError`,
    with the name, for an item that has no text form.
    """
    if isinstance(values, Unset):
        return values
    try:
        return [_text(item, separators) for item in values if item is not UNSET]
    except (TypeError, ValueError) as error:
        kind = TypeError if isinstance(error, TypeError) else ValueError
        raise kind(f"{name}: {error}") from None


def _text(item: object, separators: tuple[str, ...]) -> str:
    if not separators or not isinstance(item, list | tuple | set | frozenset):
        return text(item)
    items = cast("Iterable[object]", item)
    inner = separators[1:]
    return separators[0].join(_text(one, inner) for one in items if one is not UNSET)
