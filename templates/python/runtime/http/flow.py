"""One call, written once: a generator that asks for attempts and is told what came of them.

It does no I/O and knows no clock but the one that it is given; `run` and `arun` drive it.
"""

from __future__ import annotations

import logging
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
from .redact import forgotten, private_url, public, same_origin, shown
from .retry import Outcome, Retry, retry_after
from .throttle import Throttle

T = TypeVar("T")

# Under the name that people know: the package that this one is a part of.
_log = logging.getLogger(__name__.partition(".")[0])


async def _asleep(seconds: float) -> None:
    import asyncio  # blocking clients never need it

    await asyncio.sleep(seconds)


@dataclass(frozen=True, slots=True)
class Clock:
    """Time, so that a test can bring its own. All in seconds."""

    now: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    chance: Callable[[], float] = random.random
    sleep: Callable[[float], None] = time.sleep
    asleep: Callable[[float], Awaitable[None]] = _asleep


# Tuples: they are made in a tenth of the time of dataclasses when this is imported.
class Pause(NamedTuple):
    """Wait so many seconds, then go on."""

    seconds: float


class Attempt(NamedTuple):
    """Send the request."""

    request: httpx2.Request
    auth: httpx2.Auth | None
    trusted: bool = True
    """Whether credentials may be added: not after a redirect to another origin, for good."""


class Ask(NamedTuple):
    """Do what may wait for others, in the way of the world: take a turn, call what a person gave."""

    blocking: Callable[[], object]
    awaited: Callable[[], Awaitable[object]]


class Exchange(NamedTuple):
    """What came of a call."""

    http: httpx2.Response
    attempts: int
    elapsed: float


Flow = Generator[Pause | Attempt | Ask, Outcome | None, T]
"""Yields what to do; an `Attempt` is answered with its outcome, all else with `None`."""


class Call(NamedTuple):
    """Everything that one call needs to know."""

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
    """How many redirects are followed; 0 for none."""
    strict: bool = False
    """Whether an answer must be literally what is declared."""
    sender: Sender | None = None
    """What signs each attempt, where credentials are not known beforehand."""
    reshape: Callable[[httpx2.Response], httpx2.Response] | None = None
    """What is made of the answer before it is decoded."""

    def scrub(self, text: str) -> str:
        """The text, with `***` in place of each secret."""
        known = self.credentials
        if self.sender is not None:
            known |= self.sender.credentials()
        return known.scrub(text)


class Sender:
    """The base of what sends attempts with a proof that is not known beforehand."""

    def credentials(self) -> Credentials:
        """Nothing to add beforehand; the secrets to keep out of messages."""
        return Credentials()

    def send(self, call: Call, attempt: Attempt) -> Flow[tuple[Outcome, int]]:
        """Send an attempt: what came of it, and how many requests that took."""
        raise NotImplementedError


def exchange(call: Call) -> Flow[Exchange]:
    """Send the request until there is an answer. Raises the errors of this package.

    A redirect to another origin is followed without credentials.
    """
    clock, started = call.clock, call.clock.now()
    attempt = Attempt(call.request, call.auth)
    tried, hops, requests = 0, 0, 0
    while True:
        yield from turn(call)
        if call.sender is None or not attempt.trusted:
            outcome, count = (yield attempt), 1
        else:
            outcome, count = yield from call.sender.send(call, attempt)
        assert outcome is not None, "an attempt is answered with its outcome"
        tried, requests = tried + 1, requests + count
        pause = call.retry.pause(
            outcome,
            attempt.request,
            tried=tried - hops,
            replayable=call.replayable,
            wall=clock.wall,
            chance=clock.chance,
        )
        _hold(call, outcome, pause)
        if pause is not None:
            _log.info(
                "%s: %s; retry %d of %d in %.1f s",
                call.operation,
                call.scrub(_brief(outcome)),
                tried - hops,
                call.retry.attempts - 1,
                pause,
            )
            yield Pause(pause)
            continue
        if hops < call.redirects and (onward := _redirected(call, attempt, outcome)):
            attempt, hops = onward, hops + 1
            continue
        answer = _finished(call, attempt.request, outcome)
        return Exchange(answer, requests, clock.now() - started)


def turn(call: Call) -> Generator[Pause, Outcome | None, None]:
    """Wait for the throttle. A booked start can move: a 429 of another call holds everyone."""
    if call.throttle is None:
        return
    slot = call.throttle.reserve(call.clock.now())
    while (wait := slot.start - call.clock.now()) > 0:
        yield Pause(wait)


def _hold(call: Call, outcome: Outcome, pause: float | None) -> None:
    if call.throttle is None or not _is_429(outcome):
        return
    asked = retry_after(outcome, call.clock.wall)
    wait = pause if asked is None else asked
    # A wait beyond patience fails this call at once, and is not to stall the others.
    if wait is not None and wait <= call.retry.patience:
        now = call.clock.now()
        call.throttle.hold(now, now + wait)


def _redirected(call: Call, attempt: Attempt, outcome: Outcome) -> Attempt | None:
    if not isinstance(outcome, httpx2.Response):
        return None
    onward = outcome.next_request
    if onward is None or is_answer(outcome.status_code, call.answers):
        return None
    carries = onward.method == attempt.request.method
    if carries and not call.replayable:
        return None
    if same_origin(onward.url, attempt.request.url) and attempt.trusted:
        onward.url = private_url(str(onward.url), call.credentials)
        return attempt._replace(request=onward)
    if call.credentials.embedded and carries:
        return None
    # What a link elsewhere holds is not ours, and still not to be logged.
    onward.url = private_url(str(onward.url), call.credentials.outline())
    onward.headers = public(onward, content=carries)
    return Attempt(onward, None, trusted=False)


def _finished(call: Call, request: httpx2.Request, outcome: Outcome) -> httpx2.Response:
    """The answer, if it is one; nothing that a person gets to hold has the credential in it."""
    kept = shown(request, call.credentials)
    outcome.request = kept
    if isinstance(outcome, httpx2.RequestError):
        forgotten(outcome)
        raise failure(call, outcome) from outcome
    outcome.next_request = None
    if is_answer(outcome.status_code, call.answers):
        return outcome
    error = refusal(call.operation, kept, outcome, call.errors, call.scrub)
    if isinstance(error, RateLimitError):
        error.retry_after = retry_after(outcome, call.clock.wall)
    raise error


def failure(call: Call, error: httpx2.RequestError) -> ConnectorError:
    """The error of this package for one of httpx2, whose request may be shown."""
    what = call.scrub(_brief(error))
    if isinstance(error, httpx2.DecodingError):
        return DecodeError(
            f"{call.operation}: the body could not be unpacked: {what}",
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
    """Drive a flow to its end."""
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
            if isinstance(step, Ask):
                step.blocking()
                continue
            try:
                outcome = send(step)
            except httpx2.RequestError as error:
                outcome = error
    finally:
        flow.close()


async def arun(
    flow: Flow[T],
    send: Callable[[Attempt], Awaitable[httpx2.Response]],
    sleep: Callable[[float], Awaitable[None]],
) -> T:
    """Drive a flow to its end: `run`, with awaits."""
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
            if isinstance(step, Ask):
                await step.awaited()
                continue
            try:
                outcome = await send(step)
            except httpx2.RequestError as error:
                outcome = error
    finally:
        flow.close()
