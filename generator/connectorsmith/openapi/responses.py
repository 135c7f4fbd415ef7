"""Responses of operations, with their definitions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from connectorsmith.documents.data import EMPTY, mapping
from connectorsmith.documents.document import Json, join_pointer
from connectorsmith.openapi.references import References


@dataclass(frozen=True, slots=True)
class RawResponse:
    """A response of an operation."""

    status: str
    """The status code as it is written, or `default`."""
    value: Mapping[str, Json]
    """Its definition, with any `$ref` resolved."""
    pointer: str
    """JSON pointer of its definition."""
    is_shared: bool
    """True if its definition is the target of a `$ref`."""

    @property
    def is_broken(self) -> bool:
        """True if its definition cannot be found or is no mapping."""
        return self.value is EMPTY

    @property
    def has_status(self) -> bool:
        """True if its status is a status code or `default`."""
        return re.fullmatch(r"default|[1-5][0-9][0-9]", self.status) is not None

    @property
    def is_success(self) -> bool:
        """True if its status is 2xx."""
        return re.fullmatch(r"2[0-9][0-9]", self.status) is not None

    @property
    def schema(self) -> Mapping[str, Json] | None:
        """Its schema as it is written; None if it declares none."""
        schema = self.value.get("schema")
        return schema if isinstance(schema, Mapping) else None

    @property
    def has_schema(self) -> bool:
        """True if it has the key `schema`, with any value."""
        return "schema" in self.value

    @property
    def has_no_body(self) -> bool:
        """True if HTTP allows no content with its status."""
        return has_no_body(self.status)


def read_responses(
    references: References, operation: Mapping[str, Json], pointer: str
) -> Mapping[str, RawResponse]:
    """Return the responses of an operation by status, in the order of the file."""
    responses: dict[str, RawResponse] = {}
    for status, response in mapping(operation.get("responses")).items():
        if not status.startswith("x-"):
            at = join_pointer(pointer, "responses", status)
            responses[status] = RawResponse(status, *references.located(response, at))
    return responses


def success_statuses(statuses: Iterable[str], *, default: bool = True) -> Iterator[str]:
    """Yield the declared statuses of a success, in the order of the platform.

    It shows 200, then 201, then any other 2xx, then `default`.
    """
    declared = dict.fromkeys(statuses)
    others = [status for status in declared if status.startswith("2")]
    last = ("default",) if default else ()
    for status in dict.fromkeys(("200", "201", *others, *last)):
        if status in declared:
            yield status


def is_answered(status: str) -> bool:
    """Return True if a status is 2xx or `default`."""
    return status.startswith("2") or status == "default"


def has_no_body(status: str) -> bool:
    """Return True if HTTP allows no content with a status (RFC 9110, 6.4.1)."""
    return re.fullmatch(r"1[0-9][0-9]|204|205|304", status) is not None
