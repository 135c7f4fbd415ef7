"""Dynamic values and schemas that a program cannot ask for, though a maker of flows can."""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics.findings import Finding, Severity
from connectorsmith.ir.connector import Connector
from connectorsmith.ir.dynamic import Asked
from connectorsmith.naming.names import Names
from connectorsmith.spec.document import Document

RULE = "CS026"

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
        yield Finding(RULE, Severity.WARNING, message, location, pointer)
