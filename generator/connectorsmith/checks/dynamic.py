"""Checks of dynamic values and schemas that no SDK method can fetch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from connectorsmith.diagnostics.catalogue import FindingKind
from connectorsmith.diagnostics.findings import Finding, Severity
from connectorsmith.documents.document import Document
from connectorsmith.ir.connector import Connector
from connectorsmith.ir.dynamic import Asked
from connectorsmith.naming.names import Names
from connectorsmith.openapi.dynamic import extension_around

NO_METHOD: Final = FindingKind(
    "CS026",
    "dynamic-call-has-sdk-method",
    Severity.WARNING,
    """
    The SDK can fetch all dynamic values and schemas.

    Why: only the platform has a file picker, and no call can be made without its operation
        and all of its arguments.
    Fix: Name an existing operation and its parameters. A file picker may stay, but users of
        the SDK have to know its values.
    See: openapi-extensions
    """,
)

_MISSING = {
    Asked.CHOICES: "The SDK cannot make this call for dynamic values",
    Asked.SCHEMA: "The SDK cannot make this call for a dynamic schema",
}


def check_dynamic(
    connector: Connector,
    names: Names,
    definition: Document,
    reported: Iterable[Finding] = (),
) -> Iterator[Finding]:
    """Yield a warning for each dynamic value or schema that no SDK method can fetch.

    `reported` are the findings of the rules, which check the same calls: a call for which
    they report the cause is skipped.
    """
    reported_places = set(_dynamic_places(reported))
    missing = [(call.at, call.asked, call.reason) for call in connector.unanswered]
    missing += [
        (
            call.at,
            call.asked,
            f"{call.operation} needs a value that the SDK cannot give",
        )
        for call in connector.lookups
        if call.id not in names.lookups
    ]
    for pointer, asked, reason in missing:
        if pointer not in reported_places:
            location = definition.locate(pointer, key=True)
            message = f"{_MISSING[asked]}: {reason}."
            yield NO_METHOD.finding(location, message, pointer=pointer)


def _dynamic_places(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the dynamic values and schemas of findings; those of severity info do not count."""
    for finding in findings:
        if finding.severity is Severity.INFO:
            continue
        for pointer in (finding.pointer, *(place.pointer for place in finding.also)):
            extension = extension_around(pointer)
            if extension is not None:
                yield extension
