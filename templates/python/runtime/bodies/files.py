"""File arguments."""

from __future__ import annotations

import io
import os
from contextlib import ExitStack
from typing import IO, TypeVar, cast

from ..unset import Unset

T = TypeVar("T")

Content = bytes | IO[bytes] | os.PathLike[str]

File = Content | tuple[str, Content] | tuple[str, Content, str]
"""A file to upload: its bytes, an open binary file, a path, or a tuple of filename, content and,
optionally, content type. A path is opened for the call, and closed after it."""


def need_file(name: str, value: T) -> T:
    """Return an argument that must be a file. Raises `TypeError` for text and other types."""
    content: object = value
    if isinstance(content, tuple):
        named = cast("tuple[object, ...]", content)
        content = named[1] if named[1:] else None
    raw = isinstance(content, bytes | os.PathLike | Unset)
    if raw or (hasattr(content, "read") and not isinstance(content, io.TextIOBase)):
        return value
    kind = type(content).__name__
    raise TypeError(
        f"{name} must be bytes, a file opened with 'rb' or a pathlib.Path, not {kind}"
    )


def opened(content: Content, files: ExitStack) -> bytes | IO[bytes]:
    """Return the bytes or the open file; `files` closes a file that is opened here."""
    if isinstance(content, os.PathLike):
        return files.enter_context(open(content, "rb"))
    return content
