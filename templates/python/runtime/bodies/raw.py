"""Bodies that are sent unchanged."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass

from ..unset import Unset
from .body import Payload
from .files import Content, opened


@dataclass(frozen=True, slots=True)
class Bytes:
    """A body that is sent unchanged: bytes, text, an open binary file (from its position) or a path."""

    value: Content | str | Unset
    content_type: str = "application/octet-stream"

    def open(self, files: ExitStack) -> Payload:
        """Return the bytes or a stream. Raises `OSError` for a file that cannot be opened."""
        if isinstance(self.value, Unset):
            return Payload()
        headers = {"Content-Type": self.content_type}
        if isinstance(self.value, str):
            return Payload(content=self.value.encode(), headers=headers)
        content = opened(self.value, files)
        if isinstance(content, bytes):
            return Payload(content=content, headers=headers)
        if not hasattr(content, "read"):
            raise TypeError(
                f"body must be text or bytes to be sent as {self.content_type}, "
                f"not {type(content).__name__}"
            )

        from .stream import FileStream  # importing httpx2 is slow

        stream = FileStream(content)
        if stream.length is None:
            headers["Transfer-Encoding"] = "chunked"
        else:
            headers["Content-Length"] = str(stream.length)
        return Payload(stream=stream, headers=headers, replayable=stream.rewinds)
