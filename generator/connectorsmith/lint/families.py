"""Operations that are revisions of each other, by their `x-ms-api-annotation`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from connectorsmith.documents.data import mapping, text
from connectorsmith.documents.document import Json
from connectorsmith.lint.nodes.node import Node, OperationPlace

ANNOTATION = "x-ms-api-annotation"


@dataclass(frozen=True, slots=True)
class Member:
    """One operation of a family."""

    place: OperationPlace
    operation: Mapping[str, Json]

    @property
    def operation_id(self) -> str:
        """Its `operationId`; empty where it has none."""
        return text(self.operation.get("operationId")) or ""

    @property
    def annotation(self) -> Mapping[str, Json]:
        """Its `x-ms-api-annotation`, else an empty one."""
        return mapping(self.operation.get(ANNOTATION))

    @property
    def says_its_family(self) -> bool:
        """Whether it names a family. One that does not is the first of its own."""
        return text(self.annotation.get("family")) is not None

    @property
    def family(self) -> str:
        """The family that it names, else its own id."""
        return text(self.annotation.get("family")) or self.operation_id

    @property
    def revision(self) -> int | None:
        """Which revision it is; None where it does not say so and should."""
        revision = self.annotation.get("revision")
        if isinstance(revision, int) and not isinstance(revision, bool):
            return revision
        return None if self.says_its_family or revision is not None else 1

    @property
    def is_active(self) -> bool:
        """Whether it is not deprecated."""
        return self.operation.get("deprecated") is not True

    @property
    def is_production(self) -> bool:
        """Whether it calls itself a production operation."""
        return status(self.annotation) == "production"


def members(document: Node) -> dict[str, list[Member]]:
    """The families of a definition: those with more than one member."""
    families: defaultdict[str, list[Member]] = defaultdict(list)
    for place, operation in document.connector.operations.items():
        member = Member(place, operation)
        if member.family:
            families[member.family].append(member)
    return {name: those for name, those in families.items() if len(those) > 1}


def status(annotation: Mapping[str, Json]) -> str:
    """The status of an annotation in lower case; empty where it says none."""
    return (text(annotation.get("status")) or "").strip().lower()
