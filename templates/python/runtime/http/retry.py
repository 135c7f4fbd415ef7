"""When to try again, and how long to wait first."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpx2

Outcome = httpx2.Response | httpx2.RequestError
"""What came of one attempt."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
_PASSING = frozenset({408, 500, 502, 503, 504})
# The request never left: a repeat cannot do anything twice.
_UNSENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
# The next attempt would fail in the same way.
_HOPELESS = (
    httpx2.LocalProtocolError,
    httpx2.UnsupportedProtocol,
    httpx2.ProxyError,
)
_SECONDS = r"[0-9]{1,9}(\.[0-9]{1,9})?"


@dataclass(frozen=True, slots=True)
class Retry:
    """How often a call is repeated, and when. Times are in seconds.

    A 429 and a connection that could not be made are retried for every method. Other failures
    (408, 500, 502, 503, 504, a broken connection) only where a repeat is safe: GET, HEAD, OPTIONS,
    PUT, DELETE, or with an `Idempotency-Key`. A body that cannot be read twice is never sent twice.
    """

    attempts: int = 3
    """Attempts in all; 1 for no retry."""
    base: float = 0.5
    """The first wait; each later one is twice as long, less up to a quarter at random."""
    cap: float = 8.0
    """The longest wait, unless the server asks for another."""
    patience: float = 120.0
    """The longest `Retry-After` that is waited for. Beyond it the call fails at once."""

    def __post_init__(self) -> None:
        if self.attempts < 1:
            raise ValueError("attempts must be 1 or more")
        if min(self.base, self.cap, self.patience) < 0:
            raise ValueError("a wait cannot be negative")

    def pause(
        self,
        outcome: Outcome,
        request: httpx2.Request,
        *,
        tried: int,
        replayable: bool,
        repeatable: bool = False,
        wall: Callable[[], float],
        chance: Callable[[], float] = random.random,
    ) -> float | None:
        """Seconds to wait before attempt number `tried + 1`, or `None` to give up.

        `repeatable` says that a repeat does no harm, whatever the method. `wall` is the time of
        day (seconds since the epoch), `chance` gives numbers from 0 to 1.
        """
        if tried >= self.attempts or _is_fine(outcome):
            return None
        backoff = min(self.base * 2.0 ** (tried - 1), self.cap)
        backoff *= 1.0 - 0.25 * chance()
        if isinstance(outcome, _UNSENT):
            return backoff
        if not replayable:
            return None
        keyed = "idempotency-key" in request.headers
        safe = repeatable or keyed or request.method in _SAFE
        if isinstance(outcome, httpx2.RequestError):
            passing = isinstance(outcome, httpx2.TransportError)
            hopeless = isinstance(outcome, _HOPELESS)
            return backoff if safe and passing and not hopeless else None
        status = outcome.status_code
        if status != 429 and not (safe and status in _PASSING):
            return None
        asked = retry_after(outcome, wall)
        if asked is None:
            return backoff
        return asked if asked <= self.patience else None


def _is_fine(outcome: Outcome) -> bool:
    return isinstance(outcome, httpx2.Response) and outcome.status_code < 400


def retry_after(response: httpx2.Response, wall: Callable[[], float]) -> float | None:
    """Seconds that the server asks to wait (RFC 9110, 10.2.3), or `None` where it does not say.

    A date is read against the `Date` of the same answer, so that a wrong clock does no harm.
    `Retry-After-Ms` of Azure is finer, and comes first.
    """
    for name in ("retry-after-ms", "x-ms-retry-after-ms"):
        millis = response.headers.get(name, "").strip()
        if re.fullmatch(_SECONDS, millis):
            return float(millis) / 1000.0
    value = response.headers.get("retry-after", "").strip()
    if re.fullmatch(_SECONDS, value):
        return float(value)
    moment = _epoch(value)
    if moment is None:
        return None
    now = _epoch(response.headers.get("date", ""))
    return max(0.0, moment - (wall() if now is None else now))


def _epoch(date: str) -> float | None:
    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, OverflowError):
        return None
