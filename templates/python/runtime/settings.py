"""What a client knows, what one call may say otherwise, and the request that comes of both."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from types import NoneType
from typing import TYPE_CHECKING, Any, Protocol, TypedDict, cast

import httpx2

from .auth import Auth, Credentials, Secret, Tokens
from .bodies import Payload
from .encode import header_fields, query_string
from .errors import ForeignLink
from .flow import Call, Clock
from .redact import private_url, same_origin
from .retry import Retry
from .streams import Metered, Progress
from .throttle import Throttle
from .unset import Unset

if TYPE_CHECKING:
    from .operation import Operation

Timeout = float | httpx2.Timeout | None
"""Seconds for each of connecting, sending, receiving and waiting for the pool; `None` for no limit."""


AuthLike = Auth | httpx2.Auth
"""A way to prove who calls; at most one of several can be an `httpx2.Auth`."""

Reshape = Callable[[httpx2.Response], httpx2.Response]
"""Makes of an answer the one that is decoded."""


class Policies(Protocol):
    """What a connector has the platform do to requests and answers."""

    @property
    def choose_host(self) -> bool:
        """Whether they know where some of the operations are."""
        ...

    def __call__(
        self,
        operation: Operation[Any],
        base_url: str,
        credentials: Credentials,
        connection: Mapping[str, str | Secret],
        headers: Mapping[str, str],
        /,
    ) -> tuple[Operation[Any], str, Credentials, Reshape | None]:
        """The first three, changed, and what is done to the answer; `headers` are sent too."""
        ...


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
    auth: AuthLike | tuple[AuthLike, ...] | None = None
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
    connection: Mapping[str, str | Secret] = field(
        default_factory=dict[str, "str | Secret"]
    )
    """What policies refer to: connection parameters, by their names in the connector."""
    policies: Policies | None = field(default=None, repr=False)
    """What is done to requests and answers beside all this."""

    def __post_init__(self) -> None:
        check("base_url", self.base_url, str)
        check("timeout", self.timeout, (*_TIMEOUT, Unset))
        check("retry", self.retry, Retry)
        check("throttle", self.throttle, (Throttle, NoneType))
        check("headers", self.headers, Mapping)
        if not self.base_url and self.policies and self.policies.choose_host:
            return
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

    def credentials(self) -> Credentials:
        """What is added to each request."""
        own = [way for way in self.ways() if not isinstance(way, httpx2.Auth)]
        if len(own) == 1:
            return own[0].credentials()
        return reduce(or_, (way.credentials() for way in own), Credentials())

    def ways(self) -> tuple[AuthLike, ...]:
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
            known = ", ".join(sorted(_OPTIONS))
            raise TypeError(
                f"unexpected keyword argument {name!r}; the options of every call are {known}"
            )
        check(name, value, _OPTIONS[name])


def prepare(
    operation: Operation[Any],
    settings: Settings,
    options: CallOptions,
    http: httpx2.Client | httpx2.AsyncClient,
    files: ExitStack,
    *,
    stream: bool,
) -> Call:
    """The call of an operation; `files` closes what its body opened.

    Raises `ValueError` and `TypeError` for an argument that cannot be sent, `OSError` for a file
    that cannot be opened, `ForeignLink` for a link of a server that leads elsewhere.
    """
    check_options(options)
    credentials = settings.credentials()
    called = operation
    base_url, reshape = settings.base_url, None
    if settings.policies:
        headers = {**settings.headers, **options.get("headers", {})}
        operation, base_url, credentials, reshape = settings.policies(
            operation, base_url, credentials, settings.connection, headers
        )
    payload = operation.body.open(files) if operation.body else Payload()
    timeout = options.get("timeout", settings.timeout)
    limits = http.timeout if isinstance(timeout, Unset) else httpx2.Timeout(timeout)
    url = private_url(_url(operation, base_url, http), credentials)
    # By hand: build_request would read the URL twice more, and merge what is merged already.
    request = httpx2.Request(
        operation.method,
        url,
        headers=_headers(operation, settings, options, payload, credentials, http),
        cookies=http.cookies,
        content=payload.content,
        files=payload.parts or None,
        extensions={"timeout": limits.as_dict()},
    )
    # Set afterwards: a request makes a plain URL of what it is given.
    request.url = url
    if payload.stream is not None:
        request.stream = payload.stream
    progress = options.get("progress")
    if progress is not None and (payload.stream or payload.parts or payload.content):
        request.stream = Metered(request, progress)
    # For transports and hooks that want to know, such as `FakeServer`.
    request.extensions["operation"] = called
    request.extensions["secret_headers"] = tuple(credentials.headers)
    ways = settings.ways()
    own = [way for way in ways if isinstance(way, httpx2.Auth)]
    tokens = [way for way in ways if isinstance(way, Tokens)]
    return Call(
        operation=operation.id,
        request=request,
        credentials=credentials,
        auth=own[0] if own else http.auth,
        answers=operation.answers,
        errors=operation.errors,
        retry=options.get("retry", settings.retry),
        throttle=settings.throttle,
        clock=settings.clock,
        replayable=payload.replayable,
        redirects=http.max_redirects if http.follow_redirects else 0,
        stream=stream,
        tokens=tokens[0] if tokens and not _own_proof(options) else None,
        strict=settings.strict,
        reshape=reshape,
    )


def _own_proof(options: CallOptions) -> bool:
    """Whether one call brings its own `Authorization`, which wins over all others."""
    return any(name.lower() == "authorization" for name in options.get("headers", ()))


def _url(
    operation: Operation[Any],
    base_url: str,
    http: httpx2.Client | httpx2.AsyncClient,
) -> str:
    if operation.link is not None:
        return _followed(operation.id, operation.link, base_url)
    url = base_url.rstrip("/") + operation.path
    query = query_string({**dict(http.params), **operation.query})
    return f"{url}{'&' if '?' in url else '?'}{query}" if query else url


def _followed(operation: str, link: str, base_url: str) -> str:
    """A link of the server, absolute. It gets the credential, so it may not leave the origin."""
    try:
        base = httpx2.URL(base_url)
        url = base.join(link)
    except (httpx2.InvalidURL, ValueError):
        raise ForeignLink(
            f"{operation}: the link of the server is no URL",
            operation=operation,
            origin="",
        ) from None
    if not same_origin(url, base):
        there = f"{url.scheme}://{url.netloc.decode('ascii')}"
        raise ForeignLink(
            f"{operation}: the link of the server leads to {there}",
            operation=operation,
            origin=there,
        )
    return str(url)


def _headers(
    operation: Operation[Any],
    settings: Settings,
    options: CallOptions,
    payload: Payload,
    credentials: Credentials,
    http: httpx2.Client | httpx2.AsyncClient,
) -> httpx2.Headers:
    fields = {"Accept": _accept(operation)}
    if settings.user_agent:
        fields["User-Agent"] = settings.user_agent
    proof = {name: value.reveal() for name, value in credentials.headers.items()}
    layers = (
        fields,
        settings.headers,
        payload.headers,
        operation.headers,
        proof,
        options.get("headers", {}),
    )
    merged: dict[bytes, tuple[bytes, bytes]] = {}
    for layer in layers:
        for name, value in header_fields(layer).items():
            if not (payload.parts and _hides_boundary(name, value)):
                key = name.encode("ascii")
                merged[key.lower()] = key, _latin(value)
    usual = [field for field in http.headers.raw if field[0].lower() not in merged]
    return httpx2.Headers([*usual, *merged.values()])


def _hides_boundary(name: str, value: str) -> bool:
    """Whether a header would take the place of the one that says where parts end."""
    return name.lower() == "content-type" and "boundary=" not in value.lower()


def _latin(value: str) -> bytes:
    try:
        return value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode()


def _accept(operation: Operation[Any]) -> str:
    kinds = [kind for kind in operation.answers.values() if kind is not None]
    plain = not kinds or bytes in kinds or str in kinds
    return "*/*" if plain else "application/json"


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
