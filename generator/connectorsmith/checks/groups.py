"""New operations that belong to no group, in a connector that has groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics.catalogue import FindingKind
from connectorsmith.diagnostics.findings import Finding, Severity
from connectorsmith.documents.document import Document
from connectorsmith.ir.connector import Connector
from connectorsmith.naming.groups import suggest
from connectorsmith.naming.names import Names
from connectorsmith.settings.lock import Lock
from connectorsmith.text.toml import key, quoted

ALONE: Final = FindingKind(
    "CS060",
    "new-operation-has-a-group",
    Severity.INFO,
    """
    A new operation belongs to a group, if others do.

    Why: its method is one of the client itself, and this name is kept: users of the SDK
        look for it beside similar methods, which are in a group.
    Fix: Name its group in connector.toml, or give it the tag or the operationId of one.
    See: openapi-extensions
    """,
)


def check_groups(
    connector: Connector, names: Names, lock: Lock, definition: Document
) -> Iterator[Finding]:
    """Yield a finding for each operation that is new and in no group.

    An operation is new if it is not in names.lock.
    """
    if not names.groups or not lock.operations:
        return
    grouped = {id_ for methods in names.groups.values() for id_ in methods.values()}
    for operation in connector.operations:
        if (
            operation.id in grouped
            or operation.id in lock.operations
            or operation.visibility == "internal"
        ):
            continue
        group, method = suggest(operation, names.groups, names.operations)
        yield ALONE.finding(
            definition.locate(operation.at, key=True),
            f"{operation.id!r} belongs to no group; its method is "
            f"client.{names.operations[operation.id]}.",
            "To put it into a group, add these lines to connector.toml.",
            pointer=operation.at,
            lines=(
                f"[sdk.groups.{key(group)}]",
                f"{key(method)} = {quoted(operation.id)}",
            ),
        )
