"""Records of a stream, which end in a separator."""

from __future__ import annotations

from collections.abc import Iterator

from ..decode.misfit import UndecodableError

MAX_RECORD = 16 * 2**20
"""Bytes of one record; a longer one is refused."""


class Lines:
    """The records of a stream, without white space around them; empty ones are left out."""

    def __init__(self, separator: bytes) -> None:
        self._separator = separator
        self._begun: list[bytes] = []
        self._size = 0

    def read(self, data: bytes) -> Iterator[bytes]:
        """Yield the records that are complete with some more data. Raises `UndecodableError`."""
        *complete, begun = data.split(self._separator)
        for part in complete:
            yield from self._ended(part)
        self._append(begun)

    def rest(self) -> Iterator[bytes]:
        """Yield the last record, if it has no separator."""
        yield from self._ended(b"")

    def _ended(self, part: bytes) -> Iterator[bytes]:
        self._append(part)
        record = b"".join(self._begun).strip()
        self._begun.clear()
        self._size = 0
        if record:
            yield record

    def _append(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > MAX_RECORD:
            raise UndecodableError("", f"longer than {MAX_RECORD} bytes")
        self._begun.append(part)
