"""Findings in the layout of Microsoft's validation service, to be held against its report.

    PathParameterMissingEncoding: The parameter has no x-ms-url-encoding. ValuePath: '/paths/...'

The codes and the places are Microsoft's, the sentences are ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectorsmith.diagnostics.arrange import arrange
from connectorsmith.diagnostics.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from connectorsmith.diagnostics.findings import Finding


def format_microsoft(
    findings: Sequence[Finding],
    sources: Mapping[str, str],  # unused: every format has the same shape
) -> str:
    """Return one line for each place of each finding; empty if there is no finding.

    A finding that the service has no code for has the id of our rule.
    """
    return "".join(
        f"{finding.code or finding.rule}: {visible(finding.message)} "
        f"ValuePath: '{visible(pointer)}'\n"
        for finding in arrange(findings)
        for pointer in (finding.pointer, *(place.pointer for place in finding.also))
    )
