"""Values to JSON."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import TypeGuard, cast
from uuid import UUID

from ..unset import UNSET
from .text import text


def wire(value: object) -> object:
    """What `json` writes for a value: models by wire name with what was set, no `UNSET` at any depth.

    Raises `TypeError` for a value that JSON has no form for.
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
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return _dumped(value)


def _dumped(value: object) -> object:
    from pydantic import BaseModel

    if isinstance(value, BaseModel):
        # A property that drifted from its type is still the person's to send.
        dumped = value.model_dump(
            mode="json", by_alias=True, exclude_unset=True, warnings=False
        )
        return _completed(value, dumped)
    raise TypeError(f"{type(value).__name__} cannot be sent as JSON")


def _completed(value: object, dumped: object) -> object:
    """A dump, with what each model in it sends by itself and was not given."""
    from ..decode.model import Model, members

    if _is_list(dumped) and _is_list(value):
        return [_completed(*both) for both in zip(value, dumped, strict=True)]
    if not _is_object(dumped):
        return dumped
    inside: Mapping[str, object] = {}
    always: Mapping[str, object] = {}
    if isinstance(value, Model):
        inside, always = members(value), type(value).__sends__
    elif isinstance(value, Mapping):
        inside = cast("Mapping[str, object]", value)
    made = {name: _completed(inside.get(name), one) for name, one in dumped.items()}
    return made | {name: one for name, one in always.items() if name not in made}


def _is_list(value: object) -> TypeGuard[list[object] | tuple[object, ...]]:
    return isinstance(value, list | tuple)


def _is_object(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)
