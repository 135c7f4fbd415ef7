"""JSON's numbers, and strings that UTF-8 cannot encode: shared by both readers."""

from __future__ import annotations

import math
import re
from typing import Final

NUMBER: Final = re.compile(r"(-?(?:0|[1-9][0-9]*+))(\.[0-9]++)?([eE][-+]?[0-9]++)?")
"""A JSON number; the groups are its whole part, its fraction and its exponent."""

SURROGATE: Final = re.compile("[\ud800-\udfff]")
"""Half of a UTF-16 surrogate pair, which UTF-8 cannot encode."""


def number(literal: re.Match[str]) -> int | float:
    """Convert a match of `NUMBER`. Raises ValueError if the number is too large."""
    if literal[2] is None and literal[3] is None:
        return int(literal[0])
    value = float(literal[0])
    if math.isinf(value):
        raise ValueError(literal[0])
    return value
