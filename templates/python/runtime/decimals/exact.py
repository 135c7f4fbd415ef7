"""The type of decimal numbers. Importing it makes the whole package read and write them exactly."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..decode.kinds import EXACT, READERS
from ..encode import wire
from .write import written

if TYPE_CHECKING:
    from ..decode.walk import Reader

__all__ = ["Decimal"]


def _quoted(content: bytes, kind: Any) -> bytes:
    from .quote import quoted  # importing pydantic is slow

    return quoted(content, kind)


def _reader(kind: Any) -> Reader:
    from .reader import read_decimal  # most responses need none

    return read_decimal


EXACT.append(_quoted)
READERS[Decimal] = _reader
wire.EXACT[Decimal] = written
