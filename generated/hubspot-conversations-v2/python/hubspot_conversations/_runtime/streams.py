"""Files on their way out, and answers on their way in, a chunk at a time, and how far they are."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from typing import IO

import httpx2

_CHUNK = 65_536
_Translate = Callable[[httpx2.RequestError], Exception]

Progress = Callable[[int, int | None], None]
"""Is told the bytes so far and all that there will be, if that is known: first `(0, total)`, then
after each chunk. It starts again where a body is sent again."""


class _Meter:
    """Counts bytes, and tells."""

    def __init__(self, total: int | None, progress: Progress | None) -> None:
        self.done = 0
        self._total = total
        self._progress = progress
        self.add(0)

    def add(self, count: int) -> None:
        self.done += count
        if self._progress is not None:
            self._progress(self.done, self._total)


class FileStream(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """An open binary file as a body, from where it stands; again from there each time it is sent."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.rewinds: bool = file.seekable()
        """Whether it can be sent a second time."""
        self._start = file.tell() if self.rewinds else 0
        self.length: int | None = self._measure() if self.rewinds else None
        """Its bytes, where that is known."""

    def _measure(self) -> int:
        end = self._file.seek(0, os.SEEK_END)
        self._file.seek(self._start)
        return max(0, end - self._start)

    def __iter__(self) -> Iterator[bytes]:
        if self.rewinds:
            self._file.seek(self._start)
        left = self.length
        # Never more than was announced: the file may be growing.
        while chunk := self._file.read(_CHUNK if left is None else min(_CHUNK, left)):
            left = None if left is None else left - len(chunk)
            yield chunk

    async def __aiter__(self) -> AsyncIterator[bytes]:
        # A chunk of a local file is read sooner than a thread starts.
        for chunk in self:
            yield chunk


class Metered(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body that tells how much of it is sent."""

    def __init__(self, request: httpx2.Request, progress: Progress) -> None:
        self._stream = request.stream
        self._total = _length(request.headers)
        self._progress = progress

    def __iter__(self) -> Iterator[bytes]:
        meter = _Meter(self._total, self._progress)
        assert isinstance(self._stream, httpx2.SyncByteStream)
        for content in self._stream:
            for chunk in _chunks(content):
                yield chunk
                meter.add(len(chunk))

    async def __aiter__(self) -> AsyncIterator[bytes]:
        meter = _Meter(self._total, self._progress)
        assert isinstance(self._stream, httpx2.AsyncByteStream)
        async for content in self._stream:
            for chunk in _chunks(content):
                yield chunk
                meter.add(len(chunk))


def _chunks(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), _CHUNK):
        yield content[start : start + _CHUNK]


def _length(headers: httpx2.Headers) -> int | None:
    length = headers.get("Content-Length", "")
    return int(length) if length.isascii() and length.isdigit() else None


def _total(http: httpx2.Response) -> int | None:
    # What is counted is unpacked; what is announced is not.
    return None if "Content-Encoding" in http.headers else _length(http.headers)


class Download:
    """A body that is still to be read. Iterate it once, or `read` it, or `save` it."""

    def __init__(self, http: httpx2.Response, translate: _Translate) -> None:
        self.http = http
        """The answer; its body is not read."""
        self.total = _total(http)
        """The bytes of the body, where that is known."""
        self._translate = translate

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self.http.iter_bytes(_CHUNK)
        except httpx2.RequestError as error:
            raise self._translate(error) from error

    def read(self) -> bytes:
        """The whole body. Raises `ConnectionFailed` where it breaks off."""
        return b"".join(self)

    def save(
        self, path: str | os.PathLike[str], *, progress: Progress | None = None
    ) -> int:
        """Write the body to a file and return its size in bytes; `progress` is told how far it is.

        The file appears when it is whole. Raises `ConnectionFailed` and `OSError`.
        """
        with _replacing(path) as file:
            meter = _Meter(self.total, progress)
            for chunk in self:
                meter.add(file.write(chunk))
        return meter.done


class AsyncDownload:
    """A body that is still to be read. Iterate it once, or `read` it, or `save` it."""

    def __init__(self, http: httpx2.Response, translate: _Translate) -> None:
        self.http = http
        """The answer; its body is not read."""
        self.total = _total(http)
        """The bytes of the body, where that is known."""
        self._translate = translate

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self.http.aiter_bytes(_CHUNK):
                yield chunk
        except httpx2.RequestError as error:
            raise self._translate(error) from error

    async def read(self) -> bytes:
        """The whole body. Raises `ConnectionFailed` where it breaks off."""
        return b"".join([chunk async for chunk in self])

    async def save(
        self, path: str | os.PathLike[str], *, progress: Progress | None = None
    ) -> int:
        """Write the body to a file and return its size in bytes; `progress` is told how far it is.

        The file appears when it is whole. Raises `ConnectionFailed` and `OSError`.
        """
        with _replacing(path) as file:
            meter = _Meter(self.total, progress)
            async for chunk in self:
                meter.add(file.write(chunk))
        return meter.done


@contextmanager
def _replacing(path: str | os.PathLike[str]) -> Generator[IO[bytes]]:
    """A new file that takes the place of `path` at the end, and is gone after an error."""
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
