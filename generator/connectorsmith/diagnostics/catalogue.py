"""Kinds of findings: what each is called, how bad it is, and what `explain` says of it."""

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
    """What a docstring says about a rule."""

    title: str
    """What holds in a good connector, one sentence."""
    why: str
    remedy: str
    """What to do, one line."""
    link: str
    """The page that says so."""

    @classmethod
    def parse(cls, docstring: str) -> Documentation:
        """Read a docstring: a title, then the parts `Why:`, `Fix:` and `See:`.

        `See:` holds the name of a page of Microsoft's custom connector documentation,
        or a whole URL. A part that is missing is empty.
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
    """A kind of findings that is no rule of lint, declared beside the code that makes them.

    The registry of lint lists every kind, so that `explain`, `--select` and the
    documentation know them.
    """

    id: str
    slug: str
    """The name that people say: `mapping-keys-are-unique`."""
    severity: Severity
    docstring: str
    """A title, then the parts `Why:`, `Fix:` and `See:`, as a rule has them."""
    aliases: tuple[str, ...] = ()
    """Other ids that `explain` takes for it."""

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
        """Make a finding of this kind; `severity` where it differs from the kind's."""
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
        """Make the error to raise where nothing more can be read."""
        return UnreadableError(
            self.finding(location, message, hint, severity=Severity.BLOCKING)
        )
