"""A finding is a value: which rule, how bad, where, what, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters, worst first."""

    BLOCKING = "blocking"
    """No correct output can be made: stops `build`."""
    ERROR = "error"
    """The platform or certification refuses it."""
    WARNING = "warning"
    """Certification remarks it, or users suffer."""
    INFO = "info"
    """Style."""

    @property
    def rank(self) -> int:
        """0 for the worst; sorts findings."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file, as a person and an editor count: lines and columns from 1.

    `file` is as the person named it (never made absolute), with `/` between parts.
    """

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One more place of a finding."""

    location: Location
    pointer: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a person should know about one place in their files."""

    rule: str
    """The id of the rule, as `explain` takes it."""
    severity: Severity
    message: str
    """What is wrong, one line, without the place."""
    location: Location
    pointer: str = ""
    """JSON pointer (RFC 6901) of the place in its document; empty for the whole file."""
    hint: str | None = None
    """What to do, one line."""
    lines: tuple[str, ...] = ()
    """What to write into a file, line by line, where the hint says so."""
    code: str | None = None
    """Under which Microsoft's validation reports the same."""
    also: tuple[Place, ...] = ()
    """The other places of the same thing, in the order of the file."""


class UnreadableError(Exception):
    """An input that cannot be read at all: the command line exits with 2.

    Carries the findings that say where and why; there is always at least one.
    """

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(f"{f.location}: {f.message}" for f in findings))
        self.findings = findings
