"""Reading of decimal numbers that differ from their declared type."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from ..decode.readers import expected
from ..decode.walk import Walk

_MAX_DIGITS = 4_000
"""Characters of a number in text; longer text is no number."""


def read_decimal(value: object, walk: Walk) -> object:
    """Return a number as text, in which pydantic reads all digits. Text of a number is one unless strict."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number and (walk.strict or not isinstance(value, str)):
        raise expected("a number", value)
    text = str(value).strip()
    try:
        is_finite = len(text) <= _MAX_DIGITS and Decimal(text).is_finite()
    except InvalidOperation:
        is_finite = False
    if not is_finite:
        raise expected("a number", value)
    return text
