"""Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..decode.misfit import UndecodableError
from .lines import MAX_RECORD


@dataclass(frozen=True, slots=True)
class ServerSentEvent:
    """An event of a stream."""

    data: str
    event: str = "message"
    """The type of the event."""
    id: str = ""
    """The last id that the server sent; empty if there is none."""
    retry: int | None = None
    """Milliseconds that the server asks to wait before another connection; `None` if it does not say."""


class Events:
    """The events of a stream, without I/O."""

    def __init__(self) -> None:
        self._lines = _EventLines()
        self._data: list[str] = []
        self._size = 0
        self._event = ""
        self._id = ""
        self._retry: int | None = None
        self._is_first = True

    def read(self, data: bytes) -> Iterator[ServerSentEvent]:
        """Yield the events that are complete with some more data. Raises `UndecodableError`."""
        for line in self._lines.read(data):
            text = line.decode("utf-8", "replace")
            if self._is_first:
                text = text.removeprefix("\ufeff")
                self._is_first = False
            if text:
                self._field(text)
            else:
                yield from self._ended()

    def _field(self, line: str) -> None:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        match name:
            case "data":
                self._size += len(value)
                if self._size > MAX_RECORD:
                    raise UndecodableError("", f"longer than {MAX_RECORD} characters")
                self._data.append(value)
            case "event":
                self._event = value
            case "id" if "\0" not in value:
                self._id = value
            case "retry" if value.isascii() and value.isdigit() and len(value) < 10:
                self._retry = int(value)
            case _:
                # A comment, or a field that is not known.
                pass

    def _ended(self) -> Iterator[ServerSentEvent]:
        if self._data:
            yield ServerSentEvent(
                "\n".join(self._data), self._event or "message", self._id, self._retry
            )
        self._data = []
        self._size = 0
        self._event = ""


class _EventLines:
    """Lines that end in CR LF, LF or CR; empty lines count."""

    def __init__(self) -> None:
        self._begun: list[bytes] = []
        self._size = 0
        self._after_cr = False

    def read(self, data: bytes) -> Iterator[bytes]:
        if not data:
            return
        if self._after_cr and data.startswith(b"\n"):
            data = data[1:]
        self._after_cr = data.endswith(b"\r")
        *complete, begun = (
            data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        )
        for part in complete:
            self._append(part)
            line = b"".join(self._begun)
            self._begun.clear()
            self._size = 0
            yield line
        self._append(begun)

    def _append(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > MAX_RECORD:
            raise UndecodableError("", f"longer than {MAX_RECORD} bytes")
        self._begun.append(part)
