"""Findings: a rule, a severity, a message, a place and a hint."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """The severity of a finding, worst first."""

    BLOCKING = "blocking"
    """No output is possible: `build` stops."""
    ERROR = "error"
    """The platform or certification rejects it."""
    WARNING = "warning"
    """Certification criticises it, or it makes the connector hard to use."""
    INFO = "info"
    """Style."""

    @property
    def rank(self) -> int:
        """0 for the worst; sorts findings."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; lines and columns count from 1, as in an editor.

    `file` is the path as the user gave it (never made absolute), with `/` between parts.
    """

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Another place of a finding."""

    location: Location
    pointer: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem at a place of a connector's files."""

    rule: str
    """The id of the rule, as `explain` takes it."""
    severity: Severity
    message: str
    """The problem, one line, without the place."""
    location: Location
    pointer: str = ""
    """JSON pointer (RFC 6901) of the place in its document; empty for the whole file."""
    hint: str | None = None
    """The remedy, one line."""
    lines: tuple[str, ...] = ()
    """Lines that the hint says to write into a file."""
    code: str | None = None
    """The code under which Microsoft's validation reports the same."""
    also: tuple[Place, ...] = ()
    """Other places of the same problem, in the order of the file."""
    is_fault: bool = False
    """True if the definition is not valid OpenAPI 2.0 there, or the output lacks a part or
    changes it because of it: `build --strict` stops."""


class UnreadableError(Exception):
    """An input that cannot be read; the command line exits with 2.

    Carries one or more findings that give the place and the reason.
    """

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(f"{f.location}: {f.message}" for f in findings))
        self.findings = findings
