"""Writing of JSON with decimal numbers."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import cast


def written(value: object) -> str:
    """Return plain JSON types and decimals as JSON; the digits of a decimal are kept.

    Raises `ValueError` for infinity and NaN.
    """
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError("infinity and NaN cannot be sent")
        return str(value)
    if isinstance(value, dict):
        members = cast("dict[str, object]", value).items()
        return "{" + ",".join(f"{_plain(n)}:{written(v)}" for n, v in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(written, cast("list[object]", value))) + "]"
    return _plain(value)


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
