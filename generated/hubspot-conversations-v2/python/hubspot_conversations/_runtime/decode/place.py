"""Places in an answer, by the names on the wire."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from ..operation import Place


def dig(value: object, place: Place) -> object:
    """What is at a place of a page, by the names on the wire; `None` where there is nothing."""
    for name in place:
        value = _member(value, name)
    return value


def _member(value: object, name: str) -> object:
    if isinstance(value, Mapping):
        return cast("Mapping[str, object]", value).get(name)
    kind: Any = type(value)
    attribute = _attributes(kind).get(name)
    if attribute is not None:
        return getattr(value, attribute, None)
    extra: Mapping[str, object] = getattr(value, "model_extra", None) or {}
    return extra.get(name)


@cache
def _attributes(kind: Any) -> Mapping[str, str]:
    """From wire names to the attributes of a model; nothing of what is no model."""
    from .model import Model, wire_names

    if not issubclass(kind, Model):
        return {}
    return {wire: name for name, wire in wire_names(kind).items()}
