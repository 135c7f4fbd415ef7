"""For tests of what uses Harbour: its server in memory, and made-up answers."""

from __future__ import annotations

from ._runtime.testing.example import example
from ._runtime.testing.expectation import Expectation
from ._runtime.testing.recorded import RecordedCall
from ._runtime.testing.server import FakeServer

__all__ = ["Expectation", "FakeServer", "RecordedCall", "example"]
