"""Which operation takes the place of a deprecated one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from connectorsmith.openapi.shown import ShownOperation


def replacements(
    operations: Sequence[ShownOperation],
) -> tuple[ShownOperation | None, ...]:
    """For each operation what to use instead: the one that it names, else its family's best.

    The best of a family is its newest revision; one in preview only where nothing else is
    newer. None for an operation that is not deprecated or has nothing newer beside it.
    """
    by_id: dict[str, ShownOperation] = {}
    best: dict[str, ShownOperation] = {}
    for operation in operations:
        if operation.operation_id:
            by_id.setdefault(operation.operation_id, operation)
        annotation = operation.raw.annotation
        if operation.raw.is_deprecated or not annotation.names_family:
            continue
        known = best.setdefault(annotation.family, operation)
        if _rank(operation) > _rank(known):
            best[annotation.family] = operation
    return tuple(_replacement(operation, by_id, best) for operation in operations)


def _replacement(
    operation: ShownOperation,
    by_id: Mapping[str, ShownOperation],
    best: Mapping[str, ShownOperation],
) -> ShownOperation | None:
    annotation = operation.raw.annotation
    if not operation.raw.is_deprecated:
        return None
    named = by_id.get(annotation.replacement)
    if named is not None and named is not operation:
        return named
    found = best.get(annotation.family) if annotation.names_family else None
    if found is None or _revision(found) <= _revision(operation):
        return None
    return found


def _rank(operation: ShownOperation) -> tuple[bool, int]:
    return not operation.is_preview, _revision(operation)


def _revision(operation: ShownOperation) -> int:
    return operation.raw.annotation.revision or 0
