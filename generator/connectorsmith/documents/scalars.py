"""JSON's numbers, and strings that no file can hold: shared by both readers."""

from __future__ import annotations

import math
import re
from typing import Final

NUMBER: Final = re.compile(r"(-?(?:0|[1-9][0-9]*+))(\.[0-9]++)?([eE][-+]?[0-9]++)?")
"""JSON's number: groups are the whole part, the fraction, the exponent."""

SURROGATE: Final = re.compile("[\ud800-\udfff]")
"""Half of a UTF-16 pair: no text that can be written as UTF-8."""


def number(literal: re.Match[str]) -> int | float:
    """The number of a match of `NUMBER`. Raises ValueError for one too large to keep."""
    if literal[2] is None and literal[3] is None:
        return int(literal[0])
    value = float(literal[0])
    if math.isinf(value):
        raise ValueError(literal[0])
    return value
