"""A server for tests, in memory: it answers what it was told and keeps what it was asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import httpx2

from ..auth.secret import Credentials
from ..http.flow import Clock
from ..http.redact import shown
from ..operation import Operation
from .expectation import Expectation, closest
from .matching import operation_of
from .recorded import RecordedCall

T = TypeVar("T")


class FakeServer(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """The server behind a client, for tests: `Client(..., transport=FakeServer())`, or `AsyncClient`.

    A call that nothing was told about raises `AssertionError`. Nobody sleeps: the clients of a
    fake server live in its own time, which only their waits move.
    """

    def __init__(self) -> None:
        self.calls: list[RecordedCall] = []
        """What came, in order; a call that is retried is one call."""
        self.waits: list[float] = []
        """Seconds of each wait that a client made for a retry or its throttle."""
        self.clock: Clock = Clock(
            now=lambda: self._now,
            wall=lambda: self._started + self._now,
            chance=lambda: 0.0,
            sleep=self._sleep,
            asleep=self._asleep,
        )
        """The time of its clients."""
        self._now = 0.0
        self._started = time.time()
        self._expectations: list[Expectation[Any]] = []
        self._unexpected: list[str] = []
        self._known: WeakKeyDictionary[
            httpx2.Request, tuple[RecordedCall, Expectation[Any]]
        ] = WeakKeyDictionary()
        self._lock = threading.RLock()

    def __repr__(self) -> str:
        told, came = len(self._expectations), len(self.calls)
        return f"{type(self).__name__}(expected={told}, calls={came})"

    def on(
        self, operation: Operation[T] | Callable[..., Operation[T]]
    ) -> Expectation[T]:
        """Expect a call of an operation, and say then what to reply.

        The call must have the same path, and at least what is given of query, headers and body;
        other arguments may be there too. A function of `operations` itself stands for any call of
        it. Where several fit, the one that was told last answers.
        """
        expectation = Expectation(*operation_of(operation))
        with self._lock:
            self._expectations.append(expectation)
        return expectation

    def assert_all_called(self) -> None:
        """Raise `AssertionError` where an expected call did not come, or another one did."""
        problems = [one.shortfall() for one in self._expectations]
        lines = [*filter(None, problems), *self._unexpected]
        if lines:
            raise AssertionError("\n".join(lines))

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer a blocking client."""
        request.read()
        return self._answer(request)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer an awaited client."""
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
        for one in self._expectations[::-1]:
            if came is not None and one.takes(came):
                return one
        message = f"unexpected call: {call}\n" + closest(came, self._expectations)
        self._unexpected.append(message)
        raise AssertionError(message)

    def _sleep(self, seconds: float) -> None:
        with self._lock:
            self.waits.append(seconds)
            self._now += seconds

    async def _asleep(self, seconds: float) -> None:
        import asyncio  # blocking clients never need it

        self._sleep(seconds)
        # Others get their turn, as they do while a client really waits.
        await asyncio.sleep(0)


def _recorded(request: httpx2.Request) -> RecordedCall:
    hidden: Credentials = request.extensions.get("secrets") or Credentials()
    clean = shown(request, hidden)
    operation: Operation[Any] | None = request.extensions.get("operation")
    return RecordedCall(
        operation=None if operation is None else operation.id,
        method=request.method,
        path=clean.url.raw_path.partition(b"?")[0].decode("ascii"),
        query=clean.url.params,
        headers=clean.headers,
        content=clean.content,
    )
