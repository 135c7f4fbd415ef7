"""The lock of a folder: one process at a time writes to it.

The system's own lock on a file, which ends with its process, however that ends. The file is
removed by the holder; one that a killed build left locks nothing.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from connectorsmith.output.errors import OutputError
from connectorsmith.output.leftovers import LOCK

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE: Final = 600.0
"""Seconds to wait for another process."""
_NOTICE: Final = 1.0
"""Seconds before the wait is reported."""
_PAUSE: Final = 0.02
_FLAGS: Final = (
    os.O_RDWR
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe in its place must not block
)
_READ_ONLY: Final = (errno.EACCES, errno.EPERM, errno.EROFS)


def ignore(message: str) -> None:
    """Report nothing about a wait."""


@contextmanager
def locked(
    folder: Path,
    report: Callable[[str], None] = ignore,
    *,
    create: bool = True,
    patience: float = _PATIENCE,
) -> Generator[None]:
    """Hold the lock of a folder; wait if another process holds it, and report that.

    If `create` is False, nothing is written: this waits for a process that holds the lock.
    No process can write to a folder that is read-only, so it needs no lock.

    Raises OutputError if the lock is not free after `patience` seconds, or if the system
    refuses.
    """
    created = _create(folder) if create else ()
    path = folder / LOCK
    try:
        opened = _acquire(path, report, create=create, patience=patience)
        try:
            yield
        finally:
            if opened is not None:
                _release(opened, path, remove=create)
    finally:
        for each in created:
            with contextlib.suppress(OSError):  # it has files now
                each.rmdir()


def _create(folder: Path) -> tuple[Path, ...]:
    """Create a folder, and return it and its parents that did not exist, deepest first."""
    missing = tuple(each for each in (folder, *folder.parents) if not each.exists())
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise OutputError(f"{folder} must be a folder; move it away") from None
    except OSError as error:
        raise OutputError(f"{folder} cannot be created: {error.strerror}") from None
    return missing


def _acquire(
    path: Path, report: Callable[[str], None], *, create: bool, patience: float
) -> int | None:
    """Return the locked file; None if there is none to lock."""
    start = time.monotonic()
    reported = False
    while True:
        opened = _open(path, create=create)
        if opened is None:
            return None
        try:
            if _try_lock(opened):
                if _is_at(opened, path):
                    if create:
                        _sign(opened)
                    return opened
                # Its holder has removed it since it was opened.
                os.close(opened)
                continue
            holder = _holder(opened)
        except BaseException:
            os.close(opened)
            raise
        os.close(opened)
        waited = time.monotonic() - start
        if waited > patience:
            raise OutputError(
                f"{path.parent} is being written by {holder}; try again when it has ended"
            )
        if waited > _NOTICE and not reported:
            report(f"{path.parent}: waiting for {holder}, which writes to it\n")
            reported = True
        time.sleep(_PAUSE)


def _open(path: Path, *, create: bool) -> int | None:
    """Open the lock's file; return None if there is none and none can be created."""
    flags = _FLAGS | (os.O_CREAT if create else 0)
    try:
        opened = os.open(path, flags, 0o666)
    except FileNotFoundError:
        if create:  # the folder has been removed meanwhile
            _create(path.parent)
            return _open(path, create=create)
        return None
    except OSError as error:
        if error.errno in _READ_ONLY and not path.is_dir():
            return None
        if path.is_symlink() or path.is_dir() or path.exists():
            raise OutputError(f"{path} must be a file; move it away") from None
        raise OutputError(f"{path} cannot be written: {error.strerror}") from None
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise OutputError(f"{path} must be a file; move it away")
    return opened


def _is_at(opened: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(opened), path.lstat())
    except OSError:
        return False


def _sign(opened: int) -> None:
    """Write who holds the lock, for those who wait."""
    import platform

    text = f"process {os.getpid()} on {platform.node()}"
    with contextlib.suppress(OSError):  # the disk may be full
        os.ftruncate(opened, 0)
        os.lseek(opened, 0, os.SEEK_SET)
        os.write(opened, text.encode("utf-8", "replace"))


def _holder(opened: int) -> str:
    try:
        os.lseek(opened, 0, os.SEEK_SET)
        text = os.read(opened, 200).decode("utf-8", "replace")
    except OSError:
        text = ""
    return text if text.isprintable() and text else "another process"


if sys.platform == "win32":
    import msvcrt

    _PLACE: Final = 2**20
    """The locked byte: others can read those before it."""

    def _try_lock(opened: int) -> bool:
        os.lseek(opened, _PLACE, os.SEEK_SET)
        try:
            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(opened: int, path: Path, *, remove: bool) -> None:
        # An open file cannot be removed: if another process has opened it, that removes it.
        os.lseek(opened, _PLACE, os.SEEK_SET)
        with contextlib.suppress(OSError):
            msvcrt.locking(opened, msvcrt.LK_UNLCK, 1)
        os.close(opened)
        if remove:
            with contextlib.suppress(OSError):
                path.unlink()

else:
    import fcntl

    def _try_lock(opened: int) -> bool:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            # Some network folders have no locks; builds work there as they did without.
            if error.errno in (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP):
                return True
            raise OutputError(f"the lock cannot be taken: {error.strerror}") from None
        return True

    def _release(opened: int, path: Path, *, remove: bool) -> None:
        if remove and _is_at(opened, path):
            with contextlib.suppress(OSError):
                path.unlink()
        os.close(opened)
