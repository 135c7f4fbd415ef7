"""Rules on `consumes`."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.nodes.lookup import all_parameters, operation_of
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule


@rule(
    "PP076",
    "body-operation-has-consumes",
    Severity.INFO,
    on=Kind.OPERATION,
    microsoft="ConsumesMissing",
    bad="""
    paths:
      /books:
        post:  # <- here
          parameters:
            - {name: body, in: body, schema: {type: object}}
    """,
    good="""
    consumes: [application/json]
    paths:
      /books:
        post:
          parameters:
            - {name: body, in: body, schema: {type: object}}
    """,
)
def body_operation_has_consumes(operation: Node) -> Problems:
    """An operation with a body has `consumes`, its own or that of the definition.

    Why: without it the format of the body has to be guessed: JSON, or a form for form data.
    Fix: Add consumes: [application/json] to the definition.
    See: certification-swagger-validator-rules
    """
    if _has_body(operation) and not operation_of(operation).media_types("consumes"):
        yield Problem(
            "The operation with a body must have 'consumes'.", "consumes", key=True
        )


def _has_body(operation: Node) -> bool:
    """Return whether a parameter is sent in the body of the request."""
    return any(
        parameter.location in ("body", "formData")
        for parameter in all_parameters(operation)
    )
