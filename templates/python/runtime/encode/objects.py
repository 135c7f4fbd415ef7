"""Objects outside of a body."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TypeVar, cast

from ..unset import UNSET
from .wire import wire

T = TypeVar("T")


def json_text(name: str, value: T) -> T | Any:
    """Return an object as JSON text, or each object of a list; text is sent as it is.

    OpenAPI 2.0 has no form for an object in a query, a path or a header.
    """
    if value is UNSET or isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return [json_text(name, item) for item in cast("Iterable[object]", value)]
    try:
        return json.dumps(
            wire(value), ensure_ascii=False, allow_nan=False, separators=(",", ":")
        )
    except (TypeError, ValueError) as error:
        kind = TypeError if isinstance(error, TypeError) else ValueError
        raise kind(f"{name}: {error}") from None
