"""Decompression of response bodies, in pieces of a limited size and with a check of their end.

httpx2 returns what came of a body that was cut short. Imported at the first compressed response.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any, Protocol

import httpx2

_MAX_PIECE = 2**20
"""Bytes that are decompressed at once; more are decompressed when these have been counted."""
_MAX_CODINGS = 4
"""Content codings of one body; a body with more is refused."""


class Decoder(Protocol):
    """A decoder of one content coding. Raises `httpx2.DecodingError`."""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Yield the content of some more data."""
        ...

    def finish(self) -> None:
        """Raise `httpx2.DecodingError` if the data is not complete."""
        ...


def decoders(codings: Sequence[str]) -> list[Decoder] | None:
    """Return the decoders in the order in which they are applied.

    None if a coding is not known: httpx2 leaves such a body as it is.
    """
    names = [name for name in codings if name not in ("", "identity")]
    if len(names) > _MAX_CODINGS:
        raise httpx2.DecodingError(
            f"a body must not have more than {_MAX_CODINGS} codings"
        )
    found = [_DECODERS[name]() for name in reversed(names) if name in _DECODERS]
    known = [decoder for decoder in found if decoder is not None]
    return known if len(known) == len(names) else None


def decompressed(steps: Sequence[Decoder], data: bytes) -> Iterator[bytes]:
    """Yield the content of some more data after all decoders."""
    if not steps:
        yield data
        return
    for piece in steps[0].pieces(data):
        yield from decompressed(steps[1:], piece)


class _Zlib:
    """A decoder of gzip and deflate (RFC 1950 to 1952)."""

    def __init__(self, *, gzip: bool) -> None:
        self._gzip = gzip
        self._head = b""
        """The begin of the data or of another member, until it is long enough."""
        self._inflater: Any = None

    def pieces(self, data: bytes) -> Iterator[bytes]:
        if self._inflater is None:
            data = self._head = self._head + data
            if len(data) < 2:
                return
            self._inflater = self._new(data)
            self._head = b""
        try:
            yield from self._inflated(data)
        except zlib.error as error:
            raise httpx2.DecodingError(str(error)) from error

    def _inflated(self, data: bytes) -> Iterator[bytes]:
        while True:
            if self._inflater.eof:
                # Another member of gzip may follow; anything else is padding.
                data = self._head = self._head + data
                if not self._gzip or not data.startswith(b"\x1f\x8b"):
                    self._head = data[:2]
                    return
                self._inflater = self._new(data)
                self._head = b""
            piece = self._inflater.decompress(data, _MAX_PIECE)
            if piece:
                yield piece
            if self._inflater.eof:
                data = self._inflater.unused_data
            else:
                data = self._inflater.unconsumed_tail
                if not data and len(piece) < _MAX_PIECE:
                    return

    def _new(self, head: bytes) -> Any:
        if self._gzip:
            return zlib.decompressobj(zlib.MAX_WBITS | 16)
        # Some servers send deflate without its header.
        has_header = head[0] & 15 == 8 and int.from_bytes(head[:2], "big") % 31 == 0
        return zlib.decompressobj(zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS)

    def finish(self) -> None:
        _check(self._inflater.eof if self._inflater else not self._head)


class _Brotli:
    """A decoder of Brotli (RFC 7932), with whichever package httpx2 uses."""

    def __init__(self, module: ModuleType) -> None:
        self._error: type[Exception] = module.error
        self._decoder: Any = module.Decompressor()
        # brotlicffi and brotli name it differently.
        self._process: Callable[..., bytes] = (
            getattr(self._decoder, "decompress", None) or self._decoder.process
        )
        self._started = False

    def pieces(self, data: bytes) -> Iterator[bytes]:
        self._started = self._started or bool(data)
        try:
            while True:
                piece = self._process(data, output_buffer_limit=_MAX_PIECE)
                if not piece:
                    return
                yield piece
                data = b""
        except self._error as error:
            raise httpx2.DecodingError(str(error)) from error

    def finish(self) -> None:
        _check(not self._started or self._decoder.is_finished())


class _Zstandard:
    """A decoder of Zstandard (RFC 8878), with whichever package httpx2 uses."""

    def __init__(self, module: ModuleType) -> None:
        self._module: Any = module
        self._decoder: Any = module.ZstdDecompressor()
        self._started = False

    def pieces(self, data: bytes) -> Iterator[bytes]:
        self._started = self._started or bool(data)
        try:
            while data or not (self._decoder.needs_input or self._decoder.eof):
                if self._decoder.eof:
                    self._decoder = self._module.ZstdDecompressor()
                piece = self._decoder.decompress(data, _MAX_PIECE)
                if piece:
                    yield piece
                data = self._decoder.unused_data if self._decoder.eof else b""
        except self._module.ZstdError as error:
            raise httpx2.DecodingError(str(error)) from error

    def finish(self) -> None:
        _check(not self._started or self._decoder.eof)


def _check(complete: bool) -> None:
    if not complete:
        raise httpx2.DecodingError("the compressed body is cut short")


def _installed(*names: str) -> ModuleType | None:
    for name in names:
        try:
            return import_module(name)
        except ImportError:
            continue
    return None


def _brotli() -> Decoder | None:
    module = _installed("brotli", "brotlicffi")
    return None if module is None else _Brotli(module)


def _zstandard() -> Decoder | None:
    module = _installed("compression.zstd", "backports.zstd")
    return None if module is None else _Zstandard(module)


_DECODERS: Mapping[str, Callable[[], Decoder | None]] = {
    "gzip": lambda: _Zlib(gzip=True),
    "x-gzip": lambda: _Zlib(gzip=True),
    "deflate": lambda: _Zlib(gzip=False),
    "br": _brotli,
    "zstd": _zstandard,
}
