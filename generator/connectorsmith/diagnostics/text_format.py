"""Findings as text for a terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from connectorsmith.diagnostics.arrange import arrange
from connectorsmith.diagnostics.findings import Finding, Severity
from connectorsmith.diagnostics.frame import frame
from connectorsmith.diagnostics.lines import Lines
from connectorsmith.diagnostics.visible import visible

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_BOLD, _DIM = "1", "2"
_COLOURS = {
    Severity.BLOCKING: "1;31",
    Severity.ERROR: "31",
    Severity.WARNING: "33",
    Severity.INFO: "36",
}


def format_text(
    findings: Sequence[Finding],
    sources: Mapping[str, str],
    *,
    color: bool = False,
    explained: Collection[Severity] = frozenset(Severity),
) -> str:
    """Return the findings with frames of their source, and a line that counts them.

    A finding has the line `file:line:column: severity RULE message`, the frame, `hint: ...`
    and the lines that it proposes, to be copied. `sources` maps `Location.file` to the text
    of that file; a file without text has no frame. A finding of a severity that is not in
    `explained` has no frame, and its hint only if it proposes lines.

    Control characters of a definition are made visible; `color` adds ANSI colours.
    """
    arranged = arrange(findings)
    files = {finding.location.file for finding in arranged}
    lines = {file: Lines(text) for file, text in sources.items() if file in files}
    blocks = [
        (
            _block(finding, lines, color)
            if finding.severity in explained
            else "\n".join([_headline(finding, color), *_proposed(finding), ""])
        )
        for finding in arranged
    ]
    # A block ends with an empty line; headlines without a frame do not.
    return "".join([*blocks, count_line(arranged) + "\n"])


def count_line(findings: Sequence[Finding]) -> str:
    """Return the number of findings of each severity, worst first, in words."""
    if not findings:
        return "No findings."
    counts = Counter(finding.severity for finding in findings)
    parts = [_counted(counts[severity], severity) for severity in Severity]
    files = len({finding.location.file for finding in findings})
    listed = ", ".join(part for part in parts if part)
    return f"{listed} in {files} {'file' if files == 1 else 'files'}."


def _counted(count: int, severity: Severity) -> str:
    countable = severity in (Severity.ERROR, Severity.WARNING)
    return f"{count} {severity}{'s' if countable and count > 1 else ''}" * bool(count)


_MAX_PLACES = 4
"""Other places of a finding that are listed; further ones are only counted."""


def also_at(finding: Finding) -> str:
    """Return the first other places as line:column, and the number of further ones."""
    places = [
        f"{place.location.line}:{place.location.column}"
        for place in finding.also[:_MAX_PLACES]
    ]
    further = len(finding.also) - len(places)
    return ", ".join(places) + (f" and {further} more" if further else "")


def _headline(finding: Finding, color: bool) -> str:
    place = _painted(f"{visible(str(finding.location))}:", _BOLD, color)
    severity = _painted(finding.severity, _COLOURS[finding.severity], color)
    others = len(finding.also)
    more = f" (and {others} more places)" if others else ""
    message = visible(finding.message)
    if more:
        message = f"{message.removesuffix('.')}{more}."
    return f"{place} {severity} {visible(finding.rule)} {message}"


def _block(finding: Finding, lines: Mapping[str, Lines], color: bool) -> str:
    rows = [_headline(finding, color)]
    if source := lines.get(finding.location.file):
        location = finding.location
        framed = frame(source, location.line, location.column)
        rows += [_painted(row, _DIM, color) for row in framed]
    if finding.hint and not finding.lines:
        rows.append(f"  hint: {visible(finding.hint)}")
    rows += _proposed(finding)
    if finding.also:
        rows.append(f"  also at {also_at(finding)}")
    return "\n".join(rows) + "\n\n"


def _proposed(finding: Finding) -> list[str]:
    """Return the hint with the lines that it proposes; empty if it proposes none."""
    if not finding.lines:
        return []
    lines = [f"    {visible(line)}".rstrip() for line in finding.lines]
    return [f"  hint: {visible(finding.hint or '')}", *lines]


def _painted(text: str, code: str, color: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if color else text
