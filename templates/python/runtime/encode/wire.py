"""Encoding of values as JSON."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import TypeGuard, cast
from uuid import UUID

from ..unset import UNSET
from .text import text

EXACT: dict[type, Callable[[object], str]] = {}
"""For a type that is kept as it is, the function that writes plain JSON types and it as JSON."""


def wire(value: object) -> object:
    """Return a value as plain JSON types: of models what is set, by JSON names; `UNSET` is left out.

    Raises `TypeError` for a type that JSON cannot represent.
    """
    if isinstance(value, Enum):
        return wire(value.value)
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Mapping):
        members = cast("Mapping[object, object]", value)
        return {str(k): wire(v) for k, v in members.items() if v is not UNSET}
    if isinstance(value, list | tuple | set | frozenset):
        return [wire(v) for v in cast("Iterable[object]", value) if v is not UNSET]
    if isinstance(value, date | time | UUID):
        return text(value)
    if isinstance(value, Decimal):
        return value if Decimal in EXACT else _nearest(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return _dumped(value)


def _nearest(value: Decimal) -> int | float:
    is_whole = value.is_finite() and value == value.to_integral_value()
    return int(value) if is_whole else float(value)


def _dumped(value: object) -> object:
    from pydantic import BaseModel

    if isinstance(value, BaseModel):
        # A value of another type than declared is sent as it is.
        dumped = value.model_dump(
            mode="json", by_alias=True, exclude_unset=True, warnings=False
        )
        return _completed(value, dumped)
    raise TypeError(f"{type(value).__name__} cannot be sent as JSON")


def _completed(value: object, dumped: object) -> object:
    """Return a dump with the constant members of each model in it that are missing."""
    from ..decode.model import Model, members

    if isinstance(value, Decimal):
        return wire(value)  # pydantic makes it text
    if _is_list(dumped) and _is_list(value):
        return [_completed(*both) for both in zip(value, dumped, strict=True)]
    if not _is_object(dumped):
        return dumped
    values: Mapping[str, object] = {}
    constants: Mapping[str, object] = {}
    if isinstance(value, Model):
        values, constants = members(value), type(value).__sends__
    elif isinstance(value, Mapping):
        values = cast("Mapping[str, object]", value)
    completed = {name: _completed(values.get(name), v) for name, v in dumped.items()}
    return completed | {n: v for n, v in constants.items() if n not in completed}


def _is_list(value: object) -> TypeGuard[list[object] | tuple[object, ...]]:
    return isinstance(value, list | tuple)


def _is_object(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)
