"""Kinds of findings, with their severity and documentation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from inspect import cleandoc

from connectorsmith.diagnostics.findings import (
    Finding,
    Location,
    Severity,
    UnreadableError,
)

_PAGES = "https://learn.microsoft.com/en-us/connectors/custom-connectors/"


@dataclass(frozen=True, slots=True)
class Documentation:
    """The documentation of a rule, parsed from its docstring."""

    title: str
    """One sentence that is true of a correct connector."""
    why: str
    remedy: str
    """The remedy, one line."""
    link: str
    """The URL of a page about it."""

    @classmethod
    def parse(cls, docstring: str) -> Documentation:
        """Parse a docstring: a title, then the parts `Why:`, `Fix:` and `See:`.

        `See:` holds the name of a page of Microsoft's custom connector documentation, or a
        whole URL. Missing parts are empty.
        """
        text = cleandoc(docstring)
        parts: dict[str, str] = {
            name: " ".join(body.split()) for name, body in _PART.findall(text)
        }
        see = parts.get("See", "")
        return cls(
            title=" ".join(text.split("\n\n", 1)[0].split()),
            why=parts.get("Why", ""),
            remedy=parts.get("Fix", ""),
            link=see if not see or "://" in see else _PAGES + see,
        )


_PART = re.compile(
    r"^(Why|Fix|See): (.*?)(?=^(?:Why|Fix|See): |\Z)", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A kind of findings that no rule of lint makes; it is declared beside the code that does.

    The registry of lint lists every kind, so that `explain`, `--select` and the
    documentation know them.
    """

    id: str
    slug: str
    """The readable name: `mapping-keys-are-unique`."""
    severity: Severity
    docstring: str
    """A title, then the parts `Why:`, `Fix:` and `See:`, as a rule has them."""
    aliases: tuple[str, ...] = ()
    """Other ids that `explain` accepts."""

    @property
    def documentation(self) -> Documentation:
        """The parts of the docstring."""
        return Documentation.parse(self.docstring)

    def finding(
        self,
        location: Location,
        message: str,
        hint: str | None = None,
        *,
        pointer: str = "",
        severity: Severity | None = None,
        lines: tuple[str, ...] = (),
    ) -> Finding:
        """Return a finding of this kind. `severity` overrides that of the kind."""
        return Finding(
            self.id,
            severity or self.severity,
            message,
            location,
            pointer,
            hint,
            lines,
        )

    def refuse(
        self, location: Location, message: str, hint: str | None = None
    ) -> UnreadableError:
        """Return the error to raise if reading must stop at this finding."""
        return UnreadableError(
            self.finding(location, message, hint, severity=Severity.BLOCKING)
        )
