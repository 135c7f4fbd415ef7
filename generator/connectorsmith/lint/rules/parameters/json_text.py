"""Rules on a JSON body that is declared as text."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.nodes.lookup import operation_of, own_parameters
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.text.media_types import is_json


@rule(
    "CS052",
    "json-body-is-not-text",
    Severity.WARNING,
    on=Kind.OPERATION,
    bad="""
    paths:
      /books:
        post:
          operationId: AddBooks
          consumes: [application/json]
          parameters:
            - name: body
              in: body
              schema:  # <- here
                type: string
    """,
    good="""
    paths:
      /books:
        post:
          operationId: AddBooks
          consumes: [text/plain]
          parameters:
            - {name: body, in: body, schema: {type: string}}
        put:
          operationId: ReplaceBooks
          consumes: [application/json]
          parameters:
            - {name: body, in: body, schema: {type: object}}
    """,
)
def json_body_is_not_text(operation: Node) -> Problems:
    """A body that is consumed as JSON alone is not declared as text.

    Why: text is encoded as a JSON string: JSON that a maker writes into it is encoded twice,
        with a backslash before each quote.
    Fix: Describe the JSON in the schema, or write {type: object} for any JSON object. If the
        API takes the text itself, set consumes to text/plain.
    See: https://swagger.io/specification/v2/#parameter-object
    """
    declared = operation_of(operation)
    consumes = declared.media_types("consumes")
    if not consumes or not all(map(is_json, consumes)):
        return
    schemas = operation.connector.definition.schemas
    for parameter in own_parameters(operation):
        if parameter.location != "body" or "schema" not in parameter.value:
            continue
        schema = schemas.references.resolved(parameter.value["schema"])
        is_free = schema.keys().isdisjoint(_RESTRICTING)
        if schemas.type_of(schema) == "string" and is_free:
            yield Problem(
                f"The JSON body of {show(declared.name)} must not be text, which is encoded as"
                " a JSON string.",
                *parameter.at,
                "schema",
                key=True,
            )


_RESTRICTING = ("enum", "format", "pattern", "properties", "required", "items")
"""Keywords with which text is no JSON, or is declared by mistake."""
