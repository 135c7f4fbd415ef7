"""What a client knows, and what one call may say otherwise."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import NoneType
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict, cast

import httpx2

from ..auth.schemes import Auth
from ..auth.secret import Credentials
from ..unset import Unset
from .flow import Clock
from .retry import Retry
from .throttle import Throttle

if TYPE_CHECKING:
    from ..operation import Operation
    from .progress import Progress

Timeout = float | httpx2.Timeout | None
"""Seconds for each of connecting, sending, receiving and waiting for the pool; `None` for no limit."""


class Target(NamedTuple):
    """What is sent for an operation, where to, and with what."""

    operation: Operation[Any]
    base_url: str
    credentials: Credentials
    reshape: Callable[[httpx2.Response], httpx2.Response] | None = None
    """Makes of an answer the one that is decoded."""


class CallOptions(TypedDict, total=False):
    """What one call may say otherwise than its client."""

    timeout: Timeout
    """Seconds, an `httpx2.Timeout`, or `None` for no limit."""
    retry: Retry
    headers: Mapping[str, str]
    """Sent with this call; they win over all others."""
    progress: Progress
    """Is told how much of the body is sent: the bytes so far, and all of them, if that is known."""


_TIMEOUT = (int, float, httpx2.Timeout, NoneType)
_OPTIONS: Mapping[str, type | tuple[type, ...]] = {
    "timeout": _TIMEOUT,
    "retry": Retry,
    "headers": Mapping,
    "progress": cast("type", Callable),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a client knows. Raises `ValueError` for a base URL that cannot be one, `TypeError` for a wrong kind."""

    base_url: str
    """Scheme, host, and a path that every operation is below; may be empty where policies know it."""
    auth: Auth | tuple[Auth, ...] | None = None
    """How to prove who calls: one way, or several that are needed together."""
    timeout: Timeout | Unset = field(
        default_factory=lambda: httpx2.Timeout(30.0, connect=5.0)
    )
    """`UNSET` for that of the `httpx2` client."""
    retry: Retry = field(default_factory=Retry)
    throttle: Throttle | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    """Sent with every call."""
    user_agent: str | None = None
    strict: bool = False
    """Refuse an answer that is not literally what is declared, rather than mend it."""
    clock: Clock = field(default_factory=Clock, repr=False)

    def __post_init__(self) -> None:
        check("base_url", self.base_url, str)
        check("timeout", self.timeout, (*_TIMEOUT, Unset))
        check("retry", self.retry, Retry)
        check("throttle", self.throttle, (Throttle, NoneType))
        check("headers", self.headers, Mapping)
        self._check_base_url()

    def _check_base_url(self) -> None:
        try:
            url = httpx2.URL(self.base_url)
        except httpx2.InvalidURL as error:
            raise ValueError(f"base_url: {error}") from None
        if url.scheme not in ("http", "https") or not url.host:
            raise ValueError("base_url: an http or https URL with a host is needed")
        if url.userinfo:
            raise ValueError("base_url: a credential does not belong in a URL")
        if url.query or url.fragment:
            raise ValueError("base_url: no query and no fragment can be part of it")

    def target(self, operation: Operation[Any], headers: Mapping[str, str]) -> Target:
        """What is sent for an operation; `headers` are those of the call."""
        return Target(operation, self.base_url, self.credentials())

    def credentials(self) -> Credentials:
        """What is added to each request."""
        ways = self.ways()
        if len(ways) == 1:
            return ways[0].credentials()
        together = Credentials()
        for way in ways:
            together |= way.credentials()
        return together

    def ways(self) -> tuple[Auth, ...]:
        """Each way to prove who calls."""
        if self.auth is None:
            return ()
        return self.auth if isinstance(self.auth, tuple) else (self.auth,)


def check(argument: str, value: object, kinds: type | tuple[type, ...]) -> None:
    """Types are no help where nobody checks them: fail where the mistake is, not at the first call."""
    if not isinstance(value, kinds):
        several = kinds if isinstance(kinds, tuple) else (kinds,)
        homes = [(one.__module__.partition(".")[0], one.__name__) for one in several]
        names = [
            f"httpx2.{name}" if home == "httpx2" else name
            for home, name in homes
            if name not in ("NoneType", "Unset")
        ]
        raise TypeError(
            f"{argument}: {' or '.join(names)} is needed, not {type(value).__name__}"
        )


def check_options(options: CallOptions) -> None:
    """Raises `TypeError` for a keyword that is no call option, and for a wrong kind of one."""
    for name, value in options.items():
        if name not in _OPTIONS:
            from .unexpected import unexpected

            raise unexpected(name, sorted(_OPTIONS))
        check(name, value, _OPTIONS[name])


def timed(settings: Settings, transport: object) -> Settings:
    """The settings with the clock of a transport that has one, as `FakeServer` does."""
    clock = getattr(transport, "clock", None)
    return changed(settings, {"clock": clock}) if clock else settings


def changed(settings: Settings, changes: Mapping[str, Any]) -> Settings:
    """The settings with what is not `UNSET` of the changes; headers are added to those before."""
    made = {name: v for name, v in changes.items() if not isinstance(v, Unset)}
    if "headers" in made:
        check("headers", made["headers"], Mapping)
        made["headers"] = {**settings.headers, **made["headers"]}
    return dataclasses.replace(settings, **made)
