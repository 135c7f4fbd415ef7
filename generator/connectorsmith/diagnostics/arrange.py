"""The order in which findings are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectorsmith.diagnostics.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable


def arrange(findings: Iterable[Finding]) -> list[Finding]:
    """Blocking findings first, then by file, line and column.

    Findings with the same rule, message and location are told once: the worst of them.
    """
    told: dict[tuple[object, ...], Finding] = {}
    for finding in sorted(findings, key=_order):
        told.setdefault((finding.rule, finding.message, finding.location), finding)
    return list(told.values())


def _order(finding: Finding) -> tuple[object, ...]:
    return (
        finding.severity is not Severity.BLOCKING,
        finding.location,
        finding.severity.rank,
        finding.rule,
        finding.message,
        finding.pointer,
        finding.hint or "",
    )
