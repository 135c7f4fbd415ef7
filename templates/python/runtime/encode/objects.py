"""Objects outside of a body."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from ..unset import UNSET, Unset
from .dumps import dumps

T = TypeVar("T")


def json_text(name: str, value: T) -> T | Any:
    """Return an object or a list of objects as JSON text; text is sent as it is.

    OpenAPI 2.0 has no form for an object in a query, a path or a header.
    """
    if value is UNSET or isinstance(value, str):
        return value
    try:
        return dumps(value)
    except (TypeError, ValueError) as error:
        kind = TypeError if isinstance(error, TypeError) else ValueError
        raise kind(f"{name}: {error}") from None


def json_texts(name: str, values: Iterable[object] | Unset) -> list[object] | Unset:
    """Return the objects of a list, each as JSON text."""
    if isinstance(values, Unset):
        return values
    return [json_text(name, item) for item in values]
