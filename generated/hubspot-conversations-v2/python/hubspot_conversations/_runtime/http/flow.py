"""The logic of one call, for both clients: a generator that yields attempts and receives their outcomes.

It does no I/O and takes the time from a `Clock`; `run` and `arun` drive it.
"""

from __future__ import annotations

import logging
import math
import random
import time
from collections.abc import Awaitable, Callable, Generator
from dataclasses import dataclass
from typing import NamedTuple, TypeGuard, TypeVar

import httpx2

from ..auth.secret import Credentials
from ..decode.answers import is_answer
from ..decode.refusal import refusal
from ..errors import (
    ConnectorError,
    DecodeError,
    NetworkError,
    NetworkTimeoutError,
    RateLimitError,
)
from ..operation import Answers
from .redact import drop_tracebacks, masked_request, private_url, public, same_origin
from .retry import Outcome, Retry, retry_after
from .throttle import Throttle

T = TypeVar("T")

# The logger has the name of the package, not of this private module.
_log = logging.getLogger(__name__.partition(".")[0])


async def _async_sleep(seconds: float) -> None:
    import asyncio  # blocking clients never need it

    await asyncio.sleep(seconds)


@dataclass(frozen=True, slots=True)
class Clock:
    """The source of time, in seconds, which tests can replace."""

    now: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    chance: Callable[[], float] = random.random
    sleep: Callable[[float], None] = time.sleep
    asleep: Callable[[float], Awaitable[None]] = _async_sleep


# Named tuples: defining one takes a tenth of the import time of a dataclass.
class Pause(NamedTuple):
    """A request to wait."""

    seconds: float


class Attempt(NamedTuple):
    """A request to send over HTTP."""

    request: httpx2.Request
    auth: httpx2.Auth | None
    trusted: bool = True
    """True if credentials may be added: no longer once a redirect has led to another origin."""


class Invoke(NamedTuple):
    """A callable to run that may block, such as acquiring a lock or a user's token function."""

    blocking: Callable[[], object]
    awaited: Callable[[], Awaitable[object]]


class Exchange(NamedTuple):
    """The final response of a call, with its cost."""

    http: httpx2.Response
    attempts: int
    elapsed: float


Flow = Generator[Pause | Attempt | Invoke, Outcome | None, T]
"""A generator of steps. It is sent the outcome of an `Attempt`, and `None` for any other step."""


class Call(NamedTuple):
    """All that is needed to perform one call."""

    operation: str
    request: httpx2.Request
    credentials: Credentials
    auth: httpx2.Auth | None
    answers: Answers
    errors: Answers
    retry: Retry
    throttle: Throttle | None
    clock: Clock
    replayable: bool
    redirects: int = 0
    """The number of redirects that are followed at most."""
    strict: bool = False
    """True if the body must match its declared type without conversion."""
    sender: Sender | None = None
    """Authenticates each attempt if credentials are not known beforehand."""
    reshape: Callable[[httpx2.Response], httpx2.Response] | None = None
    """Applies policies to the response before it is decoded."""
    ends: float = math.inf
    """The time of the clock at which the call has to be complete."""

    def scrub(self, text: str) -> str:
        """Return the text, with `***` in place of each secret."""
        known = self.credentials
        if self.sender is not None:
            known |= self.sender.credentials()
        return known.scrub(text)


class Sender:
    """The base of authentication that is only known when an attempt is sent."""

    def credentials(self) -> Credentials:
        """Return the secrets to mask in messages; nothing to add to the request."""
        return Credentials()

    def send(self, call: Call, attempt: Attempt) -> Flow[tuple[Outcome, int]]:
        """Send an attempt; return its outcome and the number of requests sent."""
        raise NotImplementedError


def exchange(call: Call) -> Flow[Exchange]:
    """Send the request, with retries and redirects. Raises the errors of this package.

    A redirect to another origin is followed without credentials.
    """
    clock, started = call.clock, call.clock.now()
    attempt = Attempt(call.request, call.auth)
    attempts, hops, requests = 0, 0, 0
    while True:
        yield from wait_for_slot(call)
        if call.sender is None or not attempt.trusted:
            outcome, count = (yield attempt), 1
        else:
            outcome, count = yield from call.sender.send(call, attempt)
        assert outcome is not None, "a flow must be sent the outcome of its attempt"
        attempts, requests = attempts + 1, requests + count
        pause = call.retry.pause(
            outcome,
            attempt.request,
            tried=attempts - hops,
            replayable=call.replayable,
            wall=clock.wall,
            chance=clock.chance,
        )
        _pause_throttle(call, outcome, pause)
        if pause is not None and clock.now() + pause < call.ends:
            _log.info(
                "%s: %s; retry %d of %d in %.1f s",
                call.operation,
                call.scrub(_brief(outcome)),
                attempts - hops,
                call.retry.attempts - 1,
                pause,
            )
            yield Pause(pause)
            continue
        if hops < call.redirects and (redirect := _redirected(call, attempt, outcome)):
            attempt, hops = redirect, hops + 1
            continue
        response = _finished(call, attempt.request, outcome)
        return Exchange(response, requests, clock.now() - started)


def wait_for_slot(call: Call) -> Generator[Pause, Outcome | None, None]:
    """Wait for a slot of the throttle. A slot can move: a 429 of another call pauses all calls."""
    if call.throttle is None:
        return
    slot = call.throttle.reserve(call.clock.now())
    while (wait := slot.start - call.clock.now()) > 0:
        yield Pause(wait)


def _pause_throttle(call: Call, outcome: Outcome, pause: float | None) -> None:
    if call.throttle is None or not _is_429(outcome):
        return
    asked = retry_after(outcome, call.clock.wall)
    wait = pause if asked is None else asked
    # A wait beyond `patience` fails this call at once; the others need not wait for it.
    if wait is not None and wait <= call.retry.patience:
        now = call.clock.now()
        call.throttle.hold(now, now + wait)


def _redirected(call: Call, attempt: Attempt, outcome: Outcome) -> Attempt | None:
    if not isinstance(outcome, httpx2.Response):
        return None
    redirect = outcome.next_request
    if redirect is None or is_answer(outcome.status_code, call.answers):
        return None
    keeps_method = redirect.method == attempt.request.method
    if keeps_method and not call.replayable:
        return None
    if same_origin(redirect.url, attempt.request.url) and attempt.trusted:
        redirect.url = private_url(str(redirect.url), call.credentials)
        return attempt._replace(request=redirect)
    if call.credentials.embedded and keeps_method:
        return None
    # The query of a foreign link may hold its own secrets, which must not be logged.
    redirect.url = private_url(str(redirect.url), call.credentials.outline())
    redirect.headers = public(redirect, content=keeps_method)
    return Attempt(redirect, None, trusted=False)


def _finished(call: Call, request: httpx2.Request, outcome: Outcome) -> httpx2.Response:
    """Return a successful response, else raise its error; credentials are masked in either."""
    kept = masked_request(request, call.credentials)
    outcome.request = kept
    if isinstance(outcome, httpx2.RequestError):
        drop_tracebacks(outcome)
        raise failure(call, outcome) from outcome
    outcome.next_request = None
    if is_answer(outcome.status_code, call.answers):
        return outcome
    error = refusal(call.operation, kept, outcome, call.errors, call.scrub)
    if isinstance(error, RateLimitError):
        error.retry_after = retry_after(outcome, call.clock.wall)
    raise error


def failure(call: Call, error: httpx2.RequestError) -> ConnectorError:
    """Return the error of this package for one of httpx2, whose request is masked already."""
    what = call.scrub(_brief(error))
    if isinstance(error, httpx2.DecodingError):
        return DecodeError(
            f"{call.operation}: the body cannot be read: {what}",
            operation=call.operation,
            request=error.request,
        )
    kind = (
        NetworkTimeoutError
        if isinstance(error, httpx2.TimeoutException)
        else NetworkError
    )
    return kind(
        f"{call.operation}: {error.request.url.host}: {what}",
        operation=call.operation,
        request=error.request,
    )


def _brief(outcome: Outcome) -> str:
    if isinstance(outcome, httpx2.Response):
        return f"{outcome.status_code} {outcome.reason_phrase}".rstrip()
    words = " ".join(str(outcome).split())
    return f"{type(outcome).__name__}: {words}" if words else type(outcome).__name__


def _is_429(outcome: Outcome) -> TypeGuard[httpx2.Response]:
    return isinstance(outcome, httpx2.Response) and outcome.status_code == 429


def run(
    flow: Flow[T],
    send: Callable[[Attempt], httpx2.Response],
    sleep: Callable[[float], None],
) -> T:
    """Run a flow to its end, blocking."""
    outcome: Outcome | None = None
    try:
        while True:
            try:
                step = flow.send(outcome)
            except StopIteration as stop:
                result: T = stop.value
                return result
            outcome = None
            if isinstance(step, Pause):
                sleep(step.seconds)
                continue
            if isinstance(step, Invoke):
                step.blocking()
                continue
            try:
                outcome = send(step)
            except httpx2.RequestError as error:
                outcome = error
            except Exception as error:
                from .foreign import translated

                outcome = translated(error, step.request)
    finally:
        flow.close()


async def arun(
    flow: Flow[T],
    send: Callable[[Attempt], Awaitable[httpx2.Response]],
    sleep: Callable[[float], Awaitable[None]],
) -> T:
    """Run a flow to its end: `run`, with awaits."""
    outcome: Outcome | None = None
    try:
        while True:
            try:
                step = flow.send(outcome)
            except StopIteration as stop:
                result: T = stop.value
                return result
            outcome = None
            if isinstance(step, Pause):
                await sleep(step.seconds)
                continue
            if isinstance(step, Invoke):
                await step.awaited()
                continue
            try:
                outcome = await send(step)
            except httpx2.RequestError as error:
                outcome = error
            except Exception as error:
                from .foreign import translated

                outcome = translated(error, step.request)
    finally:
        flow.close()
