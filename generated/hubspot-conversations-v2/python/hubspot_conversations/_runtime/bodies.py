"""What a request carries: JSON, a form, files or plain bytes."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Protocol, Self, TypeGuard, TypeVar, cast

from .encode import Joined, Multi, form, pairs, wire
from .unset import UNSET, Unset

if TYPE_CHECKING:
    from .streams import FileStream

T = TypeVar("T")

Content = bytes | IO[bytes] | os.PathLike[str]
File = Content | tuple[str, Content] | tuple[str, Content, str]
"""A file to upload: its bytes, an open binary file, a path, or a tuple that starts with the
filename and may end with the content type. A path is opened when the call is made, and closed."""

Part = tuple[str, tuple[str | None, "bytes | IO[bytes]", str | None]]
"""One part of a multipart body: its name, then filename, content and content type."""


@dataclass(frozen=True, slots=True)
class Payload:
    """A body, ready to send: one of `content`, `stream` and `parts`, or nothing."""

    content: bytes | None = None
    stream: FileStream | None = None
    parts: list[Part] = field(default_factory=list[Part])
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    replayable: bool = True
    """Whether it can be sent a second time."""


class Body(Protocol):
    """The body of an operation."""

    def open(self, files: ExitStack) -> Payload:
        """The body, ready to send; `files` closes what had to be opened."""
        ...


@dataclass(frozen=True, slots=True)
class Json:
    """A JSON body. Members that are `UNSET` are left out at any depth; `Json(UNSET)` is no body."""

    value: object
    content_type: str = "application/json"

    @classmethod
    def either(
        cls,
        whole: object,
        members: Mapping[str, object],
        *,
        needs: Iterable[str] = (),
        optional: bool = False,
        content_type: str = "application/json",
    ) -> Self:
        """The body that was given whole, or by its members: see `either`."""
        return cls(either(whole, members, needs, optional), content_type)

    def open(self, files: ExitStack) -> Payload:
        """The text. Raises `TypeError` or `ValueError` for what JSON cannot hold."""
        if self.value is UNSET:
            return Payload()
        dumped = json.dumps(
            wire(self.value),
            ensure_ascii=False,
            allow_nan=False,
            separators=(",", ":"),
        )
        return Payload(
            content=dumped.encode(), headers={"Content-Type": self.content_type}
        )


@dataclass(frozen=True, slots=True)
class Form:
    """A body of type `application/x-www-form-urlencoded`: a mapping or a model; `UNSET` is no body."""

    fields: object

    @classmethod
    def either(
        cls,
        whole: object,
        members: Mapping[str, object],
        *,
        needs: Iterable[str] = (),
        optional: bool = False,
    ) -> Self:
        """The body that was given whole, or by its members: see `either`."""
        return cls(either(whole, members, needs, optional))

    def open(self, files: ExitStack) -> Payload:
        """The text. Raises `TypeError` or `ValueError` for a value that has none."""
        if self.fields is UNSET:
            return Payload()
        encoded = form(_plain(_members(self.fields))).encode()
        content_type = "application/x-www-form-urlencoded"
        return Payload(content=encoded, headers={"Content-Type": content_type})


def need_file(name: str, value: T) -> T:
    """An argument that has to be a file. Raises `TypeError` for text, which is no path, and for all else that has no bytes."""
    content: object = value
    if isinstance(content, tuple):
        named = cast("tuple[object, ...]", content)
        content = named[1] if named[1:] else None
    raw = isinstance(content, bytes | os.PathLike | Unset)
    if raw or (hasattr(content, "read") and not isinstance(content, io.TextIOBase)):
        return value
    kind = type(content).__name__
    raise TypeError(
        f"{name}: bytes, a file opened with 'rb' or a pathlib.Path is needed, not {kind}"
    )


def either_way(function: Callable[..., T]) -> Callable[..., T]:
    """The function itself, for a caller that hands on what its overloads each know a part of."""
    return function


def either(
    whole: object,
    members: Mapping[str, object],
    needs: Iterable[str],
    optional: bool,
) -> object:
    """The body that was given whole, or by its members, which are by wire name.

    `needs` are the members that have to be given. Of a body that is optional there is nothing
    where nothing was given. Raises `TypeError` for a body that was given both ways, or in part.
    """
    given = [name for name, value in members.items() if value is not UNSET]
    if whole is UNSET:
        missing = [name for name in needs if name not in given]
        if missing:
            raise TypeError(
                f"the body needs {', '.join(missing)}: give them, or the whole body as body="
            )
        return members if given or not optional else UNSET
    if given:
        raise TypeError(
            f"body= is the whole body: {', '.join(given)} cannot be given beside it"
        )
    if whole is not None and not _has_members(whole):
        raise TypeError(
            f"body: a model or a mapping is needed, not {type(whole).__name__}"
        )
    return whole


@dataclass(frozen=True, slots=True)
class Multipart:
    """A body of type `multipart/form-data`: values, and files (see `File`), in the order given."""

    fields: Mapping[str, object]

    def open(self, files: ExitStack) -> Payload:
        """The parts. Raises `OSError` for a file that cannot be opened."""
        parts: list[Part] = []
        for name, value in self.fields.items():
            for item in value if _is_files(value) else (value,):
                parts.extend(_parts(name, item, files))
        streams = (content for _, (_, content, _) in parts)
        return Payload(parts=parts, replayable=all(map(_rewinds, streams)))


@dataclass(frozen=True, slots=True)
class Bytes:
    """A body as it stands: bytes, text, an open binary file (from where it is) or a path."""

    content: Content | str | Unset
    content_type: str = "application/octet-stream"

    def open(self, files: ExitStack) -> Payload:
        """The bytes, or a stream of them. Raises `OSError` for a file that cannot be opened."""
        if isinstance(self.content, Unset):
            return Payload()
        headers = {"Content-Type": self.content_type}
        if isinstance(self.content, str):
            return Payload(content=self.content.encode(), headers=headers)
        opened = _opened(self.content, files)
        if isinstance(opened, bytes):
            return Payload(content=opened, headers=headers)

        from .streams import FileStream

        stream = FileStream(opened)
        if stream.length is None:
            headers["Transfer-Encoding"] = "chunked"
        else:
            headers["Content-Length"] = str(stream.length)
        return Payload(stream=stream, headers=headers, replayable=stream.rewinds)


def _members(value: object) -> Mapping[str, object]:
    # A mapping keeps what JSON has no word for: the joined kinds of lists.
    if isinstance(value, Mapping):
        return cast("Mapping[str, object]", value)
    dumped = wire(value)
    if isinstance(dumped, dict):
        return cast("Mapping[str, object]", dumped)
    raise TypeError(f"{type(value).__name__} cannot be sent as a form")


def _plain(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: _flat(value) for name, value in fields.items()}


def _flat(value: object) -> object:
    """An object among form fields goes as JSON: a form has no other way."""
    return json.dumps(wire(value), allow_nan=False) if _is_object(value) else value


def _is_object(value: object) -> bool:
    if isinstance(value, list | tuple):
        return any(map(_is_object, cast("Iterable[object]", value)))
    return _has_members(value)


def _has_members(value: object) -> bool:
    return isinstance(value, Mapping) or hasattr(value, "model_dump")


def _parts(name: str, value: object, files: ExitStack) -> Iterable[Part]:
    if _is_file(value):
        filename, content, content_type = _named(name, cast("File", value))
        yield name, (filename, _opened(content, files), content_type)
        return
    flat = _flat(value)
    content_type = "application/json" if flat is not value else None
    for pair in pairs({name: flat}):
        yield name, (None, pair.joined.encode(), content_type)


def _is_file(value: object) -> bool:
    # A tuple is a file that brings its name; lists of values are lists.
    return isinstance(value, bytes | os.PathLike | tuple) or hasattr(value, "read")


def _is_files(value: object) -> TypeGuard[list[object]]:
    if isinstance(value, Joined | Multi) or not isinstance(value, list):
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
            # An open file may be named by its descriptor.
            source: object = getattr(file, "name", None)
            known = source if isinstance(source, str) and source else name
            return os.path.basename(known), file, None


def _opened(content: Content, files: ExitStack) -> bytes | IO[bytes]:
    if isinstance(content, os.PathLike):
        return files.enter_context(open(content, "rb"))
    return content


def _rewinds(content: bytes | IO[bytes]) -> bool:
    return isinstance(content, bytes) or content.seekable()
