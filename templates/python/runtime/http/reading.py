"""Response bodies, decompressed and limited while they are read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import httpx2

from ..decode.answers import is_answer
from ..decode.charset import settle
from .progress import length

if TYPE_CHECKING:
    from ..operation import Operation


class Limits(NamedTuple):
    """The limits of one call. They are an extension of its request, named `limits`."""

    size: int | None
    """Bytes of a body after decompression; a larger one is refused."""
    ends: float | None
    """The time at which the call has to be complete, by `now`."""
    now: Callable[[], float]

    @property
    def left(self) -> float | None:
        """The seconds that are left; None for no limit."""
        return None if self.ends is None else self.ends - self.now()


def limits_of(request: httpx2.Request) -> Limits | None:
    """Return the limits of the call that a request is part of."""
    return cast("Limits | None", request.extensions.get("limits"))


def read_whole(response: httpx2.Response, request: httpx2.Request) -> None:
    """Read the body of a response within the limits of its call."""
    guard(response, limits_of(request), whole=True)
    begin(response)
    try:
        response.read()
    except BaseException:
        response.close()
        raise
    settle(response)


async def read_whole_async(response: httpx2.Response, request: httpx2.Request) -> None:
    """Read the body of a response within the limits of its call."""
    guard(response, limits_of(request), whole=True)
    begin(response)
    try:
        await response.aread()
    except BaseException:
        await response.aclose()
        raise
    settle(response)


def guard(response: httpx2.Response, limits: Limits | None, *, whole: bool) -> None:
    """Limit the body of a response that has not been read; the size only if it is read `whole`.

    Reading it raises `httpx2.DecodingError` if it is too large or cut short, and
    `httpx2.ReadTimeout` at the end of the time. The body of an error is cut instead, because its
    status matters more; the extension `cut` of the response says why.
    """
    if response.is_stream_consumed:
        return
    size = limits.size if limits is not None and whole else None
    ends = None if limits is None else limits.ends
    names = {name.lower() for name, _ in response.headers.raw}
    coded = b"content-encoding" in names
    if not coded and ends is None:
        known = length(response.headers) if b"content-length" in names else None
        # The connection ends the body at its length.
        if size is None or (known is not None and known <= size):
            return
    response.stream = _Guarded(response, limits, size, coded=coded)


def begin(response: httpx2.Response) -> None:
    """Prepare a guarded response to be read with the methods of httpx2."""
    if isinstance(response.stream, _Guarded):
        response.stream.begin()


class _Guarded(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """The decompressed body of a response."""

    def __init__(
        self,
        response: httpx2.Response,
        limits: Limits | None,
        size: int | None,
        *,
        coded: bool,
    ) -> None:
        self._response = response
        self._stream = response.stream
        self._headers = response.headers
        self._size = size
        self._limits = limits
        self._read = 0
        self._begun = False
        self._steps = None
        self._fault: httpx2.DecodingError | None = None
        """Why nothing of the body can be decompressed."""
        if coded and response.request.method != "HEAD":
            from .compression import decoders, decompressed

            self._decompressed = decompressed
            codings = response.headers.get_list("content-encoding", split_commas=True)
            try:
                self._steps = decoders([coding.strip().lower() for coding in codings])
            except httpx2.DecodingError as fault:
                self._fault = fault

    def begin(self) -> None:
        """Hide the coding from httpx2, which would decompress the body once more, until it reads."""
        if self._steps or self._fault:
            self._begun = True
            self._response.headers = httpx2.Headers(
                [
                    field
                    for field in self._headers.raw
                    if field[0].lower() != b"content-encoding"
                ]
            )

    def _pieces(self, data: bytes) -> Iterator[bytes]:
        if self._fault is not None:
            raise self._fault
        left = None if self._limits is None else self._limits.left
        if left is not None and left <= 0:
            raise httpx2.ReadTimeout("the time of the call is over")
        pieces = (
            self._decompressed(self._steps, data)
            if self._steps and self._begun
            else (data,)
        )
        for piece in pieces:
            self._read += len(piece)
            excess = 0 if self._size is None else self._read - self._size
            if excess > 0:
                yield piece[:-excess]
                raise httpx2.DecodingError(
                    f"it is larger than max_response_bytes={self._size}"
                )
            yield piece

    def _finish(self) -> None:
        for step in (self._steps or ()) if self._begun else ():
            step.finish()

    def _cut(self, error: httpx2.DecodingError) -> None:
        """End the body of an error here. Raises the error for any other body."""
        request = self._response.request
        operation = cast("Operation[Any] | None", request.extensions.get("operation"))
        status = self._response.status_code
        if is_answer(status, {} if operation is None else operation.answers):
            raise error
        self._response.extensions["cut"] = str(error)

    def __iter__(self) -> Iterator[bytes]:
        self._response.headers = self._headers
        assert isinstance(self._stream, httpx2.SyncByteStream)
        try:
            for data in self._stream:
                yield from self._pieces(data)
            self._finish()
        except httpx2.DecodingError as error:
            self._cut(error)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        self._response.headers = self._headers
        assert isinstance(self._stream, httpx2.AsyncByteStream)
        try:
            async for data in self._stream:
                for piece in self._pieces(data):
                    yield piece
            self._finish()
        except httpx2.DecodingError as error:
            self._cut(error)

    def close(self) -> None:
        self._response.headers = self._headers
        assert isinstance(self._stream, httpx2.SyncByteStream)
        self._stream.close()

    async def aclose(self) -> None:
        self._response.headers = self._headers
        assert isinstance(self._stream, httpx2.AsyncByteStream)
        await self._stream.aclose()
