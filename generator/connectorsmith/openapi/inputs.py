"""What an operation takes under a name: parameters, its body, and properties in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from connectorsmith.documents.data import mapping, texts
from connectorsmith.openapi.dynamic import CallArgument
from connectorsmith.openapi.extensions import is_internal
from connectorsmith.openapi.operations import RawOperation
from connectorsmith.openapi.reachable import reachable
from connectorsmith.openapi.schemas import Schema, Schemas, Unfound

_MAX_REQUIRED = 100
"""Required properties of one schema that are read."""
_MAX_BODY_SCHEMAS = 2_000
"""Schemas of a body whose property names are collected; of a larger one nothing is known."""
_MAX_STEPS = 20
"""Steps of a reference that are looked at one by one."""
_MAX_NAMES = 200
"""Names that are offered for suggestions."""


@dataclass(frozen=True, slots=True)
class OperationInput:
    """A parameter of an operation, its body, or a property in that."""

    location: str
    """Its `in`."""
    name: str
    """The name of a parameter, or the path of a property in the body; empty for the body."""
    schema: Schema


class OperationInputs:
    """The inputs of the operations of one document, each worked out once."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self._required: dict[RawOperation, tuple[str, ...]] = {}
        self._body_names: dict[int, frozenset[str] | None] = {}

    def find(self, operation: RawOperation, name: str) -> Schema | Unfound:
        """Return the schema of what a name means."""
        located = self.locate(operation, name)
        return located if isinstance(located, Unfound) else located.schema

    def locate(self, operation: RawOperation, name: str) -> OperationInput | Unfound:
        """Return the parameter, body or property of the body that a name means.

        A property is named by its path in the body, with or without the body's own name
        before it.
        """
        parameters = operation.named(name)
        if parameters:
            first, *others = parameters
            if others:
                return Unfound.AMBIGUOUS
            return OperationInput(first.location, name, first.value)
        body = operation.body
        if body is None:
            return Unfound.MISSING
        schema = body.value.get("schema")
        if name == body.name:
            return OperationInput(body.location, "", mapping(schema))
        found = self._schemas.locate(schema, name)
        head, _, rest = name.partition("/")
        if isinstance(found, Unfound) and rest and head in ("body", body.name):
            found = self._schemas.locate(schema, rest)
        if isinstance(found, Unfound):
            return found
        return OperationInput(body.location, "/".join(found.path), found.schema)

    def find_in_body(self, operation: RawOperation, path: str) -> Schema | Unfound:
        """Return the property that a path leads to in the body."""
        return self._schemas.find(operation.body_schema, path)

    def referred(
        self, operation: RawOperation, argument: CallArgument
    ) -> Schema | Unfound:
        """Return what the reference of a call leads to in the operation that makes the call.

        The older form names a property of the body by its name alone, at any depth.
        """
        name = argument.reference or ""
        found = self.find(operation, name)
        is_old = argument.key == "parameter"
        if found is Unfound.MISSING and is_old and operation.body is not None:
            names = self._body_properties(operation)
            if names is None or name.rpartition("/")[2].rpartition(".")[2] in names:
                return Unfound.OPEN
        return found

    def is_hidden(self, operation: RawOperation, argument: CallArgument) -> bool:
        """Return True if the target of a reference, or something around it, is internal."""
        steps = (argument.reference or "").split("/")[:_MAX_STEPS]
        for count in range(1, len(steps) + 1):
            found = self.find(operation, "/".join(steps[:count]))
            if isinstance(found, Mapping) and is_internal(found):
                return True
        return False

    def names(self, operation: RawOperation) -> list[str]:
        """Return the names that a call of an operation may use, for suggestions."""
        parameters = dict.fromkeys(one.name for one in operation.arguments)
        properties = mapping(operation.body_schema.get("properties"))
        return [*parameters, *properties][:_MAX_NAMES]

    def required(self, operation: RawOperation) -> tuple[str, ...]:
        """Return the names that a call has to give: of parameters and properties of the body.

        What has a default is filled in.
        """
        if operation not in self._required:
            self._required[operation] = tuple(self._find_required(operation))
        return self._required[operation]

    def _find_required(self, operation: RawOperation) -> Iterator[str]:
        for parameter in operation.arguments:
            if parameter.must_be_given:
                yield parameter.name
        if operation.body is None or not operation.body.is_required:
            return
        for part in self._schemas.compose(operation.body_schema).parts:
            properties = mapping(part.get("properties"))
            for name in islice(texts(part.get("required")), _MAX_REQUIRED):
                if name in properties and "default" not in mapping(properties[name]):
                    yield name

    def _body_properties(self, operation: RawOperation) -> frozenset[str] | None:
        """Return the names of all properties in the body; None if there are too many."""
        references = self._schemas.references
        schema = references.resolved(operation.body_schema)
        # Bodies that refer to the same definition have the same properties.
        if id(schema) not in self._body_names:
            found = reachable(references, [schema], _MAX_BODY_SCHEMAS + 1)
            names: frozenset[str] | None = None
            if len(found) <= _MAX_BODY_SCHEMAS:
                names = frozenset(
                    name
                    for inner in found.values()
                    for name in mapping(inner.get("properties"))
                )
            self._body_names[id(schema)] = names
        return self._body_names[id(schema)]
