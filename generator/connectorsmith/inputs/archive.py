"""Zip archives, read in memory and within limits: nothing is unpacked to the disk."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from connectorsmith.documents.limits import MAX_BYTES

_MOST_NAMES = 20_000
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
"""What zipfile raises for bytes that are no good archive."""


class UnreadableArchiveError(Exception):
    """Says, as the end of a sentence that begins with a name, what an archive is not."""


class Budget:
    """How many bytes may still be read, over all archives in each other: once the limit."""

    def __init__(self, left: int = MAX_BYTES) -> None:
        self.left = left


@dataclass(frozen=True, slots=True)
class Archive:
    """The names in one archive, with `/` between parts, and the way to its files."""

    files: tuple[str, ...]
    folders: tuple[str, ...]
    """Also those that only the names of files tell of."""
    unsafe: tuple[str, ...]
    """Names that lead out of the folder where somebody unpacks it; not in the others."""
    _zip: zipfile.ZipFile
    _entries: dict[str, zipfile.ZipInfo]
    _budget: Budget

    @classmethod
    def open(cls, data: bytes, budget: Budget) -> Archive:
        """The archive in these bytes. Raises UnreadableArchiveError."""
        if len(data) > MAX_BYTES:
            raise UnreadableArchiveError(f"has more than {MAX_BYTES // 2**20} MB")
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise UnreadableArchiveError("is no zip archive") from None
        if len(archive.infolist()) > _MOST_NAMES:
            raise UnreadableArchiveError(f"has more than {_MOST_NAMES:,} entries")
        # Backslashes are what some tools on Windows write.
        all_ = {one.filename.replace("\\", "/"): one for one in archive.infolist()}
        named = {name: one for name, one in all_.items() if not _leads_out(name)}
        entries = {name: one for name, one in named.items() if not name.endswith("/")}
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
        """The names of the files and of the folders that stand directly in a folder."""
        return _children(folder, self.files), _children(folder, self.folders)

    def read(self, name: str) -> bytes:
        """The content of a file. Raises UnreadableArchiveError."""
        entry = self._entries[name]
        if entry.compress_type not in _METHODS or entry.flag_bits & _ENCRYPTED:
            raise UnreadableArchiveError("is encrypted, or compressed in a rare way")
        try:
            # The size that an entry states is a claim: what is read is counted.
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
    """Every folder that is a part of a name, as far as a package can be deep."""
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
