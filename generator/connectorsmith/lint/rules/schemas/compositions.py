"""Rules on `allOf`."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule


@rule(
    "CS045",
    "schema-needs-no-merging",
    Severity.WARNING,
    on=Kind.SCHEMA,
    bad="""
    definitions:
      Book: {type: object, properties: {title: {type: string}}}
      Loan:
        allOf:  # <- here
          - $ref: '#/definitions/Book'
          - {type: object, properties: {reader: {type: string}}}
    """,
    good="""
    definitions:
      Loan: {type: object, properties: {title: {type: string}, reader: {type: string}}}
    """,
)
def schema_needs_no_merging(schema: Node) -> Problems:
    """A schema lists its properties itself, without `allOf`.

    Why: the SDK merges the members of `allOf`, but not every part of Power Platform does:
        where it does not, makers see no fields, or one without a type. One in a hundred
        published connectors has an `allOf`.
    Fix: Copy the properties of the members into the schema.
    See: https://github.com/microsoft/PowerPlatformConnectors/issues/2067
    """
    members = schema.sequence("allOf")
    if members:
        is_wrapped = len(members) == 1 and "properties" not in schema.value
        yield Problem(
            "The schema must not use allOf, which Power Platform does not merge everywhere.",
            "allOf",
            key=True,
            hint=(
                "Write the one member itself instead of the allOf."
                if is_wrapped
                else None
            ),
        )
