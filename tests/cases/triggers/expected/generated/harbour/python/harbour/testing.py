"""For tests of what uses Harbour: its server in memory, and made-up answers."""

from __future__ import annotations

from ._runtime.example import example
from ._runtime.expectation import Expectation
from ._runtime.testing import FakeServer, RecordedCall

__all__ = ["Expectation", "FakeServer", "RecordedCall", "example"]
