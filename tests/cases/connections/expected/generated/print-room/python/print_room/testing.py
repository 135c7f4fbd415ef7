"""For tests of what uses Print Room: its server in memory, and made-up answers.

    from print_room import Client, connections, models, operations
    from print_room.testing import FakeServer, example


    def test_something() -> None:
        fake = FakeServer()
        asked = operations.get_printer()
        fake.on(asked).reply(example(models.Printer))
        with Client(
            connection=connections.ApiKeyConnection(api_key="test"), transport=fake
        ) as client:
            client.get_printer()
        fake.assert_all_called()

It works for `AsyncClient`, too. Nothing is sent and nobody sleeps: waits for a retry or the
throttle are in `fake.waits`. With pytest, a fixture can make the server and, after its `yield`,
call `assert_all_called`.
"""

from __future__ import annotations

from ._runtime.testing.example import example
from ._runtime.testing.expectation import Expectation
from ._runtime.testing.recorded import RecordedCall
from ._runtime.testing.token_server import FakeServer

__all__ = ["Expectation", "FakeServer", "RecordedCall", "example"]
