"""Dynamic values and schemas that a program cannot ask for, though a maker of flows can."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from connectorsmith.checks.dynamic import NO_METHOD
from connectorsmith.diagnostics.findings import Finding, Severity
from connectorsmith.documents.document import Document
from connectorsmith.ir.connector import Connector
from connectorsmith.ir.dynamic import Asked
from connectorsmith.naming.names import Names

_MISSING = {
    Asked.CHOICES: "The SDK cannot ask for the choices of this",
    Asked.SCHEMA: "The SDK cannot ask for the schema of this",
}


def check_dynamic(
    connector: Connector, names: Names, definition: Document
) -> Iterator[Finding]:
    """A warning for each place whose values or schema no method tells."""
    told = [(one.at, one.asked, one.reason) for one in connector.unanswered]
    told += [
        (one.at, one.asked, f"nobody can give what {one.operation} needs")
        for one in connector.lookups
        if one.id not in names.lookups
    ]
    for pointer, asked, reason in told:
        location = definition.locate(pointer, key=True)
        message = f"{_MISSING[asked]}: {reason}."
        yield NO_METHOD.finding(location, message, pointer=pointer)


_PLACE = re.compile(r".*?/x-ms-dynamic-(?:values|list|schema|properties|tree)(?=/|\Z)")


def with_consequences(
    found: Iterable[Finding], consequences: Iterable[Finding]
) -> tuple[Finding, ...]:
    """All findings, less those of this module whose cause is told inside of their place."""
    found = tuple(found)
    told = {place for one in found if _matters(one) for place in _places(one)}
    return (
        *found,
        *(
            one
            for one in consequences
            if one.rule != NO_METHOD.id or one.pointer not in told
        ),
    )


def _matters(finding: Finding) -> bool:
    return finding.severity is not Severity.INFO


def _places(finding: Finding) -> Iterator[str]:
    """The dynamic values and schemas that a finding is about."""
    for pointer in (finding.pointer, *(place.pointer for place in finding.also)):
        match = _PLACE.match(pointer)
        if match:
            yield match[0]
