"""The files that exist only while a build writes, and are left if it is killed."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

JOURNAL: Final = ".connectorsmith.journal"
LOCK: Final = ".connectorsmith.lock"
_TEMPORARY = re.compile(r"\.connectorsmith-[0-9a-f]{16}\.tmp")


def temporary_name() -> str:
    """Return a new name for a file that is written and then renamed."""
    return f".connectorsmith-{secrets.token_hex(8)}.tmp"


def leftovers(folder: Path) -> tuple[Path, ...]:
    """Return the leftovers in one folder, sorted; those of a running build are among them."""
    return tuple(
        folder / name
        for name in _names(folder)
        if name in (JOURNAL, LOCK) or _TEMPORARY.fullmatch(name)
    )


def has_files(folder: Path, removed: Collection[Path] = ()) -> bool:
    """Return whether there is more below a folder than folders, temporary files, and files
    that are to be removed.
    """
    return not all(
        each in removed
        or _TEMPORARY.fullmatch(each.name)
        or (each.is_dir() and not each.is_symlink())
        for each in folder.rglob("*")
    )


def sweep(folders: Iterable[Path]) -> None:
    """Remove the temporary files in folders whose lock is held."""
    for folder in folders:
        for name in _names(folder):
            if _TEMPORARY.fullmatch(name):
                with contextlib.suppress(OSError):
                    (folder / name).unlink()


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []
