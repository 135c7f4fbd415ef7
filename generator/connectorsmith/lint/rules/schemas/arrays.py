"""Rules on the `items` of an array."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show


@rule(
    "PP108",
    "array-has-items",
    Severity.ERROR,
    on=(Kind.SCHEMA, Kind.PARAMETER, Kind.HEADER),
    microsoft="ArrayHasNoItems",
    bad="""
    definitions:
      Books:  # <- here
        type: array
    """,
    good="""
    definitions:
      Books: {type: array, items: {type: string}}
    """,
)
def array_has_items(node: Node) -> Problems:
    """An array declares its `items`.

    Why: without items, makers can choose nothing from the array, and the platform
        refuses the definition.
    Fix: Add items with the type of one item.
    See: certification-swagger-validator-rules
    """
    if node.get("type") == "array" and "items" not in node.value:
        yield Problem(
            f"The array {show(node.text('name') or node.name)} must have items.",
            "items",
            key=True,
        )


@rule(
    "PP108b",
    "array-items-are-not-empty",
    Severity.WARNING,
    on=Kind.SCHEMA,
    bad="""
    definitions:
      Books:
        type: array
        items: {}  # <- here
    """,
    good="""
    definitions:
      Books: {type: array, items: {type: object}}
    """,
)
def array_items_are_not_empty(schema: Node) -> Problems:
    """The `items` of an array are not `{}`.

    Why: makers get items of an unknown type, and the reference page says only "array
        of".
    Fix: Add at least a type to items, such as string.
    See: openapi-extensions
    """
    if schema.steps == ("items",) and not schema.value:
        yield Problem("The items must not be empty.")
