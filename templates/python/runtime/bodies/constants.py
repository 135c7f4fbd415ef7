"""Constant members of bodies that are given as plain mappings instead of models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast, get_args, get_origin

from ..decode.model import Model, complete_fields, wire_names
from .body import Body
from .with_value import with_value


def filled(body: Body, hint: Any) -> Body:
    """Return the body with the constant members of models added to mappings in place of models.

    `hint` is the declared type of its value. Models add their own constants: see `Model`.
    """
    return with_value(body, _filled(body.value, hint))


def _filled(value: object, hint: Any) -> object:
    if isinstance(value, Mapping):
        return _mapping(cast("Mapping[str, object]", value), hint)
    if isinstance(value, list | tuple):
        items = cast("list[object]", value)
        item_hint = next(
            (get_args(h)[0] for h in _members_of(hint) if _is(h, list)), Any
        )
        return [_filled(item, item_hint) for item in items]
    return value


def _mapping(value: Mapping[str, object], hint: Any) -> Mapping[str, object]:
    for alternative in _members_of(hint):
        if isinstance(alternative, type) and issubclass(alternative, Model):
            return _object(value, alternative)
        if _is(alternative, dict):
            item_hint = get_args(alternative)[1]
            return {name: _filled(item, item_hint) for name, item in value.items()}
    return value


def _object(value: Mapping[str, object], kind: type[Model]) -> Mapping[str, object]:
    fields = complete_fields(kind)
    hints = {wire: fields[name].annotation for name, wire in wire_names(kind).items()}
    extras = kind.__extras__()
    members = {
        name: _filled(item, hints.get(name, extras)) for name, item in value.items()
    }
    return members | {n: item for n, item in kind.__sends__.items() if n not in members}


def _members_of(hint: Any) -> tuple[Any, ...]:
    """Return the members of a union, or the hint itself."""
    if get_args(hint) and not (_is(hint, list) or _is(hint, dict)):
        return get_args(hint)
    return (hint,)


def _is(hint: Any, origin: type[object]) -> bool:
    return get_origin(hint) is origin
