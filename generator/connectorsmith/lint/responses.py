"""The responses of an operation, with what a `$ref` leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from connectorsmith.documents.document import Json
from connectorsmith.lint.nodes.node import Node
from connectorsmith.lint.references import resolved


@dataclass(frozen=True, slots=True)
class Response:
    """A response as an operation has it."""

    status: str
    """The status code as it is written, or `default`."""
    value: Mapping[str, Json]
    """Its definition; what the `$ref` leads to, if it is one."""
    is_shared: bool
    """Whether it stands elsewhere."""

    @property
    def is_success(self) -> bool:
        """Whether its status is 2xx."""
        return re.fullmatch(r"2[0-9][0-9]", self.status) is not None

    @property
    def has_schema(self) -> bool:
        """Whether it declares a schema, of whatever kind."""
        return "schema" in self.value

    @property
    def has_no_body(self) -> bool:
        """Whether HTTP allows no content with this status (RFC 9110, 6.4.1)."""
        return has_no_body(self.status)


def responses(operation: Node) -> Iterator[Response]:
    """All responses of an operation in the order of the file."""
    root = operation.connector.definition
    for status, value in operation.mapping("responses").items():
        if not status.startswith("x-") and isinstance(value, Mapping):
            yield Response(status, resolved(root, value), "$ref" in value)


def has_no_body(status: str) -> bool:
    """Whether HTTP allows no content with a status."""
    return re.fullmatch(r"1[0-9][0-9]|204|205|304", status) is not None
