"""Downloads: responses that are read in chunks."""

from __future__ import annotations

import os
import stat
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
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
from .reading import begin, guard, limits_of, read_whole, read_whole_async
from .redact import drop_tracebacks, masked_request
from .settings import CallOptions


def _total(http: httpx2.Response) -> int | None:
    # Content-Length counts compressed bytes, progress counts decompressed bytes.
    return None if "Content-Encoding" in http.headers else length(http.headers)


class Download:
    """A response body that has not been read yet. Iterate over it once, or `read` it, or `save` it."""

    def __init__(self, http: httpx2.Response, call: Call) -> None:
        self.http = http
        """The response, with its body unread."""
        self.total = _total(http)
        """The size of the body in bytes; `None` if unknown."""
        self.call = call
        """The call that the response belongs to."""

    def __iter__(self) -> Iterator[bytes]:
        return self.chunks(CHUNK)

    def chunks(self, size: int | None = None) -> Iterator[bytes]:
        """Yield the body in chunks of a size; without it, as they arrive."""
        begin(self.http)
        try:
            yield from self.http.iter_bytes(size)
        except Exception as error:
            raise _translated(error, self.call) from error

    def read(self) -> bytes:
        """Return the whole body. Raises `NetworkError` and `DecodeError`."""
        return b"".join(self)

    def save(
        self, path: str | os.PathLike[str], *, progress: Progress | None = None
    ) -> int:
        """Write the body to a file and return its size in bytes; report to `progress` (see `Progress`).

        The file appears only once it is complete. Raises `NetworkError`, `DecodeError` and `OSError`.
        """
        with _replacing(path) as file:
            meter = Meter(self.total, progress)
            for chunk in self:
                meter.add(file.write(chunk))
        return meter.done


class AsyncDownload:
    """A response body that has not been read yet. Iterate over it once, or `read` it, or `save` it."""

    def __init__(self, http: httpx2.Response, call: Call) -> None:
        self.http = http
        """The response, with its body unread."""
        self.total = _total(http)
        """The size of the body in bytes; `None` if unknown."""
        self.call = call
        """The call that the response belongs to."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self.chunks(CHUNK)

    async def chunks(self, size: int | None = None) -> AsyncIterator[bytes]:
        """Yield the body in chunks of a size; without it, as they arrive."""
        begin(self.http)
        try:
            async for chunk in self.http.aiter_bytes(size):
                yield chunk
        except Exception as error:
            raise _translated(error, self.call) from error

    async def read(self) -> bytes:
        """Return the whole body. Raises `NetworkError` and `DecodeError`."""
        return b"".join([chunk async for chunk in self])

    async def save(
        self, path: str | os.PathLike[str], *, progress: Progress | None = None
    ) -> int:
        """Write the body to a file and return its size in bytes; report to `progress` (see `Progress`).

        The file appears only once it is complete. Raises `NetworkError`, `DecodeError` and `OSError`.
        """
        with _replacing(path) as file:
            meter = Meter(self.total, progress)
            async for chunk in self:
                meter.add(file.write(chunk))
        return meter.done


@contextmanager
def _replacing(path: str | os.PathLike[str]) -> Generator[IO[bytes]]:
    """Open a new file that replaces `path` at the end, and is deleted after an error.

    It keeps the permissions of the file that it replaces, and a symbolic link to it.
    """
    target = os.path.realpath(path)
    mode = stat.S_IMODE(os.stat(target).st_mode) if os.path.exists(target) else None
    partial = f"{target}.{os.urandom(4).hex()}.part"
    try:
        with open(partial, "xb") as file:
            yield file
        if mode is not None:
            os.chmod(partial, mode)
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
            yield Download(done.http, call)
        finally:
            done.http.close()

    def _start(self, attempt: Attempt) -> httpx2.Response:
        response = self._http.send(
            attempt.request, auth=attempt.auth, follow_redirects=False, stream=True
        )
        if _is_streamed(response):
            guard(response, limits_of(attempt.request), whole=False)
        else:
            read_whole(response, attempt.request)
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
            yield AsyncDownload(done.http, call)
        finally:
            await done.http.aclose()

    async def _start(self, attempt: Attempt) -> httpx2.Response:
        limits = limits_of(attempt.request)
        if limits is None or limits.ends is None:
            return await self._begun(attempt)
        from .total_timeout import in_time

        return await in_time(self._begun(attempt), limits)

    async def _begun(self, attempt: Attempt) -> httpx2.Response:
        response = await self._http.send(
            attempt.request, auth=attempt.auth, follow_redirects=False, stream=True
        )
        if _is_streamed(response):
            guard(response, limits_of(attempt.request), whole=False)
        else:
            await read_whole_async(response, attempt.request)
        return response


def _is_streamed(response: httpx2.Response) -> bool:
    """Return whether a body is left to the caller: not that of an error or of a token response."""
    return response.is_success and "operation" in response.request.extensions


def _translated(error: Exception, call: Call) -> Exception:
    """Return the error of this package for one of a connection."""
    if not isinstance(error, httpx2.RequestError):
        from .foreign import translated

        error = translated(error, call.request)
    error.request = masked_request(call.request, call.credentials)
    drop_tracebacks(error)
    return failure(call, error)
