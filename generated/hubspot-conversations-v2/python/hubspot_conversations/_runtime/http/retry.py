"""The rules for retries, and for the waits before them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpx2

Outcome = httpx2.Response | httpx2.RequestError
"""The result of one attempt: a response, or an error of httpx2."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
_TRANSIENT = frozenset({408, 500, 502, 503, 504})
# The request was not sent: a repeat cannot have an effect twice.
_UNSENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
# The next attempt would fail in the same way.
_PERMANENT = (
    httpx2.LocalProtocolError,
    httpx2.UnsupportedProtocol,
    httpx2.ProxyError,
)
_SECONDS = r"[0-9]{1,9}(\.[0-9]{1,9})?"


@dataclass(frozen=True, slots=True)
class Retry:
    """The number of retries of a call, and their conditions. Times are in seconds.

    A 429 and a failure to connect are retried for every method. Other failures (408, 500, 502, 503,
    504, a broken connection) are retried only if a repeat is safe: for GET, HEAD, OPTIONS, PUT,
    DELETE, or with an `Idempotency-Key`. A body that cannot be read twice is never sent twice.
    """

    attempts: int = 3
    """The number of attempts, including the first; 1 for no retry."""
    base: float = 0.5
    """The first wait. Each later wait is twice as long; all are shortened by a random part of up to a quarter."""
    cap: float = 8.0
    """The longest wait, unless the server asks for a longer one."""
    patience: float = 120.0
    """The longest `Retry-After` to wait for. If the server asks for more, the call fails at once."""

    def __post_init__(self) -> None:
        if self.attempts < 1:
            raise ValueError("attempts must be 1 or more")
        if min(self.base, self.cap, self.patience) < 0:
            raise ValueError("base, cap and patience must not be negative")

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
        """Return the seconds to wait before attempt number `tried + 1`; `None` to give up.

        `repeatable` is true if a repeat is safe whatever the method. `wall` returns the seconds
        since the epoch, `chance` a number from 0 to 1.
        """
        if tried >= self.attempts or _is_fine(outcome):
            return None
        backoff = min(self.base * 2.0 ** (tried - 1), self.cap)
        backoff *= 1.0 - 0.25 * chance()
        if isinstance(outcome, _UNSENT):
            return backoff
        if not replayable:
            return None
        has_key = "idempotency-key" in request.headers
        safe = repeatable or has_key or request.method in _SAFE
        if isinstance(outcome, httpx2.RequestError):
            transient = isinstance(outcome, httpx2.TransportError)
            permanent = isinstance(outcome, _PERMANENT)
            return backoff if safe and transient and not permanent else None
        status = outcome.status_code
        if status != 429 and not (safe and status in _TRANSIENT):
            return None
        asked = retry_after(outcome, wall)
        if asked is None:
            return backoff
        return asked if asked <= self.patience else None


def _is_fine(outcome: Outcome) -> bool:
    return isinstance(outcome, httpx2.Response) and outcome.status_code < 400


def retry_after(response: httpx2.Response, wall: Callable[[], float]) -> float | None:
    """Return the seconds that the server asks to wait (RFC 9110, 10.2.3); `None` if it does not say.

    A date is compared with the `Date` of the same response, so that a wrong clock does no harm.
    Azure's `Retry-After-Ms` is more precise, and takes precedence.
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
