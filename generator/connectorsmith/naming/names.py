"""All Python names of a connector, resolved together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.types import ObjectType, TypeId
from connectorsmith.naming.groups import Groups, name_groups
from connectorsmith.naming.lookups import name_lookups
from connectorsmith.naming.members import (
    Arguments,
    name_arguments,
    name_fields,
    name_operations,
)
from connectorsmith.naming.types import name_types
from connectorsmith.passes.variants import bases_first
from connectorsmith.settings.lock import Lock


@dataclass(frozen=True, slots=True)
class Names:
    """The names that all parts of the SDK use."""

    types: Mapping[TypeId, str]
    """Class name of each named type."""
    fields: Mapping[TypeId, Mapping[str, str]]
    """Field name of each property, by type and wire name."""
    operations: Mapping[str, str]
    """Function name of each operation, by operationId."""
    arguments: Mapping[str, Arguments]
    """Argument names, by operationId."""
    lookups: Mapping[str, str] = field(default_factory=dict[str, str])
    """Method name of each lookup that a client can make, by its id."""
    groups: Groups = field(default_factory=dict[str, Mapping[str, str]])
    """The operationId of each method that is in a group, by group and method."""


def derive_names(
    connector: Connector,
    pinned: Mapping[str, str],
    lock: Lock,
    groups: Groups | None = None,
) -> Names:
    """Return all names of a connector.

    `pinned` maps a place to a class name. `groups` are those of connector.toml; None if it
    does not mention groups.
    """
    schemas = {declared.id: declared.schema for declared in connector.types}
    operations = name_operations(connector.operations, lock.operations)
    arguments = {
        operation.id: name_arguments(operation, schemas)
        for operation in connector.operations
    }
    types = name_types(connector, pinned, lock.types)
    caseless = frozenset(name for name in types.values() if name == name.lower())
    fields: dict[TypeId, Mapping[str, str]] = {}
    for declared in bases_first(connector.types):
        if isinstance(declared.schema.type, ObjectType):
            inherits = declared.variant.inherits if declared.variant is not None else ()
            inherited = {w: name for id_ in inherits for w, name in fields[id_].items()}
            fields[declared.id] = name_fields(declared.schema.type, caseless, inherited)
    return Names(
        types=types,
        fields=fields,
        operations=operations,
        arguments=arguments,
        lookups=name_lookups(connector, operations, arguments, lock.lookups),
        groups=name_groups(connector, operations, groups, lock),
    )
