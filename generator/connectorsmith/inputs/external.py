"""Files that `$ref`s of a definition name, read below one folder only."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from connectorsmith.diagnostics.findings import Finding, Severity, UnreadableError
from connectorsmith.documents.document import Document
from connectorsmith.documents.limits import MAX_BYTES

MAX_FILES = 100
"""Files that the `$ref`s of a definition can name; further ones are not read."""
_ABSOLUTE = re.compile(r"/(?!/)|\\|[A-Za-z]:[\\/]")
_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")

Loader = Callable[[Path, str], Document]


@dataclass(frozen=True, slots=True, eq=False)
class ExternalFile:
    """A file of definitions; the definition itself is the first."""

    path: Path
    """Its path, with links resolved."""
    document: Document

    @property
    def stem(self) -> str:
        """Its name without folders and endings."""
        return self.path.name.partition(".")[0]


class ExternalFiles:
    """The files of one definition, each read once."""

    def __init__(self, path: Path, definition: Document, root: Path, load: Loader):
        """Start with the definition at `path`; `root` is the folder of all files."""
        self.main = ExternalFile(_resolved(path) or path, definition)
        self.findings: list[Finding] = []
        """The findings of all other files."""
        self.is_complete = True
        """False if a file was not read."""
        self._root = _resolved(root) or root
        self._shown = posixpath.normpath(root.as_posix())
        self._load = load
        self._known: dict[Path, ExternalFile | str] = {self.main.path: self.main}
        self._bytes = len(definition.source.text)

    @property
    def others(self) -> tuple[ExternalFile, ...]:
        """The files that were read, without the definition."""
        files = (file for file in self._known.values() if not isinstance(file, str))
        return tuple(file for file in files if file is not self.main)

    def open(self, holder: ExternalFile, written: str) -> ExternalFile | str:
        """Return the file that a `$ref` in `holder` names; if it is not read, the reason.

        Nothing is said about a file outside of the folder, not even if it exists.
        """
        file = self._open(holder, written)
        if isinstance(file, str):
            self.is_complete = False
        return file

    def _open(self, holder: ExternalFile, written: str) -> ExternalFile | str:
        if _ABSOLUTE.match(written):
            return "must be relative to its own file"
        if _REMOTE.match(written):
            return "must not be remote"
        if "\\" in written:
            return "must have '/' between folders"
        relative = unquote(written)
        path = _resolved(holder.path.parent / relative)
        if path is None or not path.is_relative_to(self._root):
            return f"must not lead out of the folder '{self._shown}'"
        known = self._known.get(path)
        if known is None:
            name = posixpath.join(
                posixpath.dirname(holder.document.source.name), relative
            )
            known = self._known[path] = self._read(path, posixpath.normpath(name))
        return known

    def _read(self, path: Path, name: str) -> ExternalFile | str:
        if len(self._known) > MAX_FILES:
            return f"must not be to more than {MAX_FILES} files"
        try:
            document = self._load(path, name)
        except UnreadableError as error:
            first = error.findings[0]
            if path.is_file():
                self.findings += [
                    replace(finding, severity=Severity.ERROR, is_fault=True)
                    for finding in error.findings
                ]
                return "must lead to a file that can be read"
            return (
                f"must lead to a file: {first.message[:1].lower()}{first.message[1:-1]}"
            )
        self._bytes += len(document.source.text)
        if self._bytes > MAX_BYTES:
            return f"must not make the definition larger than {MAX_BYTES // 2**20} MB"
        self.findings += document.findings
        return ExternalFile(path, document)


def _resolved(path: Path) -> Path | None:
    """Return a path without links; None if the system refuses it."""
    try:
        return Path(os.path.realpath(path, strict=False))
    except (OSError, ValueError):
        return None
