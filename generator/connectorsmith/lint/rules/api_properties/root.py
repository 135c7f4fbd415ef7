"""Rules on the root of the apiProperties document."""

from __future__ import annotations

from collections.abc import Mapping

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import json_type, show


@rule(
    "PP170",
    "api-properties-has-properties",
    Severity.ERROR,
    on=Kind.PROPERTIES_FILE,
    bad="""
    iconBrandColor: "#123456"  # <- here
    """,
    good="""
    properties:
      iconBrandColor: "#123456"
    """,
)
def api_properties_has_properties(file: Node) -> Problems:
    """The apiProperties document holds one mapping, `properties`.

    Why: it holds everything that the platform reads.
    Fix: Put everything into a mapping called properties.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/paconn-cli
    """
    if not isinstance(file.get("properties"), Mapping):
        yield Problem("The apiProperties must have a mapping 'properties'.")


_KNOWN = (
    "connectionParameters",
    "connectionParameterSets",
    "iconBrandColor",
    "capabilities",
    "policyTemplateInstances",
    "scriptOperations",
    "publisher",
    "stackOwner",
)


@rule(
    "PP171",
    "api-properties-keys-are-known",
    Severity.WARNING,
    on=(Kind.PROPERTIES_FILE, Kind.PROPERTIES),
    bad="""
    properties:
      stackowner: Shelf  # <- here
    publisher: Shelf  # <- here
    """,
    good="""
    properties:
      stackOwner: Shelf
    """,
)
def api_properties_keys_are_known(properties: Node) -> Problems:
    """`properties` has no unknown key, and no key is beside it.

    Why: such a key is ignored without an error: policies beside `properties` never run.
    Fix: Correct the name, or remove the key.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/paconn-cli
    """
    if properties.kind is Kind.PROPERTIES_FILE:
        yield from _beside(properties)
        return
    for key in properties.value:
        if key not in _KNOWN:
            hint = properties.did_you_mean(key, _KNOWN)
            yield Problem(
                f"The property {show(key)} is not known.",
                key,
                key=True,
                hint=hint,
            )


def _beside(file: Node) -> Problems:
    """Yield the keys beside `properties`; PP170 reports that there are no properties."""
    if not isinstance(file.get("properties"), Mapping):
        return
    for key in file.value:
        if key in _KNOWN:
            yield Problem(
                f"{show(key)} must be in 'properties', not beside it.",
                key,
                key=True,
                hint=(
                    f"Merge it with the {key} in 'properties'."
                    if key in file.mapping("properties")
                    else "Move it into 'properties'."
                ),
            )
        elif key not in ("properties", "$schema"):
            yield Problem(
                f"The key {show(key)} beside 'properties' is not known.",
                key,
                key=True,
                hint=file.did_you_mean(key, _KNOWN),
            )


@rule(
    "PP179",
    "connection-parameters-are-present",
    Severity.WARNING,
    on=Kind.PROPERTIES,
    bad="""
    properties:  # <- here
      iconBrandColor: "#123456"
    """,
    good="""
    properties: {connectionParameters: {}}
    """,
)
def connection_parameters_are_present(properties: Node) -> Problems:
    """`connectionParameters` or `connectionParameterSets` is present.

    Why: they say how a connection is created; an API without credentials has an empty
        mapping.
    Fix: Add connectionParameters, with {} if there are none.
    See: connection-parameters
    """
    if not {"connectionParameters", "connectionParameterSets"} & set(properties.value):
        yield Problem(
            "The apiProperties must have connectionParameters.",
            "connectionParameters",
            key=True,
        )


@rule(
    "PP195",
    "capabilities-are-strings",
    Severity.ERROR,
    on=Kind.PROPERTIES,
    bad="""
    properties:
      capabilities: actions  # <- here
    """,
    good="""
    properties: {capabilities: [actions]}
    """,
)
def capabilities_are_strings(properties: Node) -> Problems:
    """`capabilities` is a list of texts.

    Why: the platform refuses anything else.
    Fix: Set capabilities to a list such as [] or [actions].
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/paconn-cli
    """
    value = properties.get("capabilities")
    if "capabilities" not in properties.value:
        return
    if not isinstance(value, (list, tuple)):
        yield Problem(
            f"The capabilities must be a list, not {json_type(value)}.", "capabilities"
        )
        return
    for index, item in enumerate(value):
        if not isinstance(item, str):
            yield Problem(
                f"A capability must be text, not {json_type(item)}.",
                "capabilities",
                index,
            )


@rule(
    "PP204",
    "script-operation-exists",
    Severity.ERROR,
    on=Kind.PROPERTIES,
    bad="""
    paths:
      /books:
        get: {operationId: ListBooks}
    ---
    properties:
      scriptOperations:
        - ListBook  # <- here
    """,
    good="""
    paths:
      /books:
        get: {operationId: ListBooks}
    ---
    properties:
      scriptOperations: [ListBooks]
    """,
)
def script_operation_exists(properties: Node) -> Problems:
    """`scriptOperations` names operations of the definition.

    Why: the script never runs for an operation that does not exist.
    Fix: Correct the operationId, or remove it from the list.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code
    """
    known = properties.connector.definition.by_id
    for index, operation_id in enumerate(properties.sequence("scriptOperations")):
        if isinstance(operation_id, str) and operation_id not in known:
            hint = properties.did_you_mean(operation_id, known)
            yield Problem(
                f"The operation {show(operation_id)} is not defined.",
                "scriptOperations",
                index,
                hint=hint,
            )
