"""Errors of planning and writing output."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LISTED = 10


class OutputError(Exception):
    """Output that cannot be planned or written; the message is one line."""


class UnsafePathError(OutputError):
    """A path that must not be written: outside its folder, or not portable."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"refusing to write {path!r}: {reason}")
        self.path = path
        self.reason = reason


class ManifestError(OutputError):
    """A manifest that cannot be read."""


class EditedError(OutputError):
    """Files in place of output that were edited, or that connectorsmith did not write.

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
