"""Checks of relative paths: each must mean the same file on every system."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from connectorsmith.output.errors import UnsafePathError
from connectorsmith.text.devices import is_device

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_MAX_NAME = 200
"""Bytes of one name; a path with a longer one is refused. File systems allow 255, and a
temporary name needs some."""


def check_paths(paths: Iterable[str]) -> None:
    """Raise UnsafePathError for the first path that must not be written.

    Also refuses two paths that are one on some file systems, and a path that is both a
    file and a folder.
    """
    seen: dict[str, tuple[str, bool]] = {}
    for path in paths:
        check_path(path)
        parts = path.split("/")
        for count in range(1, len(parts) + 1):
            found = "/".join(parts[:count]), count == len(parts)
            before = seen.setdefault(fold(found[0]), found)
            if before != found or (found[1] and before is not found):
                raise UnsafePathError(path, f"{before[0]!r} takes the same place")


def check_path(path: str) -> None:
    """Raise UnsafePathError unless the path is relative, without `..`, and portable."""
    if bad := _FORBIDDEN.search(path):
        raise UnsafePathError(path, f"{bad[0]!r} is not allowed in a name")
    for part in path.split("/"):
        if part in ("", ".", ".."):
            raise UnsafePathError(path, "it is not a plain relative path")
        if part[-1] in ". ":
            raise UnsafePathError(path, "a name ends with a dot or a space")
        if is_device(part):
            raise UnsafePathError(path, f"{part!r} is a device on Windows")
        try:
            size = len(part.encode("utf-8"))
        except UnicodeEncodeError:
            raise UnsafePathError(path, "a name is not valid Unicode") from None
        if size > _MAX_NAME:
            raise UnsafePathError(path, f"a name has more than {_MAX_NAME} bytes")


def fold(path: str) -> str:
    """Return the same text for all paths that some file system treats as one."""
    folded = unicodedata.normalize("NFC", path).casefold()
    return unicodedata.normalize("NFC", folded)


class Inside:
    """A check that paths, with links resolved, stay in one folder."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._real = _resolved(root, str(root))
        self._known: set[Path] = set()

    def check(self, path: str) -> Path:
        """Return the full path. Raises UnsafePathError if a link leads outside."""
        full = self._root / path
        if full.parent not in self._known:
            self._check(full.parent, path)
            self._known.add(full.parent)
        if full.is_symlink():
            self._check(full, path)
        return full

    def _check(self, full: Path, path: str) -> None:
        if not _resolved(full, path).is_relative_to(self._real):
            raise UnsafePathError(path, "a link on the way leads outside")


def _resolved(full: Path, path: str) -> Path:
    try:
        return full.resolve()
    except (OSError, RuntimeError):  # RuntimeError: a link to itself, before 3.13
        raise UnsafePathError(path, "a link on the way leads nowhere") from None
