"""The error for a body that differs from its declared type."""

from __future__ import annotations


class UndecodableError(Exception):
    """A body that differs from its declared type at the path `where`."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}" if where else problem)
        self.where = where
        self.problem = problem
