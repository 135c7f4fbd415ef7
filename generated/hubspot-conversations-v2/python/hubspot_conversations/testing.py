"""Helpers for tests with HubSpot Conversations V2: a server in memory and example responses.

    from hubspot_conversations import Client, models, operations
    from hubspot_conversations.testing import FakeServer, example


    def test_something() -> None:
        fake = FakeServer()
        operation = operations.get_a_single_thread("42")
        fake.on(operation).reply(example(models.Thread))
        with Client(api_key="test", transport=fake) as client:
            client.threads.get("42")
        fake.assert_all_called()

It works for `AsyncClient`, too. Nothing is sent, and waits are simulated: those for a retry or
the throttle are in `fake.waits`. With pytest, a fixture can create the server and call
`assert_all_called` after its `yield`.
"""

from __future__ import annotations

from ._runtime.testing.example import example
from ._runtime.testing.expectation import Expectation
from ._runtime.testing.recorded import RecordedCall
from ._runtime.testing.server import FakeServer

__all__ = ["Expectation", "FakeServer", "RecordedCall", "example"]
