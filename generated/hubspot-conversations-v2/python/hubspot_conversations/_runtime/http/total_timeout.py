"""The time limit of a whole call: retries, waits, redirects, tokens and reading included.

Imported by calls that have one.
"""

from __future__ import annotations

import math
from collections.abc import Awaitable, Mapping
from typing import TypeVar

import httpx2

from ..errors import NetworkTimeoutError
from .flow import Attempt, Call, Flow, Pause
from .reading import Limits
from .redact import masked_request
from .retry import Outcome

T = TypeVar("T")


def ended_in_time(flow: Flow[T], call: Call) -> Flow[T]:
    """Return the flow, ended by `NetworkTimeoutError` at the step that the time does not allow.

    A wait that would not end in time is not begun. The timeouts of a request are at most the
    time that is left.
    """
    outcome: Outcome | None = None
    try:
        while True:
            try:
                step = flow.send(outcome)
            except StopIteration as stop:
                result: T = stop.value
                return result
            left = call.ends - call.clock.now()
            needed = step.seconds if isinstance(step, Pause) else 0.0
            if left <= needed:
                raise _error(call)
            if isinstance(step, Attempt):
                _shorten(step, left)
            outcome = yield step
    finally:
        flow.close()


async def in_time(sending: Awaitable[T], limits: Limits) -> T:
    """Return the result of an attempt. Raises `httpx2.ReadTimeout` at the end of the time."""
    import asyncio  # blocking clients never need it

    try:
        async with asyncio.timeout(limits.left):
            return await sending
    except TimeoutError:
        raise httpx2.ReadTimeout("the time of the call is over") from None


def _shorten(attempt: Attempt, left: float) -> None:
    extensions = attempt.request.extensions
    known: Mapping[str, float | None] = extensions.get("timeout", {})
    extensions["timeout"] = {
        name: min(left, math.inf if known.get(name) is None else known[name] or 0.0)
        for name in ("connect", "read", "write", "pool")
    }


def _error(call: Call) -> NetworkTimeoutError:
    request = masked_request(call.request, call.credentials)
    return NetworkTimeoutError(
        f"{call.operation}: {request.url.host}: the time of the call is over",
        operation=call.operation,
        request=request,
    )
