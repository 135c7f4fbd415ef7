"""Findings as workflow commands of GitHub Actions, which shows them beside the code.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectorsmith.diagnostics.arrange import arrange
from connectorsmith.diagnostics.findings import Finding, Severity
from connectorsmith.diagnostics.text_format import also_at
from connectorsmith.diagnostics.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_COMMANDS = {
    Severity.BLOCKING: "error",
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}


def format_github(
    findings: Sequence[Finding],
    sources: Mapping[str, str],  # unused: every format has the same shape
) -> str:
    """Return one command for each finding, each on a line; empty if there is no finding."""
    return "".join(_command(finding) + "\n" for finding in arrange(findings))


def _command(finding: Finding) -> str:
    location = finding.location
    text = visible(finding.message)
    if finding.hint:
        text += f"\nhint: {visible(finding.hint)}"
    if finding.also:
        text += f"\nalso at {also_at(finding)}"
    text += "".join(f"\n{visible(line)}" for line in finding.lines)
    properties = ",".join(
        (
            f"file={_property(location.file)}",
            f"line={location.line}",
            f"col={location.column}",
            f"title={_property(finding.rule)}",
        )
    )
    return f"::{_COMMANDS[finding.severity]} {properties}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
