"""Zip archives, read in memory and within limits; nothing is extracted to disk."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from connectorsmith.documents.limits import MAX_BYTES

_MAX_ENTRIES = 20_000
"""Files and folders in one archive; an archive with more is refused."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 1

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
)
"""Exceptions that zipfile raises for bytes that are not a valid archive."""


class UnreadableArchiveError(Exception):
    """An unreadable archive; the message completes a sentence after the archive's name."""


class Budget:
    """The number of bytes left to read, shared by an archive and those inside it."""

    def __init__(self, left: int = MAX_BYTES) -> None:
        self.left = left


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive; names have `/` between their parts."""

    files: tuple[str, ...]
    folders: tuple[str, ...]
    """Includes folders that have no entry of their own."""
    unsafe: tuple[str, ...]
    """Names that would be extracted outside the target folder; not in `files` or
    `folders`."""
    _zip: zipfile.ZipFile
    _entries: dict[str, zipfile.ZipInfo]
    _budget: Budget

    @classmethod
    def open(cls, data: bytes, budget: Budget) -> Archive:
        """Open the archive in these bytes. Raises UnreadableArchiveError."""
        if len(data) > MAX_BYTES:
            raise UnreadableArchiveError(f"has more than {MAX_BYTES // 2**20} MB")
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise UnreadableArchiveError("is not a zip archive") from None
        if len(archive.infolist()) > _MAX_ENTRIES:
            raise UnreadableArchiveError(f"has more than {_MAX_ENTRIES:,} entries")
        # Some tools on Windows write backslashes.
        all_ = {info.filename.replace("\\", "/"): info for info in archive.infolist()}
        named = {name: info for name, info in all_.items() if not _leads_out(name)}
        entries = {name: info for name, info in named.items() if not name.endswith("/")}
        folders = {name.rstrip("/") for name in named if name.endswith("/")}
        return cls(
            files=tuple(entries),
            folders=tuple(sorted(folders | _parents(named))),
            unsafe=tuple(name for name in all_ if name not in named),
            _zip=archive,
            _entries=entries,
            _budget=budget,
        )

    def within(self, folder: str = "") -> tuple[list[str], list[str]]:
        """Return the names of the files and of the folders directly in a folder."""
        return _children(folder, self.files), _children(folder, self.folders)

    def read(self, name: str) -> bytes:
        """Return the content of a file. Raises UnreadableArchiveError."""
        entry = self._entries[name]
        if entry.compress_type not in _METHODS or entry.flag_bits & _ENCRYPTED:
            raise UnreadableArchiveError(
                "is encrypted, or compressed by an unsupported method"
            )
        try:
            # The declared size can be wrong, so the bytes that are read are counted.
            with self._zip.open(entry) as file:
                data = file.read(self._budget.left + 1)
        except _BROKEN:
            raise UnreadableArchiveError("is damaged") from None
        self._budget.left -= len(data)
        if self._budget.left < 0:
            size = MAX_BYTES // 2**20
            raise UnreadableArchiveError(f"unpacks to more than {size} MB")
        return data


def _parents(names: Iterable[str]) -> set[str]:
    """Return the parent folders of the names, three levels deep as a package is."""
    found: set[str] = set()
    for name in names:
        parts = name.split("/", 4)[:-1][:3]
        found.update("/".join(parts[: depth + 1]) for depth in range(len(parts)))
    return found - {""}


def _children(folder: str, names: Iterable[str]) -> list[str]:
    start = f"{folder}/" if folder else ""
    inside = (name.removeprefix(start) for name in names if name.startswith(start))
    return sorted({name for name in inside if name and "/" not in name})


def _leads_out(name: str) -> bool:
    return name.startswith("/") or ".." in name.split("/") or name[1:2] == ":"
