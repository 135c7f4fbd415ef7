"""Findings as SARIF 2.1.0, which code scanning services read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from connectorsmith.diagnostics.arrange import arrange
from connectorsmith.diagnostics.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_DRIVE = re.compile("[A-Za-z]:/")
_LEVELS = {
    Severity.BLOCKING: "error",
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}


class RuleText(NamedTuple):
    """The documentation of a rule."""

    name: str
    title: str
    help: str
    url: str | None = None


def format_sarif(
    findings: Sequence[Finding],
    sources: Mapping[str, str],  # unused: every format has the same shape
    *,
    rules: Mapping[str, RuleText],
    version: str,
) -> str:
    """Return a SARIF log with one run.

    `rules` maps rule ids to their documentation; other rules are listed by id only.
    `version` is that of connectorsmith. Files are relative, percent-encoded URIs.
    """
    arranged = arrange(findings)
    ids = sorted({*rules, *(finding.rule for finding in arranged)})
    index = {rule: position for position, rule in enumerate(ids)}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "connectorsmith",
                        "version": version,
                        "rules": [_rule(rule, rules.get(rule)) for rule in ids],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(finding, index[finding.rule]) for finding in arranged
                ],
            }
        ],
    }
    return json.dumps(log, indent=2) + "\n"


def _rule(rule: str, text: RuleText | None) -> dict[str, object]:
    if text is None:
        return {"id": rule}
    described: dict[str, object] = {
        "id": rule,
        "name": text.name,
        "shortDescription": {"text": text.title},
        "help": {"text": text.help},
    }
    return described | ({"helpUri": text.url} if text.url else {})


def _result(finding: Finding, index: int) -> dict[str, object]:
    parts = (finding.message, finding.hint or "", *finding.lines)
    # Text of a definition must not become a link (3.11.6).
    text = "\n".join(part for part in parts if part).replace("](", "] (")
    related = [
        {"id": number, **_location(place.location, place.pointer)}
        for number, place in enumerate(finding.also, 1)
    ]
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_location(finding.location, finding.pointer)],
        **({"relatedLocations": related} if related else {}),
        **({"properties": {"microsoft": finding.code}} if finding.code else {}),
        "partialFingerprints": {"connectorsmith/v1": _fingerprint(finding)},
    }


def _location(location: Location, pointer: str) -> dict[str, object]:
    place: dict[str, object] = {
        "physicalLocation": {
            "artifactLocation": {"uri": uri_of(location.file)},
            "region": {
                "startLine": location.line,
                "startColumn": location.column,
            },
        }
    }
    logical = {"logicalLocations": [{"fullyQualifiedName": pointer}]}
    return place | (logical if pointer else {})


def _fingerprint(finding: Finding) -> str:
    """Return a hash that stays the same if a finding moves to another line."""
    parts = (finding.rule, finding.location.file, finding.pointer, finding.message)
    data = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:32]


def uri_of(file: str) -> str:
    """Return a file's name as a URI reference; only an absolute name gets a scheme."""
    path = quote(os.fsencode(file), safe="/")
    if _DRIVE.match(file):
        return f"file:///{file[:2]}{quote(os.fsencode(file[2:]), safe='/')}"
    return f"file://{path}" if file.startswith("/") else path
