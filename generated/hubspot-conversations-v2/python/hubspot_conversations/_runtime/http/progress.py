"""Progress reports of uploads and downloads."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator

import httpx2

CHUNK = 65_536

Progress = Callable[[int, int | None], None]
"""Called with the bytes so far and the total (`None` if unknown): first with `(0, total)`, then
after each chunk. It starts again at 0 if a body is sent again."""


class Meter:
    """A counter of bytes that reports progress."""

    def __init__(self, total: int | None, progress: Progress | None) -> None:
        self.done = 0
        self._total = total
        self._progress = progress
        self.add(0)

    def add(self, count: int) -> None:
        """Count some more bytes, and report."""
        self.done += count
        if self._progress is not None:
            self._progress(self.done, self._total)


class Metered(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A request body that reports progress while it is sent."""

    def __init__(self, request: httpx2.Request, progress: Progress) -> None:
        self._stream = request.stream
        self._total = length(request.headers)
        self._progress = progress

    def __iter__(self) -> Iterator[bytes]:
        meter = Meter(self._total, self._progress)
        assert isinstance(self._stream, httpx2.SyncByteStream)
        for content in self._stream:
            for chunk in _chunks(content):
                yield chunk
                meter.add(len(chunk))

    async def __aiter__(self) -> AsyncIterator[bytes]:
        meter = Meter(self._total, self._progress)
        assert isinstance(self._stream, httpx2.AsyncByteStream)
        async for content in self._stream:
            for chunk in _chunks(content):
                yield chunk
                meter.add(len(chunk))


def _chunks(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), CHUNK):
        yield content[start : start + CHUNK]


def length(headers: httpx2.Headers) -> int | None:
    """Return the value of `Content-Length`; `None` if missing or invalid."""
    value = headers.get("Content-Length", "")
    return int(value) if value.isascii() and value.isdigit() else None
