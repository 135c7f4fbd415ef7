"""For each declared type, what JSON is of it, and what can be read as it.

| declared | read as it, unless strictly |
|---|---|
| string | a number, a boolean |
| integer, number | text that is one; 7.0 as an integer |
| boolean | 0, 1, "true", "false" and their like, in any case |
| date, date-time | the forms that `dates` knows; other text stays beside the field |
| array | null items: of objects left out, among scalars `None`, a row empty |
| map | null members: left out |
| object | null and missing fields: `None` |
"""

from __future__ import annotations

import math
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Literal, TypeGuard, Union, cast, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from .dates import is_rfc3339, read_date, read_datetime
from .drift_walk import MisfitError, Step, UnreadableError, Walk
from .model import Model, wire_names

Reader = Callable[[object, Walk], object]
"""From JSON that came to JSON of the declared type. Raises `MisfitError` where the walk stands."""


def members(kind: Any) -> list[Any]:
    """The types that a value can have: known values are of the type beside them."""
    if get_origin(kind) not in (Union, types.UnionType):
        return [kind]
    listed = [one for one in get_args(kind) if one is not type(None)]
    return [one for one in listed if get_origin(one) is not Literal] or listed[:1]


def reader(kind: Any) -> Reader:
    """The reader of a type that models are made of; any other is taken as it comes."""
    # What it says beside the type may have no hash.
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    return _reader(kind)


@cache
def _reader(kind: Any) -> Reader:
    origin: Any = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _union(members(kind))
    if origin is Literal:
        return _SCALARS.get(type(get_args(kind)[0]), _anything)
    if (origin or kind) is list:
        return _array(*(get_args(kind) or (Any,)))
    if (origin or kind) is dict:
        return _map((get_args(kind) or (str, Any))[1])
    if isinstance(kind, type) and issubclass(kind, Model):
        return _object(kind)
    return _SCALARS.get(kind, _anything)


def _expected(what: str, got: object) -> MisfitError:
    return MisfitError(f"expected {what}, got {_kind(got)}")


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case str():
            return "text"
        case int() | float():
            return "a number"
        case list():
            return "an array"
        case _:
            return "an object"


def _anything(value: object, walk: Walk) -> object:
    return value


def _string(value: object, walk: Walk) -> object:
    if isinstance(value, str):
        return value
    if walk.strict or not isinstance(value, bool | int | float):
        raise _expected("a string", value)
    # How a number reads as text is pydantic's to say.
    return str(value).lower() if isinstance(value, bool) else value


def _number(kind: type, what: str) -> Reader:
    adapter = TypeAdapter[Any](kind)

    def read(value: object, walk: Walk) -> object:
        if type(value) is kind and _is_finite(value):
            return value
        if walk.strict:
            if kind is float and type(value) is int:
                return value
            raise _expected(what, value)
        return _converted(adapter, what, value)

    return read


def _boolean(value: object, walk: Walk) -> object:
    if isinstance(value, bool):
        return value
    if walk.strict:
        raise _expected("a boolean", value)
    return _converted(_BOOLEAN, "a boolean", value)


def _converted(adapter: TypeAdapter[Any], what: str, value: object) -> object:
    try:
        made = adapter.validate_python(
            value.strip() if isinstance(value, str) else value
        )
    except ValidationError:
        raise _expected(what, value) from None
    if not _is_finite(made):
        raise _expected(what, value)
    return made


def _is_finite(value: object) -> bool:
    return not isinstance(value, float) or math.isfinite(value)


def _date(kind: type[date], what: str) -> Reader:
    read_any = read_datetime if kind is datetime else read_date

    def read(value: object, walk: Walk) -> object:
        found = read_any(value)
        if found is None:
            wrong = UnreadableError if isinstance(value, str) else MisfitError
            raise wrong(str(_expected(what, value)))
        if walk.strict and not (isinstance(value, str) and is_rfc3339(value, kind)):
            raise MisfitError(f"expected {what} of RFC 3339, got {_kind(value)}")
        return found.isoformat()

    return read


def _array(item: Any) -> Reader:
    each = reader(item)
    nullable = _allows_none(item)
    kind = _shape(item)

    def read(value: object, walk: Walk) -> object:
        if not isinstance(value, list):
            raise _expected("an array", value)
        made: list[object] = []
        for index, one in enumerate(cast("list[object]", value)):
            walk.trail.append((index, len(made)))
            if one is not None:
                made.append(each(one, walk))
            elif nullable:
                made.append(None)
            elif walk.strict:
                raise MisfitError("null")
            elif kind is not dict:
                made.append([] if kind is list else None)
            walk.trail.pop()
        return made

    return read


def _map(item: Any) -> Reader:
    each = reader(item)
    nullable = _allows_none(item)

    def read(value: object, walk: Walk) -> object:
        if not _is_object(value):
            raise _expected("an object", value)
        made: dict[str, object] = {}
        for name, one in value.items():
            walk.trail.append(name)
            if one is not None:
                made[name] = each(one, walk)
            elif nullable:
                made[name] = None
            elif walk.strict:
                raise MisfitError("null")
            walk.trail.pop()
        return made

    return read


@dataclass(frozen=True, slots=True)
class _Field:
    wire: str
    read: Reader
    optional: bool
    """Whether `None` is of its type."""
    nullable: bool
    """Whether the definition allows null."""
    is_date: bool


def _object(kind: type[Model]) -> Reader:
    def read(value: object, walk: Walk) -> object:
        if not _is_object(value):
            raise _expected("an object", value)
        fields, always, required = _fields(kind)
        made: dict[str, object] = {}
        for name, one in value.items():
            walk.trail.append(name)
            known = fields.get(name)
            # Some servers send a name as Python has it; pydantic takes that, too.
            if known and known.wire != name and known.wire in value:
                known = None
            if known is None:
                made[name] = one
            elif one is None:
                if not (known.nullable if walk.strict else known.optional):
                    raise MisfitError("null")
                made[known.wire] = None
            else:
                try:
                    made[known.wire] = known.read(one, walk)
                except UnreadableError:
                    if walk.strict or not (known.is_date and known.optional):
                        raise
                    walk.kept.append(((*walk.trail[:-1], known.wire), one))
            walk.trail.pop()
        for name in required if walk.strict else always:
            if name not in made:
                walk.trail.append(name)
                raise MisfitError("missing")
        return made

    return read


@cache
def _fields(
    kind: type[Model],
) -> tuple[Mapping[str, _Field], tuple[str, ...], tuple[str, ...]]:
    """The fields of a model by wire name, else by their own; what it cannot do without; what is declared as required."""
    names = wire_names(kind)
    fields: dict[str, _Field] = {}
    always: list[str] = []
    for name, one in kind.model_fields.items():
        annotation: Any = one.annotation
        wire = names[name]
        is_any = annotation is Any or Any in get_args(annotation)
        fields[wire] = _Field(
            wire,
            reader(annotation),
            _allows_none(annotation),
            wire in kind.__nullable__ or is_any,
            _shape(annotation) is date,
        )
        if one.is_required():
            always.append(wire)
    fields = {name: fields[wire] for name, wire in names.items()} | fields
    return fields, tuple(always), (*always, *sorted(kind.__required__ - {*always}))


def _union(choices: list[Any]) -> Reader:
    """The first member that fits, with nothing taken out: pydantic may choose another one."""
    readers = [reader(one) for one in choices]
    if len(readers) == 1:
        return readers[0]

    def read(value: object, walk: Walk) -> object:
        depth, kept = len(walk.trail), len(walk.kept)
        first: tuple[MisfitError, list[Step]] | None = None
        for each in readers:
            try:
                made = each(value, walk)
                if len(walk.kept) == kept:
                    return made
                raise MisfitError("a date is none that is known")
            except MisfitError as error:
                first = first or (error, walk.trail[depth:])
                del walk.trail[depth:], walk.kept[kept:]
        assert first is not None
        walk.trail += first[1]
        raise first[0]

    return read


def _allows_none(kind: Any) -> bool:
    if get_origin(kind) is Annotated:
        return _allows_none(get_args(kind)[0])
    if get_origin(kind) in (Union, types.UnionType):
        return any(map(_allows_none, get_args(kind)))
    return kind is type(None) or kind is Any


def _shape(kind: Any) -> type:
    """`dict` for objects, `list`, `date` for both kinds of dates, `object` for what else there is."""
    origin: Any = get_origin(kind)
    if origin is Annotated:
        return _shape(get_args(kind)[0])
    if origin in (Union, types.UnionType):
        shapes = {_shape(one) for one in get_args(kind) if one is not type(None)}
        return shapes.pop() if len(shapes) == 1 else object
    if (origin or kind) is list:
        return list
    if not isinstance(origin or kind, type):
        return object
    plain: type[object] = origin or kind
    found = [one for one in (dict, date) if issubclass(plain, one)]
    return dict if issubclass(plain, Model) else (*found, object)[0]


def _is_object(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


_BOOLEAN = TypeAdapter[Any](bool)
_SCALARS: dict[Any, Reader] = {
    str: _string,
    bytes: _string,
    bool: _boolean,
    int: _number(int, "an integer"),
    float: _number(float, "a number"),
    datetime: _date(datetime, "a date-time"),
    date: _date(date, "a date"),
}
