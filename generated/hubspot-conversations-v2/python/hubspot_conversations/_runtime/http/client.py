"""The clients, blocking and async: they perform the I/O for `flow`."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from types import NoneType, TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, Unpack

import httpx2

from ..decode.answers import read, request_id
from ..decode.misfit import UndecodableError
from ..errors import DecodeError
from ..unset import UNSET, Unset
from .flow import Attempt, Call, Exchange, Flow, arun, exchange, run
from .redact import drop_tracebacks
from .retry import Retry
from .settings import (
    CallOptions,
    Settings,
    Timeout,
    changed,
    check,
    timed,
)
from .throttle import Throttle

if TYPE_CHECKING:
    from ..operation import Operation

T = TypeVar("T")
H = TypeVar("H", httpx2.Client, httpx2.AsyncClient)


# No slots: CPython 3.11 cannot call `Response[Book](...)` with them.
@dataclass(frozen=True)
class Response(Generic[T]):
    """A response with its metadata."""

    data: T
    """The body, as the type that the operation declares."""
    http: httpx2.Response
    """The response of httpx2; credentials are masked in its request."""
    attempts: int
    """The number of requests sent, including retries and redirects."""
    elapsed: float
    """Seconds from the call to the response, including all waits."""

    @property
    def status(self) -> int:
        """The HTTP status code."""
        return self.http.status_code

    @property
    def headers(self) -> httpx2.Headers:
        """The headers of the response."""
        return self.http.headers

    @property
    def request_id(self) -> str | None:
        """The server's id of this request, from a header such as `x-ms-request-id`; `None` if it sent none."""
        return request_id(self.http)


class _Core(Generic[H]):
    """The base of both clients: all but the I/O."""

    _settings: Settings
    _http: H
    _owned: bool

    def __repr__(self) -> str:
        # Without a base URL, policies set the host of each operation.
        base_url = self._settings.base_url
        return f"{type(self).__name__}({repr(base_url) if base_url else ''})"

    def __reduce__(self) -> Any:
        raise TypeError(f"a {type(self).__name__} cannot be pickled")

    def with_options(
        self,
        *,
        timeout: Timeout | Unset = UNSET,
        retry: Retry | Unset = UNSET,
        headers: Mapping[str, str] | Unset = UNSET,
        throttle: Throttle | Unset | None = UNSET,
        strict: bool | Unset = UNSET,
    ) -> Self:
        """Return a client with other settings on the same connections, which closing it leaves open.

        `headers` are added to those of this client; `timeout` is in seconds.
        """
        changes: dict[str, object] = {
            "timeout": timeout,
            "retry": retry,
            "headers": headers,
            "throttle": throttle,
            "strict": strict,
        }
        other = copy.copy(self)
        for name in list(vars(other)):
            # Cached resources refer to the original client.
            if isinstance(getattr(type(self), name, None), cached_property):
                del vars(other)[name]
        other._settings = changed(self._settings, changes)
        other._owned = False
        return other

    def __copy__(self) -> Self:
        other = object.__new__(type(self))
        vars(other).update(vars(self))
        return other

    def _flow(
        self, operation: Operation[Any], options: CallOptions
    ) -> Flow[tuple[Call, Exchange]]:
        from .prepare import prepare

        with ExitStack() as files:
            try:
                call = prepare(operation, self._settings, options, self._http, files)
            except Exception as error:
                drop_tracebacks(error)
                raise
            return call, (yield from exchange(call))


class SyncClient(_Core[httpx2.Client]):
    """The base of blocking clients. A client may be shared between threads."""

    def __init__(
        self,
        settings: Settings,
        *,
        http_client: httpx2.Client | None = None,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        if http_client is not None and transport is not None:
            raise ValueError("http_client and transport must not both be given")
        check("http_client", http_client, (httpx2.Client, NoneType))
        self._settings = timed(settings, transport)
        # A client that was passed in is closed by the caller.
        self._owned = http_client is None
        self._http = http_client or httpx2.Client(transport=transport)

    def send(
        self, operation: Operation[T], **options: Unpack[CallOptions]
    ) -> Response[T]:
        """Call an operation and return the whole response. Raises the errors of this package."""
        clock = self._settings.clock
        flow = self._flow(operation, options)
        return typed_response(operation, run(flow, self._perform, clock.sleep))

    def close(self) -> None:
        """Close the connections, unless `http_client` was passed in."""
        if self._owned:
            self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        self.close()

    def _call(self, operation: Operation[T], options: CallOptions) -> T:
        return self.send(operation, **options).data

    def _perform(self, attempt: Attempt) -> httpx2.Response:
        return self._http.send(
            attempt.request, auth=attempt.auth, follow_redirects=False
        )


class AsyncClient(_Core[httpx2.AsyncClient]):
    """The base of async clients. A client belongs to one event loop."""

    def __init__(
        self,
        settings: Settings,
        *,
        http_client: httpx2.AsyncClient | None = None,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        if http_client is not None and transport is not None:
            raise ValueError("http_client and transport must not both be given")
        check("http_client", http_client, (httpx2.AsyncClient, NoneType))
        self._settings = timed(settings, transport)
        # A client that was passed in is closed by the caller.
        self._owned = http_client is None
        self._http = http_client or httpx2.AsyncClient(transport=transport)

    async def send(
        self, operation: Operation[T], **options: Unpack[CallOptions]
    ) -> Response[T]:
        """Call an operation and return the whole response. Raises the errors of this package."""
        clock = self._settings.clock
        flow = self._flow(operation, options)
        return typed_response(operation, await arun(flow, self._perform, clock.asleep))

    async def aclose(self) -> None:
        """Close the connections, unless `http_client` was passed in."""
        if self._owned:
            await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        await self.aclose()

    async def _call(self, operation: Operation[T], options: CallOptions) -> T:
        return (await self.send(operation, **options)).data

    async def _perform(self, attempt: Attempt) -> httpx2.Response:
        return await self._http.send(
            attempt.request, auth=attempt.auth, follow_redirects=False
        )


def typed_response(operation: Operation[T], done: tuple[Call, Exchange]) -> Response[T]:
    """Return the decoded response of a call. Raises `DecodeError`."""
    call, exchanged = done
    try:
        reshape = call.reshape
        http = exchanged.http if reshape is None else reshape(exchanged.http)
        data = read(http, operation.answers, strict=call.strict)
    except UndecodableError as error:
        http = exchanged.http
        raise DecodeError(
            f"{operation.id}: {http.status_code} {http.reason_phrase}: "
            + call.scrub(str(error)),
            operation=operation.id,
            request=http.request,
            response=http,
            where=error.where,
        ) from error.__cause__
    return Response(data, exchanged.http, exchanged.attempts, exchanged.elapsed)
