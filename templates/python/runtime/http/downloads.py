"""Downloads: responses that are read in chunks."""

from __future__ import annotations

import os
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Callable,
    Generator,
    Iterator,
)
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import IO, Unpack

import httpx2

from ..operation import Operation
from . import client
from .flow import Attempt, Call, arun, failure, run
from .progress import CHUNK, Meter, Progress, length
from .redact import drop_tracebacks, masked_request
from .settings import CallOptions

_Translate = Callable[[httpx2.RequestError], Exception]


def _total(http: httpx2.Response) -> int | None:
    # Content-Length counts compressed bytes, progress counts decompressed bytes.
    return None if "Content-Encoding" in http.headers else length(http.headers)


class Download:
    """A response body that has not been read yet. Iterate over it once, or `read` it, or `save` it."""

    def __init__(self, http: httpx2.Response, translate: _Translate) -> None:
        self.http = http
        """The response, with its body unread."""
        self.total = _total(http)
        """The size of the body in bytes; `None` if unknown."""
        self._translate = translate

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self.http.iter_bytes(CHUNK)
        except httpx2.RequestError as error:
            raise self._translate(error) from error

    def read(self) -> bytes:
        """Return the whole body. Raises `NetworkError` if the connection breaks."""
        return b"".join(self)

    def save(
        self, path: str | os.PathLike[str], *, progress: Progress | None = None
    ) -> int:
        """Write the body to a file and return its size in bytes; report to `progress` (see `Progress`).

        The file appears only once it is complete. Raises `NetworkError` and `OSError`.
        """
        with _replacing(path) as file:
            meter = Meter(self.total, progress)
            for chunk in self:
                meter.add(file.write(chunk))
        return meter.done


class AsyncDownload:
    """A response body that has not been read yet. Iterate over it once, or `read` it, or `save` it."""

    def __init__(self, http: httpx2.Response, translate: _Translate) -> None:
        self.http = http
        """The response, with its body unread."""
        self.total = _total(http)
        """The size of the body in bytes; `None` if unknown."""
        self._translate = translate

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self.http.aiter_bytes(CHUNK):
                yield chunk
        except httpx2.RequestError as error:
            raise self._translate(error) from error

    async def read(self) -> bytes:
        """Return the whole body. Raises `NetworkError` if the connection breaks."""
        return b"".join([chunk async for chunk in self])

    async def save(
        self, path: str | os.PathLike[str], *, progress: Progress | None = None
    ) -> int:
        """Write the body to a file and return its size in bytes; report to `progress` (see `Progress`).

        The file appears only once it is complete. Raises `NetworkError` and `OSError`.
        """
        with _replacing(path) as file:
            meter = Meter(self.total, progress)
            async for chunk in self:
                meter.add(file.write(chunk))
        return meter.done


@contextmanager
def _replacing(path: str | os.PathLike[str]) -> Generator[IO[bytes]]:
    """Open a new file that replaces `path` at the end, and is deleted after an error."""
    target = os.path.abspath(path)
    partial = f"{target}.{os.urandom(4).hex()}.part"
    try:
        with open(partial, "xb") as file:
            yield file
        os.replace(partial, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(partial)
        raise


class SyncClient(client.SyncClient):
    """The base of blocking clients that can stream response bodies."""

    @contextmanager
    def stream(
        self, operation: Operation[bytes], **options: Unpack[CallOptions]
    ) -> Generator[Download]:
        """Call an operation and stream the response body: `with client.stream(...) as body:`."""
        clock = self._settings.clock
        flow = self._flow(operation, options)
        call, done = run(flow, self._start, clock.sleep)
        try:
            yield Download(done.http, _translator(call))
        finally:
            done.http.close()

    def _start(self, attempt: Attempt) -> httpx2.Response:
        response = self._http.send(
            attempt.request, auth=attempt.auth, follow_redirects=False, stream=True
        )
        if not _is_streamed(response):
            try:
                response.read()
            finally:
                response.close()
        return response


class AsyncClient(client.AsyncClient):
    """The base of async clients that can stream response bodies."""

    @asynccontextmanager
    async def stream(
        self, operation: Operation[bytes], **options: Unpack[CallOptions]
    ) -> AsyncGenerator[AsyncDownload]:
        """Call an operation and stream the response body: `async with client.stream(...) as body:`."""
        clock = self._settings.clock
        flow = self._flow(operation, options)
        call, done = await arun(flow, self._start, clock.asleep)
        try:
            yield AsyncDownload(done.http, _translator(call))
        finally:
            await done.http.aclose()

    async def _start(self, attempt: Attempt) -> httpx2.Response:
        response = await self._http.send(
            attempt.request, auth=attempt.auth, follow_redirects=False, stream=True
        )
        if not _is_streamed(response):
            try:
                await response.aread()
            finally:
                await response.aclose()
        return response


def _is_streamed(response: httpx2.Response) -> bool:
    """Return whether a body is left to the caller: not that of an error or of a token response."""
    return response.is_success and "operation" in response.request.extensions


def _translator(call: Call) -> Callable[[httpx2.RequestError], Exception]:
    def translate(error: httpx2.RequestError) -> Exception:
        error.request = masked_request(call.request, call.credentials)
        drop_tracebacks(error)
        return failure(call, error)

    return translate
