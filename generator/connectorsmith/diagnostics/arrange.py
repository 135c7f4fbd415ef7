"""The order in which findings are reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectorsmith.diagnostics.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable


def arrange(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in order: blocking ones first, then by file, line and column.

    Of findings with the same rule, message and location only the worst is kept.
    """
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in sorted(findings, key=_order):
        kept.setdefault((finding.rule, finding.message, finding.location), finding)
    return list(kept.values())


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
