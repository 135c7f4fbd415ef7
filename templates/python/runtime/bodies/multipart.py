"""Bodies of type `multipart/form-data`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import IO, TypeGuard, cast

from ..encode.text import Listed, pairs
from .body import Part, Payload
from .files import Content, File, opened
from .form import flat as written


@dataclass(frozen=True, slots=True)
class Multipart:
    """A body of type `multipart/form-data`: values, and files (see `File`), in the order given."""

    value: Mapping[str, object]
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    """The arguments for fields, where they cannot be derived."""

    def open(self, files: ExitStack) -> Payload:
        """Return the parts. Raises `OSError` for a file that cannot be opened."""
        parts: list[Part] = []
        for name, value in self.value.items():
            for item in value if _is_files(value) else (value,):
                parts.extend(_parts(name, item, files, self.names))
        streams = (content for _, (_, content, _) in parts)
        return Payload(parts=parts, replayable=all(map(_rewinds, streams)))


def _parts(
    name: str, value: object, files: ExitStack, names: Mapping[str, str]
) -> Iterable[Part]:
    if _is_file(value):
        filename, content, content_type = _named(name, cast("File", value))
        yield name, (filename, opened(content, files), content_type)
        return
    flat = written(value)
    content_type = "application/json" if flat is not value else None
    for pair in pairs({name: flat}, names):
        yield name, (None, pair.joined.encode(), content_type)


def _is_file(value: object) -> bool:
    # A tuple is a file with its name; a list of values is a list.
    return isinstance(value, bytes | os.PathLike | tuple) or hasattr(value, "read")


def _is_files(value: object) -> TypeGuard[list[object]]:
    if isinstance(value, Listed) or not isinstance(value, list):
        return False
    return all(map(_is_file, cast("list[object]", value)))


def _named(name: str, file: File) -> tuple[str, Content, str | None]:
    match file:
        case (filename, content, content_type):
            return filename, content, content_type
        case (filename, content):
            return filename, content, None
        case bytes():
            return name, file, None
        case os.PathLike():
            return os.path.basename(file), file, None
        case _:
            # The name of an open file may be its descriptor, a number.
            source: object = getattr(file, "name", None)
            known = source if isinstance(source, str) and source else name
            return os.path.basename(known), file, None


def _rewinds(content: bytes | IO[bytes]) -> bool:
    return isinstance(content, bytes) or content.seekable()
