"""Files on their way out, and answers on their way in, a chunk at a time."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from typing import IO

import httpx2

_CHUNK = 65_536
_Translate = Callable[[httpx2.RequestError], Exception]


class FileStream(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """An open binary file as a body, from where it stands; again from there each time it is sent."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.rewinds = file.seekable()
        """Whether it can be sent a second time."""
        self._start = file.tell() if self.rewinds else 0
        self.length = self._measure() if self.rewinds else None
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


class Download:
    """A body that is still to be read. Iterate it once, or `read` it, or `save` it."""

    def __init__(self, http: httpx2.Response, translate: _Translate) -> None:
        self.http = http
        """The answer; its body is not read."""
        self._translate = translate

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self.http.iter_bytes(_CHUNK)
        except httpx2.RequestError as error:
            raise self._translate(error) from error

    def read(self) -> bytes:
        """The whole body. Raises `ConnectionFailed` where it breaks off."""
        return b"".join(self)

    def save(self, path: str | os.PathLike[str]) -> int:
        """Write the body to a file and return its size in bytes.

        The file appears when it is whole. Raises `ConnectionFailed` and `OSError`.
        """
        with _replacing(path) as file:
            return sum(file.write(chunk) for chunk in self)


class AsyncDownload:
    """A body that is still to be read. Iterate it once, or `read` it, or `save` it."""

    def __init__(self, http: httpx2.Response, translate: _Translate) -> None:
        self.http = http
        """The answer; its body is not read."""
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

    async def save(self, path: str | os.PathLike[str]) -> int:
        """Write the body to a file and return its size in bytes.

        The file appears when it is whole. Raises `ConnectionFailed` and `OSError`.
        """
        with _replacing(path) as file:
            return sum([file.write(chunk) async for chunk in self])


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
