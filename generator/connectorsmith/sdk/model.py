"""The SDK of one connector as a model, from which targets write files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.dynamic import Asked
from connectorsmith.ir.types import Schema, TypeId
from connectorsmith.naming.modules import package_name
from connectorsmith.naming.names import Names
from connectorsmith.naming.reserved import BUILTIN_CLASSES, ERRORS
from connectorsmith.render.code import Code, identifier
from connectorsmith.sdk.body import adapted_types
from connectorsmith.sdk.calls import Call, Examples, choose
from connectorsmith.sdk.connection import Connection, connections
from connectorsmith.sdk.credentials import credential_note
from connectorsmith.sdk.lookups import LookupShape, lookup_notes, lookup_shapes
from connectorsmith.sdk.operation import OperationShape
from connectorsmith.sdk.values import Values
from connectorsmith.settings.config import SdkConfig
from connectorsmith.text.words import pascal_case, split_words


@dataclass(frozen=True, eq=False)
class SdkModel:
    """The parts of a connector's SDK.

    They depend on three values, and each is computed when it is first used.
    """

    connector: Connector
    names: Names
    config: SdkConfig

    @cached_property
    def package(self) -> str:
        """The import package: of connector.toml, else of the connector's own name."""
        if self.config.package is not None:
            return self.config.package
        return package_name(self.connector.key)

    @property
    def distribution(self) -> str:
        """The name that the package is installed by."""
        return self.config.distribution or self.package.replace("_", "-")

    @cached_property
    def version(self) -> str:
        """The version of connector.toml, else the definition's, made PEP 440, else 0.0.0."""
        from packaging.version import InvalidVersion, Version

        try:
            return str(
                Version(self.config.version or self.connector.version or "0.0.0")
            )
        except InvalidVersion:
            return "0.0.0"

    @cached_property
    def root_error(self) -> Code:
        """The class of all errors that a call raises; it shadows no other error."""
        words = split_words(self.package)
        name = pascal_case([*words, "Error"])
        if name in ERRORS | BUILTIN_CLASSES:
            name = pascal_case([*words, "ConnectorError"])
        return identifier(name)

    @cached_property
    def types(self) -> Mapping[TypeId, Schema]:
        """The named types."""
        return {one.id: one.schema for one in self.connector.types}

    @cached_property
    def adapted(self) -> frozenset[TypeId]:
        """The types of which a mapping is adapted before it is sent."""
        return adapted_types(self.types)

    @cached_property
    def shapes(self) -> Mapping[str, OperationShape]:
        """Every operation, by operationId."""
        notes = lookup_notes(self.connector, self.names)
        return {
            operation.id: OperationShape(
                self.types,
                self.names,
                operation,
                self.adapted,
                notes.get(operation.id, {}),
                credential_note(self._connections, operation.id),
            )
            for operation in self.connector.operations
        }

    @cached_property
    def groups(self) -> Mapping[str, Mapping[str, OperationShape]]:
        """The operations of each group, by method."""
        return {
            group: {
                method: self.shapes[id_]
                for method, id_ in methods.items()
                if id_ in self.shapes
            }
            for group, methods in self.names.groups.items()
        }

    @cached_property
    def methods(self) -> Mapping[str, OperationShape]:
        """The operations that are neither in a group nor internal, by method of the client."""
        grouped = {
            id_ for methods in self.names.groups.values() for id_ in methods.values()
        }
        return {
            str(self.shapes[operation.id].function): self.shapes[operation.id]
            for operation in self.connector.operations
            if operation.id not in grouped and operation.visibility != "internal"
        }

    @cached_property
    def webhooks(self) -> list[OperationShape]:
        """The triggers that subscribe to events."""
        return [one for one in self.shapes.values() if one.is_webhook]

    @cached_property
    def is_paged(self) -> bool:
        """True if an operation's response comes page by page."""
        return any(one.page() is not None for one in self.shapes.values())

    @cached_property
    def has_downloads(self) -> bool:
        """True if a file can come back."""
        return any(one.can_download for one in self.shapes.values())

    @cached_property
    def has_streams(self) -> bool:
        """True if the response of an operation is a stream of items."""
        return any(one.operation.stream for one in self.shapes.values())

    @cached_property
    def has_choices(self) -> bool:
        """True if a program can ask for the values of an argument."""
        return any(one.lookup.asked is Asked.CHOICES for one in self.lookups)

    @cached_property
    def is_polled(self) -> bool:
        """True if a trigger is polled."""
        return any(one.polled() is not None for one in self.shapes.values())

    @cached_property
    def lookups(self) -> list[LookupShape]:
        """The lookups, choices first."""
        return lookup_shapes(self.connector, self.names)

    @cached_property
    def _connections(self) -> tuple[Connection, ...]:
        return connections(self.connector, self.package)

    @property
    def connection(self) -> Connection:
        """The way to connect; the first if there are several."""
        return self._connections[0]

    @property
    def connections(self) -> tuple[Connection, ...]:
        """The ways to connect that a user chooses from; empty if there is only one."""
        return self._connections if self.connector.connection_sets else ()

    @property
    def takes_tokens(self) -> bool:
        """True if a client takes OAuth 2.0 access tokens."""
        return any(one.takes_tokens for one in self._connections)

    @cached_property
    def values(self) -> Values:
        """Values for examples."""
        return Values(self.connector, self.names)

    @cached_property
    def calls(self) -> list[Call]:
        """The operations that are methods, in the order of the client: groups first."""
        grouped = [
            Call(f"{group}.{method}", shape, self.values)
            for group, methods in self.groups.items()
            for method, shape in methods.items()
        ]
        own = [Call(name, shape, self.values) for name, shape in self.methods.items()]
        return grouped + own

    @cached_property
    def internal_calls(self) -> list[Call]:
        """The operations that the client has no method for."""
        public = {call.shape.operation.id for call in self.calls}
        return [
            Call(str(shape.function), shape, self.values)
            for id_, shape in self.shapes.items()
            if id_ not in public
        ]

    @cached_property
    def examples(self) -> Examples:
        """The calls that serve as examples."""
        return choose(self.calls)
