"""Inputs of operations by name: parameters, the body, and properties in it."""

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
"""Required properties of one schema that are read; further ones are ignored."""
_MAX_BODY_SCHEMAS = 2_000
"""Schemas of a body whose property names are collected; a larger one counts as open."""
_MAX_STEPS = 20
"""Steps of a reference that are examined; further ones are ignored."""
_MAX_NAMES = 200
"""Names that are offered as suggestions; further ones are left out."""


@dataclass(frozen=True, slots=True)
class OperationInput:
    """A parameter of an operation, its body, or a property in its body."""

    location: str
    """Its `in`."""
    name: str
    """The name of a parameter, or the path of a property in the body; empty for the body."""
    schema: Schema


class OperationInputs:
    """The inputs of the operations of one document, each computed once."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self._required: dict[RawOperation, tuple[str, ...]] = {}
        self._body_names: dict[int, frozenset[str] | None] = {}

    def find(self, operation: RawOperation, name: str) -> Schema | Unfound:
        """Return the schema of the input with a name."""
        located = self.locate(operation, name)
        return located if isinstance(located, Unfound) else located.schema

    def locate(self, operation: RawOperation, name: str) -> OperationInput | Unfound:
        """Return the parameter, body or property in the body with a name.

        The name of a property is its path in the body, with or without the name of the
        body before it.
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
        located = self._schemas.locate(schema, name)
        head, _, path = name.partition("/")
        if isinstance(located, Unfound) and path and head in ("body", body.name):
            located = self._schemas.locate(schema, path)
        if isinstance(located, Unfound):
            return located
        return OperationInput(body.location, "/".join(located.path), located.schema)

    def find_in_body(self, operation: RawOperation, path: str) -> Schema | Unfound:
        """Return the property at a path in the body."""
        return self._schemas.find(operation.body_schema, path)

    def referred(
        self, operation: RawOperation, argument: CallArgument
    ) -> Schema | Unfound:
        """Return the target of a reference in the operation that makes the call.

        The older form refers to a property of the body by its name alone, at any depth.
        """
        name = argument.reference or ""
        schema = self.find(operation, name)
        is_old = argument.key == "parameter"
        if schema is Unfound.MISSING and is_old and operation.body is not None:
            names = self._body_properties(operation)
            if names is None or name.rpartition("/")[2].rpartition(".")[2] in names:
                return Unfound.OPEN
        return schema

    def is_hidden(self, operation: RawOperation, argument: CallArgument) -> bool:
        """Return True if the target of a reference, or an object around it, is internal."""
        steps = (argument.reference or "").split("/")[:_MAX_STEPS]
        for count in range(1, len(steps) + 1):
            schema = self.find(operation, "/".join(steps[:count]))
            if isinstance(schema, Mapping) and is_internal(schema):
                return True
        return False

    def names(self, operation: RawOperation) -> list[str]:
        """Return the names that a call of an operation may use, for suggestions."""
        parameters = dict.fromkeys(one.name for one in operation.arguments)
        properties = mapping(operation.body_schema.get("properties"))
        return [*parameters, *properties][:_MAX_NAMES]

    def required(self, operation: RawOperation) -> tuple[str, ...]:
        """Return the names of required inputs without a default.

        These are parameters and properties directly in the body.
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
            schemas = reachable(references, [schema], _MAX_BODY_SCHEMAS + 1)
            names: frozenset[str] | None = None
            if len(schemas) <= _MAX_BODY_SCHEMAS:
                names = frozenset(
                    name
                    for inner in schemas.values()
                    for name in mapping(inner.get("properties"))
                )
            self._body_names[id(schema)] = names
        return self._body_names[id(schema)]
