"""Replacements of deprecated operations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from connectorsmith.openapi.shown import ShownOperation


def replacements(
    operations: Sequence[ShownOperation],
) -> tuple[ShownOperation | None, ...]:
    """Return the replacement of each operation; None if it has none.

    A deprecated operation names its replacement, or is replaced by the newest revision
    of its family if that is newer. A preview is chosen only if all others are previews
    too.
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
    newest = best.get(annotation.family) if annotation.names_family else None
    if newest is None or _revision(newest) <= _revision(operation):
        return None
    return newest


def _rank(operation: ShownOperation) -> tuple[bool, int]:
    return not operation.is_preview, _revision(operation)


def _revision(operation: ShownOperation) -> int:
    return operation.raw.annotation.revision or 0
