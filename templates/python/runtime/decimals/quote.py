"""Quoting of decimal numbers in JSON: pydantic reads a number in JSON as a float, but not text."""

from __future__ import annotations

import json
import types
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, NoReturn, Union, cast, get_args, get_origin

from ..decode.model import Model, complete_fields, wire_names
from .write import written

Kinds = tuple[Any, ...]
"""The types that a value can have, without unions."""


def quoted(content: bytes, kind: Any) -> bytes:
    """Return JSON with its numbers as text where the type has a decimal.

    Invalid JSON, and JSON of a type without decimals, is returned as it is.
    """
    kinds = _choices(kind)
    if not _holds_decimal(kinds):
        return content
    try:
        value = json.loads(content, parse_float=Decimal, parse_constant=_refuse)
        return written(_quoted(value, kinds)).encode()
    except (ArithmeticError, ValueError, RecursionError):
        return content


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _quoted(value: object, kinds: Kinds) -> object:
    if isinstance(value, list):
        items = _items(kinds)
        return [_quoted(item, items) for item in cast("list[object]", value)]
    if isinstance(value, dict):
        members = cast("dict[str, object]", value).items()
        return {name: _quoted(item, _member(kinds, name)) for name, item in members}
    # What can be text or anything would stay text.
    is_exact = Decimal in kinds and not {str, Any} & {*kinds}
    return str(value) if isinstance(value, Decimal) and is_exact else value


def _choices(kind: Any) -> Kinds:
    """Return the members of a union, at any depth, or the type itself; of a model, also its variants."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) in (Union, types.UnionType):
        return _joined(_choices(member) for member in get_args(kind))
    variants: dict[str, dict[str, Any]] = getattr(kind, "__variants__", {})
    return _joined([(kind,), *(tuple(by_tag.values()) for by_tag in variants.values())])


def _joined(parts: Iterable[Kinds]) -> Kinds:
    found: list[Any] = []
    for part in parts:
        found += [kind for kind in part if kind not in found]
    return tuple(found)


@cache
def _items(kinds: Kinds) -> Kinds:
    lists = [kind for kind in kinds if _is(kind, list)]
    return _joined(_choices(get_args(kind)[0]) for kind in lists)


@cache
def _member(kinds: Kinds, name: str) -> Kinds:
    return _joined(_of(kind, name) for kind in kinds)


def _of(kind: Any, name: str) -> Kinds:
    if _is(kind, dict):
        return _choices(get_args(kind)[1])
    if not _is_model(kind):
        return ()
    fields = _fields(kind)
    if name in fields:
        return fields[name]
    # What one model does not declare, another alternative can.
    extras = kind.__extras__()
    return () if extras is Any else _choices(extras)


@cache
def _fields(kind: type[Model]) -> dict[str, Kinds]:
    """Return the types of a model's fields, by JSON and by Python name."""
    fields = {
        name: _choices(field.annotation)
        for name, field in complete_fields(kind).items()
    }
    return fields | {wire: fields[name] for name, wire in wire_names(kind).items()}


@cache
def _holds_decimal(kinds: Kinds) -> bool:
    """Return whether a decimal is in one of the types, at any depth."""
    seen: set[Any] = set()
    pending = [*kinds]
    while pending:
        kind = pending.pop()
        if kind is Decimal:
            return True
        if get_origin(kind) in (list, dict):
            pending += _choices(get_args(kind)[-1])
        elif _is_model(kind) and kind not in seen:
            seen.add(kind)
            inner = [*_fields(kind).values(), _choices(kind.__extras__())]
            pending += _joined(inner)
    return False


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Model)


def _is(kind: Any, origin: type[object]) -> bool:
    return get_origin(kind) is origin
