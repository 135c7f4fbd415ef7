"""Access to values of a response by paths of JSON names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from ..operation import Place


def dig(value: object, place: Place) -> object:
    """Return the value at a path of JSON names; `None` if there is none."""
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
    """Return the attributes of a model by their JSON names; empty for other types."""
    from .model import Model, wire_names

    if not issubclass(kind, Model):
        return {}
    return {wire: name for name, wire in wire_names(kind).items()}
