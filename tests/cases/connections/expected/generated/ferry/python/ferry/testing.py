"""For tests of what uses Ferry: its server in memory, and made-up answers.

    from ferry import Client, models, operations
    from ferry.testing import FakeServer, example


    def test_something() -> None:
        fake = FakeServer()
        asked = operations.get_next()
        fake.on(asked).reply(example(models.Next))
        with Client(
            api_key="test", base_url="https://example.com", transport=fake
        ) as client:
            client.get_next()
        fake.assert_all_called()

It works for `AsyncClient`, too. Nothing is sent and nobody sleeps: waits for a retry or the
throttle are in `fake.waits`. With pytest, a fixture can make the server and, after its `yield`,
call `assert_all_called`.
"""

from __future__ import annotations

from ._runtime.testing.example import example
from ._runtime.testing.expectation import Expectation
from ._runtime.testing.recorded import RecordedCall
from ._runtime.testing.server import FakeServer

__all__ = ["Expectation", "FakeServer", "RecordedCall", "example"]
