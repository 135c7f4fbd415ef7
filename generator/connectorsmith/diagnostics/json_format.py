"""Findings for a program: our own, versioned JSON.

    {"version": 1, "findings": [{
        "rule": "CS101",                 the id, as `explain` takes it
        "name": "...",                   the rule's slug; `explain` takes it, too
        "severity": "error",             blocking, error, warning or info
        "message": "...",                one line
        "file": "spec/x/...", "line": 3, "column": 5,     lines and columns from 1
        "pointer": "/paths/~1items",     RFC 6901; "" for the whole file
        "hint": "..." or null,
        "lines": ["..."],                lines that the hint says to write; only if any
        "microsoft": "...",              the code of Microsoft's validation; only if any
        "also": [{"line": 9, "column": 5, "pointer": "..."}]
                                         other places of the same problem; only if any
    }]}

The version changes if programs that read this would break; members may be added without.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from connectorsmith.diagnostics.arrange import arrange

if TYPE_CHECKING:
    from collections.abc import Sequence

    from connectorsmith.diagnostics.findings import Finding

VERSION: Final = 1
_NO_NAMES: Final[Mapping[str, str]] = MappingProxyType({})


def format_json(
    findings: Sequence[Finding],
    sources: Mapping[str, str],  # unused: every format has the same shape
    *,
    names: Mapping[str, str] = _NO_NAMES,
) -> str:
    """Return the findings in the JSON format of this module, in
    ASCII, in the order of the text format.

    `names` maps the ids of rules to their slugs.
    """
    listed = [
        {
            "rule": finding.rule,
            **({"name": names[finding.rule]} if finding.rule in names else {}),
            "severity": finding.severity.value,
            "message": finding.message,
            "file": finding.location.file,
            "line": finding.location.line,
            "column": finding.location.column,
            "pointer": finding.pointer,
            "hint": finding.hint,
            **({"lines": finding.lines} if finding.lines else {}),
            **({"microsoft": finding.code} if finding.code else {}),
            **({"also": _places(finding)} if finding.also else {}),
        }
        for finding in arrange(findings)
    ]
    return json.dumps({"version": VERSION, "findings": listed}, indent=2) + "\n"


def _places(finding: Finding) -> list[dict[str, object]]:
    return [
        {
            "line": place.location.line,
            "column": place.location.column,
            "pointer": place.pointer,
        }
        for place in finding.also
    ]
