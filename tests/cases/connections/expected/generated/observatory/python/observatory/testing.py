"""For tests of what uses Observatory: its server in memory, and made-up answers.

    from observatory import Client, models, operations
    from observatory.testing import FakeServer, example


    def test_something() -> None:
        fake = FakeServer()
        asked = operations.get_telescope()
        fake.on(asked).reply(example(models.Telescope))
        with Client(access_token="test", transport=fake) as client:
            client.get_telescope()
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
