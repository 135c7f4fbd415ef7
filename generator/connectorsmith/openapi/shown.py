"""Operations as makers see them in the designer."""

from __future__ import annotations

from dataclasses import dataclass

from connectorsmith.documents.data import text
from connectorsmith.openapi.definition import Definition
from connectorsmith.openapi.operations import RawOperation

MAX_SUMMARY = 300
"""Characters of a summary; a longer one is shortened."""


@dataclass(frozen=True, slots=True)
class ShownOperation:
    """An operation that is not internal."""

    raw: RawOperation

    @property
    def operation_id(self) -> str:
        """Its operationId; empty if it has none."""
        return self.raw.id

    @property
    def summary(self) -> str:
        """Its summary, else its operationId, else its method and path: never blank."""
        summary = text(self.raw.value.get("summary")) or self.raw.name
        if len(summary) > MAX_SUMMARY:
            return summary[:MAX_SUMMARY] + "…"
        return summary

    @property
    def title(self) -> str:
        """The summary with its state, as the reference page and the designer show it."""
        if self.raw.is_deprecated:
            return f"{self.summary} [DEPRECATED]"
        return f"{self.summary} (Preview)" if self.is_preview else self.summary

    @property
    def description(self) -> str:
        """Its description; may be empty."""
        return text(self.raw.value.get("description")) or ""

    @property
    def is_preview(self) -> bool:
        """True if its annotation marks it as a preview."""
        return self.raw.annotation.status == "preview"


def visible_operations(definition: Definition) -> tuple[ShownOperation, ...]:
    """Return the operations that are not internal, in the order of the file."""
    return tuple(
        ShownOperation(operation)
        for operation in definition.operations
        if not operation.is_internal
    )
