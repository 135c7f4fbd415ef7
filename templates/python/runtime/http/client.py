"""The clients, blocking and async: they perform the I/O for `flow`."""

from __future__ import annotations

import copy
import math
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from types import NoneType, TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, Unpack

import httpx2

from ..decode.answers import read, request_id
from ..decode.misfit import UndecodableError
from ..errors import ClosedClientError, DecodeError, InvalidRequestError
from ..unset import UNSET, Unset
from .flow import Attempt, Call, Exchange, Flow, arun, exchange, run
from .reading import limits_of, read_whole, read_whole_async
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
        # Without a base URL, policies set the host of each operation; without settings, the
        # constructor has failed.
        base_url = self._settings.base_url if "_settings" in vars(self) else ""
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
        total_timeout: float | Unset | None = UNSET,
        max_response_bytes: int | Unset | None = UNSET,
    ) -> Self:
        """Return a client with other settings on the same connections, which closing it leaves open.

        `headers` are added to those of this client; `timeout` and `total_timeout` are in seconds.
        """
        changes: dict[str, object] = {
            "timeout": timeout,
            "retry": retry,
            "headers": headers,
            "throttle": throttle,
            "strict": strict,
            "total_timeout": total_timeout,
            "max_response_bytes": max_response_bytes,
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

        if self._http.is_closed:
            raise ClosedClientError(
                f"{operation.id}: the client must not be closed before a call",
                operation=operation.id,
            )
        with ExitStack() as files:
            try:
                call = prepare(operation, self._settings, options, self._http, files)
            except Exception as error:
                drop_tracebacks(error)
                if isinstance(error, httpx2.InvalidURL | UnicodeError):
                    raise InvalidRequestError(
                        f"{operation.id}: the URL of the request must be valid",
                        operation=operation.id,
                    ) from None
                raise
            flow = exchange(call)
            if call.ends < math.inf:
                from .total_timeout import ended_in_time

                flow = ended_in_time(flow, call)
            return call, (yield from flow)


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
        response = self._http.send(
            attempt.request, auth=attempt.auth, follow_redirects=False, stream=True
        )
        read_whole(response, attempt.request)
        return response


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
        limits = limits_of(attempt.request)
        if limits is None or limits.ends is None:
            return await self._exchanged(attempt)
        from .total_timeout import in_time

        return await in_time(self._exchanged(attempt), limits)

    async def _exchanged(self, attempt: Attempt) -> httpx2.Response:
        response = await self._http.send(
            attempt.request, auth=attempt.auth, follow_redirects=False, stream=True
        )
        await read_whole_async(response, attempt.request)
        return response


def typed_response(operation: Operation[T], done: tuple[Call, Exchange]) -> Response[T]:
    """Return the decoded response of a call. Raises `DecodeError`."""
    call, exchanged = done
    try:
        reshape = call.reshape
        http = exchanged.http if reshape is None else reshape(exchanged.http)
        data = read(http, operation.answers, strict=call.strict)
    except UndecodableError as error:
        raise undecodable(call, exchanged.http, error) from error.__cause__
    return Response(data, exchanged.http, exchanged.attempts, exchanged.elapsed)


def undecodable(
    call: Call, http: httpx2.Response, error: UndecodableError
) -> DecodeError:
    """Return the error for a body of another type than declared."""
    return DecodeError(
        call.scrub(
            f"{call.operation}: {http.status_code} {http.reason_phrase}: {error}"
        ),
        operation=call.operation,
        request=http.request,
        response=http,
        where=error.where,
    )
