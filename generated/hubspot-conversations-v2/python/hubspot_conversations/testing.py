"""For tests of what uses HubSpot Conversations V2: its server in memory, and made-up answers.

    from hubspot_conversations import Client, models, operations
    from hubspot_conversations.testing import FakeServer, example


    def test_something() -> None:
        fake = FakeServer()
        asked = operations.get_a_single_thread("42")
        fake.on(asked).reply(example(models.Thread))
        with Client(api_key="test", transport=fake) as client:
            client.threads.get("42")
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
