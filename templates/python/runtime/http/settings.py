"""The settings of a client, and the options of one call."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import NoneType
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict, cast

import httpx2

from ..auth.schemes import Auth, AuthByOperation
from ..auth.secret import Credentials
from ..unset import Unset
from .flow import Clock
from .retry import Retry
from .throttle import Throttle

if TYPE_CHECKING:
    from ..operation import Operation
    from .progress import Progress

MAX_RESPONSE_BYTES = 100 * 2**20
"""Bytes of a body after decompression. A larger one is a `DecodeError`, unless the limit is raised."""

Timeout = float | httpx2.Timeout | None
"""Seconds for each of connecting, sending, receiving and waiting for a connection; `None` for no limit."""


class Target(NamedTuple):
    """A request to send: operation, base URL and credentials."""

    operation: Operation[Any]
    base_url: str
    credentials: Credentials
    reshape: Callable[[httpx2.Response], httpx2.Response] | None = None
    """Applies policies to a response before it is decoded."""


class CallOptions(TypedDict, total=False):
    """The options of one call, which override those of the client."""

    timeout: Timeout
    """Seconds, an `httpx2.Timeout`, or `None` for no limit."""
    retry: Retry
    headers: Mapping[str, str]
    """Sent with this call; they override all other headers."""
    total_timeout: float | None
    """Seconds for the whole call, with retries, waits and reading; `None` for no limit."""
    max_response_bytes: int | None
    """The largest body, decompressed, that is read; `None` for no limit. A streamed download has
    none by default."""
    progress: Progress
    """Called with the bytes of the request body sent so far, and the total (`None` if unknown)."""


_TIMEOUT = (int, float, httpx2.Timeout, NoneType)
_OPTIONS: Mapping[str, type | tuple[type, ...]] = {
    "timeout": _TIMEOUT,
    "retry": Retry,
    "headers": Mapping,
    "total_timeout": (int, float, NoneType),
    "max_response_bytes": (int, NoneType),
    "progress": cast("type", Callable),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a client. Raises `ValueError` for an invalid base URL, `TypeError` for a wrong type."""

    base_url: str
    """Scheme, host, and the path before that of each operation; may be empty if policies set the host."""
    auth: Auth | tuple[Auth, ...] | AuthByOperation | None = None
    """The authentication: one scheme, several that are needed together, or a choice by operation."""
    timeout: Timeout | Unset = field(
        default_factory=lambda: httpx2.Timeout(30.0, connect=5.0)
    )
    """`UNSET` for the timeout of the `httpx2` client."""
    retry: Retry = field(default_factory=Retry)
    throttle: Throttle | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    """Sent with each call."""
    user_agent: str | None = None
    strict: bool = False
    """Refuse a response that does not match its declared type exactly, instead of converting it."""
    total_timeout: float | None = None
    """Seconds for a whole call; `None` for no limit."""
    max_response_bytes: int | None = MAX_RESPONSE_BYTES
    """The largest body, decompressed, that is read; `None` for no limit."""
    clock: Clock = field(default_factory=Clock, repr=False)

    def __post_init__(self) -> None:
        check("base_url", self.base_url, str)
        check("timeout", self.timeout, (*_TIMEOUT, Unset))
        check("retry", self.retry, Retry)
        check("throttle", self.throttle, (Throttle, NoneType))
        check("headers", self.headers, Mapping)
        check("total_timeout", self.total_timeout, (int, float, NoneType))
        check("max_response_bytes", self.max_response_bytes, (int, NoneType))
        self._check_base_url()

    def _check_base_url(self) -> None:
        try:
            url = httpx2.URL(self.base_url)
        except httpx2.InvalidURL as error:
            raise ValueError(f"base_url must be a URL: {error}") from None
        if url.scheme not in ("http", "https") or not url.host:
            raise ValueError("base_url must be an http or https URL with a host")
        if url.userinfo:
            raise ValueError("base_url must not hold a credential")
        if url.query or url.fragment:
            raise ValueError("base_url must not have a query or a fragment")

    def target(self, operation: Operation[Any], headers: Mapping[str, str]) -> Target:
        """Return the request to send for an operation; `headers` are those of the call."""
        return Target(operation, self.base_url, self.credentials(operation))

    def credentials(self, operation: Operation[Any]) -> Credentials:
        """Return the credentials to add to the request of an operation."""
        auths = self.auths(operation)
        if len(auths) == 1:
            return auths[0].credentials()
        together = Credentials()
        for auth in auths:
            together |= auth.credentials()
        return together

    def auths(self, operation: Operation[Any]) -> tuple[Auth, ...]:
        """Return each authentication scheme in use. Raises `MissingCredentialError`."""
        if self.auth is None:
            return ()
        if isinstance(self.auth, AuthByOperation):
            return self.auth.of(operation.id)
        return self.auth if isinstance(self.auth, tuple) else (self.auth,)


def check(argument: str, value: object, kinds: type | tuple[type, ...]) -> None:
    """Raise `TypeError` for a wrong type, at the mistake rather than at the first request."""
    if not isinstance(value, kinds):
        allowed = kinds if isinstance(kinds, tuple) else (kinds,)
        pairs = [(kind.__module__.partition(".")[0], kind.__name__) for kind in allowed]
        names = [
            f"httpx2.{name}" if module == "httpx2" else name
            for module, name in pairs
            if name not in ("NoneType", "Unset")
        ]
        raise TypeError(
            f"{argument} must be {' or '.join(names)}, not {type(value).__name__}"
        )


def check_options(options: CallOptions) -> None:
    """Raise `TypeError` for an unknown call option, and for one of a wrong type."""
    for name, value in options.items():
        if name not in _OPTIONS:
            from .unexpected import unexpected

            raise unexpected(name, sorted(_OPTIONS))
        check(name, value, _OPTIONS[name])


def timed(settings: Settings, transport: object) -> Settings:
    """Return the settings with the clock of the transport if it has one, as `FakeServer` does."""
    clock = getattr(transport, "clock", None)
    return changed(settings, {"clock": clock}) if clock else settings


def changed(settings: Settings, changes: Mapping[str, Any]) -> Settings:
    """Return the settings with the changes that are not `UNSET`; headers are added to the existing ones."""
    given = {name: v for name, v in changes.items() if not isinstance(v, Unset)}
    if "headers" in given:
        check("headers", given["headers"], Mapping)
        given["headers"] = {**settings.headers, **given["headers"]}
    return dataclasses.replace(settings, **given)
