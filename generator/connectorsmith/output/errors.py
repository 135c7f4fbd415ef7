"""Why nothing was written, or why writing stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LISTED = 10


class OutputError(Exception):
    """Output cannot be planned or written; the message says what to do, in one line."""


class UnsafePathError(OutputError):
    """A path that must never be written: outside its folder, or not for every system."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"refusing to write {path!r}: {reason}")
        self.path = path
        self.reason = reason


class ManifestError(OutputError):
    """Our own list of written files cannot be read."""


class EditedError(OutputError):
    """Files that somebody else wrote or edited stand where output should go.

    Raised before anything is written. `paths` are relative to the output folder.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        listed = ", ".join(paths[:_LISTED])
        if len(paths) > _LISTED:
            listed += f" and {len(paths) - _LISTED} more"
        super().__init__(
            f"not written by connectorsmith, or edited since: {listed}"
            " (move the changes elsewhere, or overwrite them with --force)"
        )
        self.paths = tuple(paths)
