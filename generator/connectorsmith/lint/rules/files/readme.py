"""Rules on readme.md: the sections of the submission template."""

from __future__ import annotations

import re
from collections.abc import Iterator

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import texts
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.settings.profile import CERTIFIED, Profile

_MAX_HEADING_LENGTH = 200
"""Characters; a longer line is no heading."""
_FENCE = re.compile(r" {0,3}(```|~~~)")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]*(.*)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_BOLD = re.compile(r"[ \t]*(?:\*\*|__)(.*)(?:\*\*|__):?[ \t]*")


def _headings(readme: Node) -> Iterator[str]:
    """Yield the words of each heading, in lower case; a line in bold is a heading, too."""
    fence = ""
    previous = ""
    for line in texts(readme.get("lines")):
        if opened := _FENCE.match(line):
            fence = "" if fence == opened[1] else fence or opened[1]
            previous = ""
        elif not fence and len(line) <= _MAX_HEADING_LENGTH:
            heading = _HEADING.fullmatch(line) or _BOLD.fullmatch(line)
            if heading:
                yield _words(heading[1])
            elif previous and _UNDERLINE.fullmatch(line):
                yield _words(previous)
            previous = line.strip()
        else:
            previous = ""


def _words(heading: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", heading.casefold()))


def _require_section(
    readme: Node, section: str, *names: str, rare: bool = False
) -> Iterator[Problem]:
    """Yield a problem if no heading contains one of the names.

    `rare` marks a section that most readmes of verified publishers do not have.
    """
    if any(name in heading for heading in _headings(readme) for name in names):
        return
    is_style = rare and readme.connector.profile is Profile.VERIFIED_PUBLISHER
    yield Problem(
        f"The readme must have a section {section!r}.",
        severity=Severity.INFO if is_style else None,
    )


@rule(
    "PP221",
    "readme-has-publisher",
    Severity.WARNING,
    on=Kind.README,
    profiles=CERTIFIED,
    bad="""
    # Shelf <!-- # <- here -->
    ## Prerequisites
    """,
    good="""
    # Shelf
    ## Publisher: Shelf Team
    """,
)
def readme_has_publisher(readme: Node) -> Problems:
    """The readme has a heading `Publisher: ...`.

    Why: reviewers look for it. Most readmes of verified publishers, whose listing names
        them, have none: for them it is only info.
    Fix: Add the heading "## Publisher: Your Name".
    See: certification-submission
    """
    return _require_section(readme, "Publisher", "publisher", rare=True)


@rule(
    "PP222",
    "readme-has-prerequisites",
    Severity.WARNING,
    on=Kind.README,
    profiles=CERTIFIED,
    bad="""
    # Shelf <!-- # <- here -->
    """,
    good="""
    # Shelf
    ## Pre-requisites
    """,
)
def readme_has_prerequisites(readme: Node) -> Problems:
    """The readme has a section `Prerequisites`.

    Why: users want to know which account and plan they need before they begin.
    Fix: Add the heading "## Prerequisites"; say so if there are none.
    See: certification-submission
    """
    names = ("prerequisite", "pre requisite", "requirement")
    return _require_section(readme, "Prerequisites", *names)


@rule(
    "PP223",
    "readme-has-supported-operations",
    Severity.WARNING,
    on=Kind.README,
    profiles=CERTIFIED,
    bad="""
    # Shelf <!-- # <- here -->
    """,
    good="""
    # Shelf
    ## Supported Operations
    """,
)
def readme_has_supported_operations(readme: Node) -> Problems:
    """The readme has a section `Supported Operations`.

    Why: it says what the connector can do.
    Fix: Add the heading "## Supported Operations", with one below it for each operation.
    See: certification-submission
    """
    names = ("operation", "action", "trigger")
    return _require_section(readme, "Supported Operations", *names)


@rule(
    "PP224",
    "readme-has-obtaining-credentials",
    Severity.WARNING,
    on=Kind.README,
    profiles=CERTIFIED,
    bad="""
    # Shelf <!-- # <- here -->
    """,
    good="""
    # Shelf
    Obtaining Credentials
    ---------------------
    """,
)
def readme_has_obtaining_credentials(readme: Node) -> Problems:
    """The readme has a section `Obtaining Credentials`.

    Why: a connection needs them, and every service issues them in another place. Many
        readmes of verified publishers explain this elsewhere: for them it is only info.
    Fix: Add the heading "## Obtaining Credentials"; say so if none are needed.
    See: certification-submission
    """
    names = ("credential", "authenticat", "authoriz", "api key", "api token")
    return _require_section(readme, "Obtaining Credentials", *names, rare=True)


@rule(
    "PP225",
    "readme-has-known-issues",
    Severity.WARNING,
    on=Kind.README,
    profiles=CERTIFIED,
    bad="""
    # Shelf <!-- # <- here -->
    """,
    good="""
    # Shelf
    **Known Issues and Limitations**
    """,
)
def readme_has_known_issues(readme: Node) -> Problems:
    """The readme has a section `Known Issues and Limitations`.

    Why: users need not search for what cannot work. Half of the readmes of verified
        publishers have none: for them it is only info.
    Fix: Add the heading "## Known Issues and Limitations"; say so if none are known.
    See: certification-submission
    """
    names = ("known issue", "limitation", "known problem")
    return _require_section(readme, "Known Issues and Limitations", *names, rare=True)
