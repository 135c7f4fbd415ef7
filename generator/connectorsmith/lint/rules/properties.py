"""Rules on the root of the apiProperties document."""

from __future__ import annotations

import re
from collections.abc import Mapping

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.wording import json_type, nearest, show


@rule(
    "PP170",
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
def properties_is_present(file: Node) -> Problems:
    """The apiProperties document holds one mapping, `properties`.

    Why: everything that the platform reads stands in it.
    Mend: Put everything into a mapping called properties.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/paconn-cli
    """
    if not isinstance(file.get("properties"), Mapping):
        yield Problem("The apiProperties have no mapping 'properties'.")


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
    Severity.WARNING,
    on=Kind.PROPERTIES,
    bad="""
    properties:
      stackowner: Shelf  # <- here
    """,
    good="""
    properties:
      stackOwner: Shelf
    """,
)
def property_is_known(properties: Node) -> Problems:
    """`properties` has no unknown key.

    Why: a misspelt key is silently without effect.
    Mend: Correct the name, or remove the key.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/paconn-cli
    """
    for key in properties.value:
        if key not in _KNOWN:
            meant = nearest(key, _KNOWN)
            yield Problem(
                f"The property {show(key)} is not known.",
                key,
                key=True,
                hint=f"Did you mean {meant}?" if meant else None,
            )


@rule(
    "PP172",
    Severity.ERROR,
    on=Kind.PROPERTIES,
    bad="""
    properties:  # <- here
      publisher: Shelf
    """,
    good="""
    properties: {iconBrandColor: "#123456"}
    """,
)
def brand_color_is_present(properties: Node) -> Problems:
    """`iconBrandColor` is present.

    Why: it is the background of the icon wherever the connector is shown.
    Mend: Add iconBrandColor with a color such as "#da3b01".
    See: certification-submission
    """
    if "iconBrandColor" not in properties.value:
        yield Problem("There is no iconBrandColor.", "iconBrandColor", key=True)


@rule(
    "PP173",
    Severity.ERROR,
    on=Kind.PROPERTIES,
    microsoft="5000.2.1.1",
    bad="""
    properties:
      iconBrandColor: red  # <- here
    """,
    good="""
    properties: {iconBrandColor: "#123456"}
    """,
)
def brand_color_is_hexadecimal(properties: Node) -> Problems:
    """`iconBrandColor` is `#` and six hexadecimal digits.

    Why: nothing else is understood as a color.
    Mend: Write it as "#rrggbb", in quotes because YAML takes # for a comment.
    See: certification-submission
    """
    color = properties.get("iconBrandColor")
    if "iconBrandColor" in properties.value and not (
        isinstance(color, str) and re.fullmatch(r"#[0-9A-Fa-f]{6}", color)
    ):
        yield Problem(f"{show(color)} is not a color.", "iconBrandColor")


@rule(
    "PP174",
    Severity.ERROR,
    on=Kind.PROPERTIES,
    microsoft="5000.2.1.1",
    bad="""
    properties:
      iconBrandColor: "#007EE5"  # <- here
    """,
    good="""
    properties: {iconBrandColor: "#123456"}
    """,
)
def brand_color_is_own(properties: Node) -> Problems:
    """`iconBrandColor` is neither white nor the color of the template.

    Why: certification wants a color of the brand; independent publishers use #da3b01.
    Mend: Use the main color of the service's own icon.
    See: certification-submission
    """
    color = properties.text("iconBrandColor")
    if color.casefold() in ("#ffffff", "#007ee5"):
        yield Problem(f"{show(color)} is not a color of the brand.", "iconBrandColor")


@rule(
    "PP176",
    Severity.ERROR,
    on=Kind.PROPERTIES,
    bad="""
    properties:  # <- here
      stackOwner: Shelf
    """,
    good="""
    properties: {publisher: Shelf, stackOwner: Shelf}
    """,
)
def publisher_is_present(properties: Node) -> Problems:
    """`publisher` is present.

    Why: the listing names who made the connector.
    Mend: Add publisher with the name of your company, or your own.
    See: certification-submission
    """
    if not properties.text("publisher"):
        yield Problem("There is no publisher.", "publisher", key=True)


@rule(
    "PP177",
    Severity.ERROR,
    on=Kind.PROPERTIES,
    bad="""
    properties:  # <- here
      publisher: Shelf
    """,
    good="""
    properties: {publisher: Shelf, stackOwner: Shelf}
    """,
)
def stack_owner_is_present(properties: Node) -> Problems:
    """`stackOwner` is present.

    Why: it names the owner of the service that the connector calls.
    Mend: Add stackOwner with the name of the company behind the service.
    See: certification-submission
    """
    if not properties.text("stackOwner"):
        yield Problem("There is no stackOwner.", "stackOwner", key=True)


@rule(
    "PP178",
    Severity.INFO,
    on=Kind.PROPERTIES,
    bad="""
    properties:
      publisher: Shelf & Sons  # <- here
    """,
    good="""
    properties: {publisher: Shelf and Sons 2, stackOwner: Shelf}
    """,
)
def names_are_alphanumeric(properties: Node) -> Problems:
    """`publisher` and `stackOwner` have only letters, digits and spaces.

    Why: the submission guide asks for it.
    Mend: Leave out the other characters.
    See: certification-submission
    """
    for key in ("publisher", "stackOwner"):
        if not all(c.isalnum() or c == " " for c in properties.text(key)):
            yield Problem(f"The {key} has special characters.", key)


@rule(
    "PP179",
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

    Why: they say how a connection is made; an API without credentials says so with an
        empty mapping.
    Mend: Add connectionParameters, with {} if there are none.
    See: connection-parameters
    """
    if not {"connectionParameters", "connectionParameterSets"} & set(properties.value):
        yield Problem(
            "There are no connectionParameters.", "connectionParameters", key=True
        )


@rule(
    "PP195",
    Severity.ERROR,
    on=Kind.PROPERTIES,
    microsoft="The custom connector property 'Capabilities' is not a string array.",
    bad="""
    properties:
      capabilities: actions  # <- here
    """,
    good="""
    properties: {capabilities: [actions]}
    """,
)
def capabilities_are_texts(properties: Node) -> Problems:
    """`capabilities` is a list of texts.

    Why: the platform refuses anything else.
    Mend: Write capabilities: [], or [actions] and [triggers].
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/paconn-cli
    """
    value = properties.get("capabilities")
    if "capabilities" not in properties.value:
        return
    if not isinstance(value, (list, tuple)):
        yield Problem(
            f"capabilities is {json_type(value)}, not a list.", "capabilities"
        )
        return
    for index, item in enumerate(value):
        if not isinstance(item, str):
            yield Problem(
                f"A capability is {json_type(item)}, not text.", "capabilities", index
            )


@rule(
    "PP204",
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
    Mend: Correct the operationId, or remove it from the list.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code
    """
    known = properties.connector.operation_ids
    for index, operation_id in enumerate(properties.sequence("scriptOperations")):
        if isinstance(operation_id, str) and operation_id not in known:
            meant = nearest(operation_id, known)
            yield Problem(
                f"There is no operation {show(operation_id)}.",
                "scriptOperations",
                index,
                hint=f"Did you mean {meant}?" if meant else None,
            )
