"""The definition as a whole. Each part is computed at its first use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from connectorsmith.documents.data import mapping, sequence
from connectorsmith.documents.document import Json, Token
from connectorsmith.openapi.callbacks import Callbacks
from connectorsmith.openapi.extensions import NOTIFICATION
from connectorsmith.openapi.inputs import OperationInputs
from connectorsmith.openapi.operations import (
    OperationPlace,
    RawOperation,
    read_operations,
)
from connectorsmith.openapi.parameters import RawParameter, read_parameters
from connectorsmith.openapi.reachable import reachable
from connectorsmith.openapi.references import References
from connectorsmith.openapi.responses import is_answered
from connectorsmith.openapi.schemas import Schemas
from connectorsmith.openapi.users import SharedParts, Users


class Definition:
    """An OpenAPI 2.0 document. A value of the wrong kind reads as absent."""

    def __init__(self, document: Json) -> None:
        self.root = mapping(document)
        self.references = References(self.root)
        self.schemas = Schemas(self.references)
        self.inputs = OperationInputs(self.schemas)

    @cached_property
    def required_schemes(self) -> frozenset[str]:
        """The names of the security schemes that an operation requires."""
        return frozenset(
            name
            for operation in self.operations
            for alternative in sequence(operation.security)
            for name in mapping(alternative)
        )

    @cached_property
    def by_place(self) -> Mapping[OperationPlace, RawOperation]:
        """Every operation by its path and method, in the order of the file."""
        operations: dict[OperationPlace, RawOperation] = {}
        for operation in read_operations(self.references):
            operations.setdefault(operation.place, operation)
        return operations

    @cached_property
    def operations(self) -> Sequence[RawOperation]:
        """Every operation in the order of the file."""
        return tuple(self.by_place.values())

    @cached_property
    def by_id(self) -> Mapping[str, RawOperation]:
        """The operations by operationId; of several, the first by rank."""
        operations: dict[str, RawOperation] = {}
        for operation in sorted(self.operations, key=RawOperation.rank):
            if operation.id:
                operations.setdefault(operation.id, operation)
        return operations

    def parameters_of(
        self, holder: Mapping[str, Json], tokens: tuple[Token, ...]
    ) -> tuple[RawParameter, ...]:
        """Return the parameters that an operation or a path declares; `tokens` lead to it."""
        return read_parameters(self.references, holder, tokens)

    @cached_property
    def families(self) -> Mapping[str, Sequence[RawOperation]]:
        """The families of more than one operation: revisions of each other."""
        families: defaultdict[str, list[RawOperation]] = defaultdict(list)
        for operation in self.operations:
            if operation.annotation.family:
                families[operation.annotation.family].append(operation)
        return {name: members for name, members in families.items() if len(members) > 1}

    @cached_property
    def callbacks(self) -> Callbacks:
        """The callback URLs in the bodies."""
        return Callbacks(self.references, self.operations)

    def is_webhook(self, operation: RawOperation) -> bool:
        """Return True if the API calls back.

        Then the body of the operation contains a callback URL, or the path of a trigger
        declares the notification.
        """
        has_content = operation.is_trigger and bool(operation.content)
        return has_content or self.callbacks.in_body_of(operation)

    @cached_property
    def woken(self) -> frozenset[str]:
        """The operationIds that an `x-ms-notification` names."""
        named = (
            mapping(operation.value.get(NOTIFICATION)).get("operationId")
            for operation in self.operations
        )
        return frozenset(name for name in named if isinstance(name, str))

    @cached_property
    def sent(self) -> frozenset[int]:
        """The identities of all schemas in bodies, including those of shared parameters."""
        shared = mapping(self.root.get("parameters")).values()
        bodies = [mapping(parameter).get("schema") for parameter in shared]
        bodies += [operation.body_schema for operation in self.operations]
        return frozenset(reachable(self.references, bodies))

    @cached_property
    def answered(self) -> frozenset[int]:
        """The identities of all schemas in successful responses."""
        responses = [
            response.schema
            for operation in self.operations
            for response in operation.responses.values()
            if is_answered(response.status)
        ]
        return frozenset(reachable(self.references, responses))

    @cached_property
    def _shared_parts(self) -> SharedParts:
        return SharedParts(self.root, self.operations)

    def users(self, tokens: Sequence[Token]) -> Users:
        """Return the operations that use a place of the definition."""
        return self._shared_parts.users(tokens)
