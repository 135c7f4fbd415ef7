"""Request bodies, before and after encoding."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import httpx2

Part = tuple[str, tuple[str | None, "bytes | IO[bytes]", str | None]]
"""A part of a multipart body: its name, then filename, content and content type."""


@dataclass(frozen=True, slots=True)
class Payload:
    """An encoded body: one of `content`, `stream` and `parts`, or none."""

    content: bytes | None = None
    stream: httpx2.SyncByteStream | None = None
    parts: list[Part] = field(default_factory=list[Part])
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    replayable: bool = True
    """True if the body can be sent a second time."""


class Body(Protocol):
    """The body of an operation."""

    @property
    def value(self) -> object:
        """The value to send, before encoding; `UNSET` for no body."""
        ...

    def open(self, files: ExitStack) -> Payload:
        """Return the encoded body; `files` closes the files that it opens."""
        ...
