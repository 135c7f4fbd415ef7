"""What a body has by itself, where a plain mapping stands for a model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast, get_args, get_origin

from ..decode.model import Model, wire_names
from .body import Body
from .with_value import with_value


def filled(body: Body, hint: Any) -> Body:
    """The body with what models send by themselves in every mapping that stands for one.

    `hint` is the type that its value is declared to have. A model adds its own: see `Model`.
    """
    return with_value(body, _filled(body.value, hint))


def _filled(value: object, hint: Any) -> object:
    if isinstance(value, Mapping):
        return _mapping(cast("Mapping[str, object]", value), hint)
    if isinstance(value, list | tuple):
        items = cast("list[object]", value)
        inside = next((get_args(one)[0] for one in _parts(hint) if _is(one, list)), Any)
        return [_filled(item, inside) for item in items]
    return value


def _mapping(value: Mapping[str, object], hint: Any) -> Mapping[str, object]:
    for one in _parts(hint):
        if isinstance(one, type) and issubclass(one, Model):
            return _object(value, one)
        if _is(one, dict):
            inside = get_args(one)[1]
            return {name: _filled(item, inside) for name, item in value.items()}
    return value


def _object(value: Mapping[str, object], kind: type[Model]) -> Mapping[str, object]:
    hints = {
        wire: kind.model_fields[name].annotation
        for name, wire in wire_names(kind).items()
    }
    made = {name: _filled(item, hints.get(name)) for name, item in value.items()}
    return made | {n: item for n, item in kind.__sends__.items() if n not in made}


def _parts(hint: Any) -> tuple[Any, ...]:
    """The alternatives of a union, or the one hint."""
    if get_args(hint) and not (_is(hint, list) or _is(hint, dict)):
        return get_args(hint)
    return (hint,)


def _is(hint: Any, origin: type[object]) -> bool:
    return get_origin(hint) is origin
