"""Readers, which check JSON against a declared type and convert it.

| declared | converted to it, unless strict |
|---|---|
| string | a number, a boolean |
| integer, number | text of a number; 7.0 to an integer |
| boolean | 0, 1, "true", "false" and the like, in any case |
| array | null items: left out among objects, `None` among scalars, empty among arrays |
| map | null members: left out |
| array or map of dates | text that is not a date: as null |
| object | null and missing fields: `None` |
"""

from __future__ import annotations

import math
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, TypeGuard, Union, cast, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from .kinds import READERS
from .model import Model, complete_fields, wire_names
from .walk import MisfitError, Reader, Step, UnreadableError, Walk


def members(kind: Any) -> list[Any]:
    """Return the types that a value can have; literals are covered by the type next to them."""
    if get_origin(kind) not in (Union, types.UnionType):
        return [kind]
    alternatives = [member for member in get_args(kind) if member is not type(None)]
    kept = [m for m in alternatives if get_origin(m) is not Literal] or alternatives[:1]
    # A model reads its variants itself.
    return [
        m for m in kept if not any(b in kept for b in getattr(m, "__ancestors__", ()))
    ]


def reader(kind: Any) -> Reader:
    """Return the reader of a type; of an unknown type, one that accepts any value."""
    # The metadata of an annotation may not be hashable.
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
    """Return the error for a value of another kind than expected."""
    return MisfitError(f"expected {what}, got {kind_of(got)}")


def kind_of(value: object) -> str:
    """Return the JSON type of a value, for messages."""
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
    # pydantic converts a number to text.
    return str(value).lower() if isinstance(value, bool) else value


def _number(kind: type, what: str) -> Reader:
    adapter = TypeAdapter[Any](kind)

    def read(value: object, walk: Walk) -> object:
        if type(value) is kind and _is_finite(value):
            return value
        if not _is_finite(value):
            raise _infinite(what, value)
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
        result = adapter.validate_python(
            value.strip() if isinstance(value, str) else value
        )
    except ValidationError:
        raise expected(what, value) from None
    if not _is_finite(result):
        raise expected(what, value)
    return result


def _infinite(what: str, value: object) -> MisfitError:
    got = "NaN" if value != value else "a number beyond 1.8e308"
    return MisfitError(f"expected {what}, got {got}")


def _is_finite(value: object) -> bool:
    return not isinstance(value, float) or math.isfinite(value)


def _array(item: Any) -> Reader:
    read_item = reader(item)
    nullable = _allows_none(item)
    kind = _shape(item)

    def read(value: object, walk: Walk) -> object:
        if not isinstance(value, list):
            raise expected("an array", value)
        items: list[object] = []
        for index, child in enumerate(cast("list[object]", value)):
            walk.trail.append((index, len(items)))
            if child is not None:
                items.append(_item(read_item, child, walk))
            elif nullable:
                items.append(None)
            elif walk.strict:
                raise MisfitError("null")
            elif kind is not dict:
                items.append([] if kind is list else None)
            walk.trail.pop()
        return items

    return read


Entry = Callable[[str, object, Walk, dict[str, object]], None]
"""Reads one member of a map, and adds it to the result."""


def _entry(item: Any) -> Entry:
    read_item = reader(item)
    nullable = _allows_none(item)

    def read(name: str, child: object, walk: Walk, result: dict[str, object]) -> None:
        if child is not None:
            item = _item(read_item, child, walk)
            # As null is: left out, unless it is declared.
            if item is not None or nullable:
                result[name] = item
        elif nullable:
            result[name] = None
        elif walk.strict:
            raise MisfitError("null")

    return read


def _map(item: Any) -> Reader:
    read_entry = _entry(item)

    def read(value: object, walk: Walk) -> object:
        if not _is_object(value):
            raise expected("an object", value)
        result: dict[str, object] = {}
        for name, child in value.items():
            walk.trail.append(name)
            read_entry(name, child, walk, result)
            walk.trail.pop()
        return result

    return read


def _item(read_item: Reader, child: object, walk: Walk) -> object:
    """Return an item of an array or a map; `None` for text that is not of its type, as in a field."""
    depth = len(walk.trail)
    try:
        return read_item(child, walk)
    except UnreadableError:
        if walk.strict or walk.choosing or len(walk.trail) > depth:
            raise
        return None


@dataclass(frozen=True, slots=True)
class Member:
    """A field of a model, with its JSON name."""

    wire: str
    read: Reader
    optional: bool
    """True if the field's type allows `None`."""
    nullable: bool
    """True if the definition allows null."""


class ObjectReader:
    """A reader of the JSON of a model."""

    def __init__(self, kind: type[Model]) -> None:
        self._kind = kind

    def __call__(self, value: object, walk: Walk) -> object:
        """Read an object, member by member."""
        if not _is_object(value):
            raise expected("an object", value)
        fields, always, required = _fields(self._kind)
        read_extra = _extra(self._kind)
        result: dict[str, object] = {}
        for name, child in value.items():
            walk.trail.append(name)
            known = fields.get(name)
            # Some servers send the Python name of a field; pydantic accepts that as well.
            if known and known.wire != name and known.wire in value:
                known = None
            if known is None:
                read_extra(name, child, walk, result)
            elif child is None:
                if not (known.nullable if walk.strict else known.optional):
                    raise MisfitError("null")
                result[known.wire] = None
            else:
                self.member(known, child, walk, result)
            walk.trail.pop()
        for name in required if walk.strict else always:
            if name not in result:
                walk.trail.append(name)
                raise MisfitError("missing")
        return result

    def member(
        self, known: Member, value: object, walk: Walk, result: dict[str, object]
    ) -> None:
        """Read one member."""
        result[known.wire] = known.read(value, walk)


@cache
def _fields(
    kind: type[Model],
) -> tuple[Mapping[str, Member], tuple[str, ...], tuple[str, ...]]:
    """Return the fields by JSON and by Python name, and the names that must be present: always, and if strict."""
    names, declared = wire_names(kind), complete_fields(kind)
    fields: dict[str, Member] = {}
    always: list[str] = []
    for name, field in kind.model_fields.items():
        annotation, wire = declared[name].annotation, names[name]
        is_any = annotation is Any or Any in get_args(annotation)
        fields[wire] = Member(
            wire,
            reader(annotation),
            _allows_none(annotation),
            wire in kind.__nullable__ or is_any,
        )
        if field.is_required():
            always.append(wire)
    fields = {name: fields[wire] for name, wire in names.items()} | fields
    return fields, tuple(always), (*always, *sorted(kind.__required__ - {*always}))


@cache
def _extra(kind: type[Model]) -> Entry:
    """Return the reader of members that a model does not declare."""
    return _entry(kind.__extras__())


def _union(choices: list[Any]) -> Reader:
    """Return a reader that takes the first member that fits; pydantic may choose another one."""
    readers = [reader(choice) for choice in choices]
    if len(readers) == 1:
        return readers[0]

    def read(value: object, walk: Walk) -> object:
        depth = len(walk.trail)
        first: tuple[MisfitError, list[Step]] | None = None
        walk.choosing += 1
        try:
            for read_member in readers:
                try:
                    return read_member(value, walk)
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
    """Return `dict` for objects, `list` for arrays, `object` for any other type."""
    origin: Any = get_origin(kind)
    if origin is Annotated:
        return _shape(get_args(kind)[0])
    if origin in (Union, types.UnionType):
        shapes = {_shape(m) for m in get_args(kind) if m is not type(None)}
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
