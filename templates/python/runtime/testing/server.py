"""A server in memory for tests: it sends prepared replies and records the calls."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import httpx2

from ..auth.secret import Credentials
from ..http.flow import Clock
from ..http.redact import masked_request
from ..operation import Operation
from .expectation import Expectation, closest
from .matching import function_of, operation_of
from .recorded import RecordedCall

T = TypeVar("T")


class FakeServer(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """The server behind a client, for tests: `Client(..., transport=FakeServer())`, or `AsyncClient`.

    An unexpected call raises `AssertionError`. Waits are simulated: its clients use the clock of
    the fake server, which advances only by their waits.
    """

    def __init__(self) -> None:
        self.calls: list[RecordedCall] = []
        """The received calls, in order; a call with retries is one call."""
        self.waits: list[float] = []
        """The seconds of each simulated wait, for a retry or a throttle."""
        self.clock: Clock = Clock(
            now=lambda: self._now,
            wall=lambda: self._started + self._now,
            chance=lambda: 0.0,
            sleep=self._sleep,
            asleep=self._asleep,
        )
        """The clock of its clients."""
        self._now = 0.0
        self._started = time.time()
        self._expectations: list[Expectation[Any]] = []
        self._unexpected: list[str] = []
        self._known: WeakKeyDictionary[
            httpx2.Request, tuple[RecordedCall, Expectation[Any]]
        ] = WeakKeyDictionary()
        self._lock = threading.RLock()

    def __repr__(self) -> str:
        expected, received = len(self._expectations), len(self.calls)
        return f"{type(self).__name__}(expected={expected}, calls={received})"

    def on(
        self, operation: Operation[T] | Callable[..., Operation[T]]
    ) -> Expectation[T]:
        """Expect a call of an operation; set the replies on the result.

        The call must have the same path, and at least the given query, headers and body; it may
        have more arguments. A function of `operations` matches all calls of it. If several
        expectations match, the last one replies.
        """
        expectation = Expectation(*operation_of(operation))
        with self._lock:
            self._expectations.append(expectation)
        return expectation

    def assert_all_called(self) -> None:
        """Raise `AssertionError` if an expected call is missing, or if there was an unexpected one."""
        problems = [expected.shortfall() for expected in self._expectations]
        lines = [*filter(None, problems), *self._unexpected]
        if lines:
            raise AssertionError("\n".join(lines))

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Reply to a blocking client."""
        request.read()
        return self._answer(request)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Reply to an async client."""
        await request.aread()
        return self._answer(request)

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        with self._lock:
            known = self._known.get(request)
            if known is None:
                call = _recorded(request)
                self.calls.append(call)
                expectation = self._expected(request, call)
                expectation.calls.append(call)
                self._known[request] = call, expectation
            else:
                call, expectation = known
                call.attempts += 1
            reply = expectation.next_reply()
        return reply(request, call)

    def _expected(
        self, request: httpx2.Request, call: RecordedCall
    ) -> Expectation[Any]:
        came: Operation[Any] | None = request.extensions.get("operation")
        for expectation in self._expectations[::-1]:
            if came is not None and expectation.takes(came):
                return expectation
        lines = [f"unexpected call: {call}", closest(came, self._expectations)]
        function = None if came is None else function_of(came)
        if function is not None:
            lines.append(f"to expect it: fake.on(operations.{function})")
        message = "\n".join(lines)
        self._unexpected.append(message)
        raise AssertionError(message)

    def _sleep(self, seconds: float) -> None:
        with self._lock:
            self.waits.append(seconds)
            self._now += seconds

    async def _asleep(self, seconds: float) -> None:
        import asyncio  # blocking clients never need it

        self._sleep(seconds)
        # Other tasks run meanwhile, as during a real wait.
        await asyncio.sleep(0)


def _recorded(request: httpx2.Request) -> RecordedCall:
    hidden: Credentials = request.extensions.get("secrets") or Credentials()
    clean = masked_request(request, hidden)
    operation: Operation[Any] | None = request.extensions.get("operation")
    return RecordedCall(
        operation=None if operation is None else operation.id,
        method=request.method,
        path=clean.url.raw_path.partition(b"?")[0].decode("ascii"),
        query=clean.url.params,
        headers=clean.headers,
        content=clean.content,
    )
