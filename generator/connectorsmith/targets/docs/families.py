"""Which operation takes the place of a deprecated one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from connectorsmith.documents.data import mapping, text
from connectorsmith.documents.document import Json
from connectorsmith.openapi.surface import Operation


def replacements(operations: Sequence[Operation]) -> tuple[Operation | None, ...]:
    """For each operation what to use instead: the one that it names, else its family's best.

    The best of a family is its newest revision; one in preview only where nothing else is
    newer. None for an operation that is not deprecated or has nothing newer beside it.
    """
    by_id: dict[str, Operation] = {}
    best: dict[str, Operation] = {}
    for operation in operations:
        if operation.operation_id:
            by_id.setdefault(operation.operation_id, operation)
        family = text(_annotation(operation).get("family"))
        if family is None or operation.deprecated:
            continue
        if family not in best or _rank(operation) > _rank(best[family]):
            best[family] = operation
    return tuple(_replacement(operation, by_id, best) for operation in operations)


def _replacement(
    operation: Operation, by_id: Mapping[str, Operation], best: Mapping[str, Operation]
) -> Operation | None:
    if not operation.deprecated:
        return None
    annotation = _annotation(operation)
    named = by_id.get(
        text(mapping(annotation.get("replacement")).get("operationId")) or ""
    )
    if named is not None and named is not operation:
        return named
    found = best.get(text(annotation.get("family")) or "")
    if found is None or _revision(found) <= _revision(operation):
        return None
    return found


def _annotation(operation: Operation) -> Mapping[str, Json]:
    return mapping(operation.node.get("x-ms-api-annotation"))


def _rank(operation: Operation) -> tuple[bool, float]:
    return not operation.preview, _revision(operation)


def _revision(operation: Operation) -> float:
    found = _annotation(operation).get("revision")
    return found if isinstance(found, (int, float)) else 0
