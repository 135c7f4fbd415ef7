"""What a request carries, ready to send."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import httpx2

Part = tuple[str, tuple[str | None, "bytes | IO[bytes]", str | None]]
"""One part of a multipart body: its name, then filename, content and content type."""


@dataclass(frozen=True, slots=True)
class Payload:
    """A body, ready to send: one of `content`, `stream` and `parts`, or nothing."""

    content: bytes | None = None
    stream: httpx2.SyncByteStream | None = None
    parts: list[Part] = field(default_factory=list[Part])
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    replayable: bool = True
    """Whether it can be sent a second time."""


class Body(Protocol):
    """The body of an operation."""

    @property
    def value(self) -> object:
        """What is sent, before it is written as bytes; `UNSET` for nothing."""
        ...

    def open(self, files: ExitStack) -> Payload:
        """The body, ready to send; `files` closes what had to be opened."""
        ...
