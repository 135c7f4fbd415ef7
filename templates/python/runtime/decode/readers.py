"""For each declared type, what JSON is of it, and what can be read as it.

| declared | read as it, unless strictly |
|---|---|
| string | a number, a boolean |
| integer, number | text that is one; 7.0 as an integer |
| boolean | 0, 1, "true", "false" and their like, in any case |
| array | null items: of objects left out, among scalars `None`, a row empty |
| map | null members: left out |
| object | null and missing fields: `None` |
"""

from __future__ import annotations

import math
import types
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, TypeGuard, Union, cast, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from .kinds import READERS
from .model import Model, wire_names
from .walk import MisfitError, Reader, Step, Walk


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
    for base in getattr(kind, "__mro__", ()):
        if base in READERS:
            return READERS[base](kind)
    if isinstance(kind, type) and issubclass(kind, Model):
        return ObjectReader(kind)
    return _SCALARS.get(kind, _anything)


def expected(what: str, got: object) -> MisfitError:
    """The error for a value of another kind than what was expected."""
    return MisfitError(f"expected {what}, got {kind_of(got)}")


def kind_of(value: object) -> str:
    """What JSON calls a value."""
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
        raise expected("a string", value)
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
            raise expected(what, value)
        return _converted(adapter, what, value)

    return read


def _boolean(value: object, walk: Walk) -> object:
    if isinstance(value, bool):
        return value
    if walk.strict:
        raise expected("a boolean", value)
    return _converted(_BOOLEAN, "a boolean", value)


def _converted(adapter: TypeAdapter[Any], what: str, value: object) -> object:
    try:
        made = adapter.validate_python(
            value.strip() if isinstance(value, str) else value
        )
    except ValidationError:
        raise expected(what, value) from None
    if not _is_finite(made):
        raise expected(what, value)
    return made


def _is_finite(value: object) -> bool:
    return not isinstance(value, float) or math.isfinite(value)


def _array(item: Any) -> Reader:
    each = reader(item)
    nullable = _allows_none(item)
    kind = _shape(item)

    def read(value: object, walk: Walk) -> object:
        if not isinstance(value, list):
            raise expected("an array", value)
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
            raise expected("an object", value)
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
class Member:
    """A field of a model, by its name on the wire."""

    wire: str
    read: Reader
    optional: bool
    """Whether `None` is of its type."""
    nullable: bool
    """Whether the definition allows null."""


class ObjectReader:
    """Reads the JSON of a model."""

    def __init__(self, kind: type[Model]) -> None:
        self._kind = kind

    def __call__(self, value: object, walk: Walk) -> object:
        """Read an object, member by member."""
        if not _is_object(value):
            raise expected("an object", value)
        fields, always, required = _fields(self._kind)
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
                self.member(known, one, walk, made)
            walk.trail.pop()
        for name in required if walk.strict else always:
            if name not in made:
                walk.trail.append(name)
                raise MisfitError("missing")
        return made

    def member(
        self, known: Member, value: object, walk: Walk, made: dict[str, object]
    ) -> None:
        """Read one member."""
        made[known.wire] = known.read(value, walk)


@cache
def _fields(
    kind: type[Model],
) -> tuple[Mapping[str, Member], tuple[str, ...], tuple[str, ...]]:
    """The fields of a model by wire name, else by their own; what it cannot do without; what is declared as required."""
    names = wire_names(kind)
    fields: dict[str, Member] = {}
    always: list[str] = []
    for name, one in kind.model_fields.items():
        annotation: Any = one.annotation
        wire = names[name]
        is_any = annotation is Any or Any in get_args(annotation)
        fields[wire] = Member(
            wire,
            reader(annotation),
            _allows_none(annotation),
            wire in kind.__nullable__ or is_any,
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
        depth = len(walk.trail)
        first: tuple[MisfitError, list[Step]] | None = None
        walk.choosing += 1
        try:
            for each in readers:
                try:
                    return each(value, walk)
                except MisfitError as error:
                    first = first or (error, walk.trail[depth:])
                    del walk.trail[depth:]
        finally:
            walk.choosing -= 1
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
    """`dict` for objects, `list`, `object` for what else there is."""
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
    return dict if issubclass(origin or kind, dict | Model) else object


def _is_object(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


_BOOLEAN = TypeAdapter[Any](bool)
_SCALARS: dict[Any, Reader] = {
    str: _string,
    bytes: _string,
    bool: _boolean,
    int: _number(int, "an integer"),
    float: _number(float, "a number"),
}
