"""The error of a body that is not of the declared type."""

from __future__ import annotations


class UndecodableError(Exception):
    """A body that is not of the declared type: `where` it differs, and how."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}" if where else problem)
        self.where = where
