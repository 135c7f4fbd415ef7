"""`[lint]` of connector.toml: the publisher's profile, and accepted findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from connectorsmith.diagnostics.catalogue import FindingKind
from connectorsmith.diagnostics.findings import Location, Severity
from connectorsmith.settings.profile import Profile
from connectorsmith.settings.reader import Reader

_FORM = 'has to be "RULE", "RULE /a/pointer" or "RULE OperationId"'

UNUSED: Final = FindingKind(
    "CS013",
    "ignore-matches-finding",
    Severity.WARNING,
    """
    An ignore in connector.toml matches a finding.

    Why: an ignore that matches nothing is misspelt, or its finding is fixed; left there, it
        would hide the next finding.
    Fix: Remove the line, or correct its rule or its place.
    See: certification-submission
    """,
)


@dataclass(frozen=True, slots=True)
class Ignore:
    """An accepted rule, for all of a connector or for one part of a document."""

    rule: str
    """Its id or its slug."""
    place: str
    """A JSON pointer or an operationId; empty for the whole connector."""
    reason: str
    location: Location
    """Its line in connector.toml."""


@dataclass(frozen=True, slots=True)
class LintConfig:
    """Settings of the lint rules."""

    profile: Profile | None = None
    ignores: tuple[Ignore, ...] = ()


def read_lint(reader: Reader) -> LintConfig:
    """Return the settings under `[lint]`; errors are added to the reader's findings."""
    at = ("lint",)
    reader.table(at, ("profile", "ignore"))
    name = reader.text((*at, "profile"))
    profile = next((one for one in Profile if one == name), None)
    if name is not None and profile is None:
        reader.complain((*at, "profile"), f"has to be one of {', '.join(Profile)}")
    keys = reader.table((*at, "ignore"), None)
    read = (_ignore(reader, (*at, "ignore", key)) for key in keys)
    return LintConfig(profile, tuple(one for one in read if one is not None))


def _ignore(reader: Reader, at: tuple[str, ...]) -> Ignore | None:
    rule, _, place = at[-1].partition(" ")
    reason = reader.value(at)
    is_pointer = place.startswith("/")
    if not rule or place != place.strip() or (" " in place and not is_pointer):
        reader.complain(at, _FORM)
        return None
    if not isinstance(reason, str) or not reason.strip():
        reader.complain(at, "has to be the reason, as text")
        return None
    return Ignore(rule, place, reason.strip(), reader.locate(*at))
