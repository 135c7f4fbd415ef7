"""For tests of what uses Harbour: its server in memory, and made-up answers.

    from harbour import Client, operations
    from harbour.testing import FakeServer

    def test_something() -> None:
        fake = FakeServer()
        asked = operations.when_ships_leave(callback_url="...")
        fake.on(asked)
        with Client(api_key="...", transport=fake) as client:
            client.when_ships_leave(callback_url="...")
        fake.assert_all_called()

It works for `AsyncClient`, too. Nothing is sent and nobody sleeps: waits for a retry or the
throttle are in `fake.waits`. With pytest, a fixture can make the server and, after its `yield`,
call `assert_all_called`.
"""

from __future__ import annotations

from ._runtime.example import example
from ._runtime.expectation import Expectation
from ._runtime.testing import FakeServer, RecordedCall

__all__ = ["Expectation", "FakeServer", "RecordedCall", "example"]
