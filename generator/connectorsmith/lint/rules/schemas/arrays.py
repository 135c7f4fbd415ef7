"""Rules on the `items` of a list."""

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
    """A list says what its `items` are.

    Why: without it nothing can be chosen from the list, and the definition is refused.
    Fix: Add items with the type of one item.
    See: certification-swagger-validator-rules
    """
    if node.get("type") == "array" and "items" not in node.value:
        yield Problem(
            f"The list {show(node.text('name') or node.name)} has no items.",
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
    """The `items` of a list are not `{}`.

    Why: makers get a list of nothing in particular, and its page says only "array of".
    Fix: Say at least the type of an item, such as string.
    See: openapi-extensions
    """
    if schema.steps == ("items",) and not schema.value:
        yield Problem("The items are empty, so nothing is known of them.")
