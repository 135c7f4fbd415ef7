"""Files that are sent in chunks."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from typing import IO

import httpx2

_CHUNK = 65_536


class FileStream(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """An open binary file as a body, sent from its current position, again from there on a retry."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.rewinds: bool = file.seekable()
        """True if the file can be sent a second time."""
        self._start = file.tell() if self.rewinds else 0
        self.length: int | None = self._measure() if self.rewinds else None
        """The number of bytes; `None` if unknown."""

    def _measure(self) -> int:
        end = self._file.seek(0, os.SEEK_END)
        self._file.seek(self._start)
        return max(0, end - self._start)

    def __iter__(self) -> Iterator[bytes]:
        if self.rewinds:
            self._file.seek(self._start)
        left = self.length
        # Not more than Content-Length: the file may be growing.
        while chunk := self._file.read(_CHUNK if left is None else min(_CHUNK, left)):
            left = None if left is None else left - len(chunk)
            yield chunk

    async def __aiter__(self) -> AsyncIterator[bytes]:
        # Reading a chunk of a local file is faster than starting a thread.
        for chunk in self:
            yield chunk
