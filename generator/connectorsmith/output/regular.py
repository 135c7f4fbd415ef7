"""Reading of files of the output folder; anything else in their place is an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from connectorsmith.output.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

_MAX_BYTES: Final = 2**28
"""More than connectorsmith writes to one file: a definition has at most 16 MB."""


def read_regular(path: Path) -> bytes | None:
    """Return a file's content; None if there is nothing.

    Raises OutputError for anything but a regular file, and for a link without a target:
    pipes and devices, which can block or never end, are not opened.
    """
    try:
        if path.is_file():
            if path.stat().st_size > _MAX_BYTES:
                raise OutputError(
                    f"{path} must not be larger than 256 MB; move it away"
                )
            return path.read_bytes()
        present = path.exists() or path.is_symlink()
    except OSError as error:
        raise OutputError(f"{path} cannot be read: {error.strerror}") from None
    if present:
        raise OutputError(f"{path} must be a file; move it away")
    return None
