"""Bodies as their types declare them, below their own members."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast, get_args, get_origin

from ..decode.model import Model, complete_fields, members, wire_names
from ..unset import UNSET
from .body import Body
from .members import refuse_unknown
from .with_value import with_value


def declared(body: Body, hint: Any) -> Body:
    """Return the body with mappings in place of models as models are sent.

    The constant members of models are added, and of a `datetime` in place of a date, only the date
    is kept. `hint` is the declared type of the body's value. Models do this themselves. Raises
    `TypeError` for a member that no model in it has, as `either` does for the body itself.
    """
    if body.value is UNSET:
        return body
    return with_value(body, _declared(body.value, hint, "body"))


def _declared(value: object, hint: Any, place: str) -> object:
    if isinstance(value, Mapping):
        return _mapping(cast("Mapping[str, object]", value), hint, place)
    if isinstance(value, list | tuple):
        items = cast("list[object]", value)
        item_hint = next(
            (get_args(h)[0] for h in _alternatives(hint) if _is(h, list)), Any
        )
        return [
            _declared(item, item_hint, f"{place}[{index}]")
            for index, item in enumerate(items)
        ]
    if isinstance(value, Model):
        _check(value, type(value), place)
        for name, item in members(value).items():
            _declared(item, Any, f"{place}.{name}")
    if isinstance(value, datetime) and date in _alternatives(hint):
        return value.date()
    return value


def _mapping(
    value: Mapping[str, object], hint: Any, place: str
) -> Mapping[str, object]:
    objects = [one for one in _alternatives(hint) if _is(one, dict) or _is_model(one)]
    if not objects:
        return value
    first = objects[0]
    if _is_model(first):
        # A member of another alternative is no mistake.
        if len(objects) == 1:
            _check(value, first, place)
        return _object(value, first, place)
    item_hint = get_args(first)[1]
    return {
        name: _declared(item, item_hint, f"{place}.{name}")
        for name, item in value.items()
    }


def _object(
    value: Mapping[str, object], kind: type[Model], place: str
) -> Mapping[str, object]:
    fields = complete_fields(kind)
    hints = {wire: fields[name].annotation for name, wire in wire_names(kind).items()}
    extras = kind.__extras__()
    given = {
        name: _declared(item, hints.get(name, extras), f"{place}.{name}")
        for name, item in value.items()
    }
    return given | {n: item for n, item in kind.__sends__.items() if n not in given}


def _check(value: object, kind: type[Model], place: str) -> None:
    if not kind.__open__:
        refuse_unknown(value, {*wire_names(kind).values()}, place)


def _alternatives(hint: Any) -> tuple[Any, ...]:
    """Return the alternatives of a union without `None`, or the hint itself."""
    if get_args(hint) and not (_is(hint, list) or _is(hint, dict)):
        return tuple(one for one in get_args(hint) if one is not type(None))
    return (hint,)


def _is_model(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Model)


def _is(hint: Any, origin: type[object]) -> bool:
    return get_origin(hint) is origin
