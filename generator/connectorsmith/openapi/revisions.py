"""Revisions of operations: families by `x-ms-api-annotation`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from connectorsmith.documents.data import mapping, text
from connectorsmith.documents.document import Json


@dataclass(frozen=True, slots=True)
class Annotation:
    """The `x-ms-api-annotation` of an operation, or of a whole definition."""

    value: Mapping[str, Json]
    operation_id: str = ""

    @property
    def names_family(self) -> bool:
        """True if it names a family. An operation that names none is the first of its own."""
        return text(self.value.get("family")) is not None

    @property
    def family(self) -> str:
        """The family that it names, else the operationId."""
        return text(self.value.get("family")) or self.operation_id

    @property
    def revision(self) -> int | None:
        """The number of the revision; None if a family needs it and it is not declared."""
        revision = self.value.get("revision")
        if isinstance(revision, int) and not isinstance(revision, bool):
            return revision
        return None if self.names_family or revision is not None else 1

    @property
    def replacement(self) -> str:
        """The operationId to use instead; empty if it names none."""
        named = mapping(self.value.get("replacement")).get("operationId")
        return text(named) or ""

    @property
    def status(self) -> str:
        """The status in lower case; empty if it declares none."""
        return (text(self.value.get("status")) or "").strip().lower()
