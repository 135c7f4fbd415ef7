"""JSON text."""

from __future__ import annotations

import json
from decimal import Decimal

from .wire import EXACT, wire


def dumps(value: object) -> str:
    """Return a value as JSON text. Raises `TypeError` or `ValueError` if JSON has no form for it."""
    plain = wire(value)
    if write := EXACT.get(Decimal):
        return write(plain)
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
