"""For tests of what uses Post Office: its server in memory, and made-up answers.

    from post_office import Client, operations
    from post_office.testing import FakeServer


    def test_something() -> None:
        fake = FakeServer()
        asked = operations.send_form(to="<to>")
        fake.on(asked)
        with Client(tenant="test", key="test", transport=fake) as client:
            client.send_form(to="<to>")
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
