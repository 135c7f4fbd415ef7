"""Rules on the schemas of responses."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.rules.responses.responses import FILE_HINT, returns_file
from connectorsmith.openapi.extensions import SUMMARY, is_agentic, is_internal
from connectorsmith.openapi.responses import has_no_body
from connectorsmith.openapi.schemas import is_empty


@rule(
    "PP125",
    "success-response-schema-is-not-empty",
    Severity.WARNING,
    on=Kind.RESPONSE,
    microsoft="5000.2.4.4",
    bad="""
    paths:
      /books:
        get:
          responses:
            "200":
              description: The books.
              schema:  # <- here
                type: object
    """,
    good="""
    paths:
      /books:
        get:
          responses:
            "200":
              description: The books.
              schema: {type: object, properties: {title: {type: string}}}
            "202":
              description: Fields of the user.
              schema: {type: object, x-ms-dynamic-schema: {operationId: GetFields}}
            "204": {description: Nothing.}
    """,
)
def success_response_schema_is_not_empty(response: Node) -> Problems:
    """The schema of a successful response is not empty.

    Why: makers can use no value of an object without properties; certification
        refuses it for new operations. A schema that the API returns at run time
        (x-ms-dynamic-schema) is not empty.
    Fix: List the properties, or remove the schema if the API returns no content.
    See: certification-submission
    """
    is_success = response.name.startswith("2") and not has_no_body(response.name)
    if not is_success or "schema" not in response.value:
        return
    operation = response.within(Kind.OPERATION)
    if operation is not None and is_agentic(operation.value):
        return
    written = response.mapping("schema")
    schema = response.connector.definition.references.resolved(written)
    is_unresolved = "$ref" in written and not schema  # reported by PP016
    siblings = {key: value for key, value in written.items() if key != "$ref"}
    if is_empty({**schema, **siblings}) and not is_unresolved:
        yield Problem(
            "The schema of the response must not be empty.",
            "schema",
            key=True,
            hint=FILE_HINT if operation and returns_file(operation) else None,
        )


@rule(
    "PP129",
    "response-property-has-title",
    Severity.INFO,
    on=Kind.SCHEMA,
    bad="""
    paths:
      /books:
        get:
          responses:
            "200":
              description: A book.
              schema:
                type: object
                properties:
                  isbn:  # <- here
                    type: string
    """,
    good="""
    paths:
      /books:
        get:
          responses:
            "200":
              description: A book.
              schema: {type: object, properties: {isbn: {type: string, title: ISBN}}}
    definitions:
      Sent: {type: object, properties: {isbn: {type: string}}}
    """,
)
def response_property_has_title(schema: Node) -> Problems:
    """Every property of a response has a `title` or an `x-ms-summary`.

    Why: it is the name of the value that makers choose in the next step; without it,
        they see the raw name.
    Fix: Add x-ms-summary with a short title.
    See: connector-string-guidance
    """
    if _is_shown(schema) and not (schema.text("title") or schema.text(SUMMARY)):
        yield Problem("A property of a response must have a title.", SUMMARY, key=True)


@rule(
    "PP130",
    "response-property-has-description",
    Severity.INFO,
    on=Kind.SCHEMA,
    bad="""
    paths:
      /books:
        get:
          responses:
            "200":
              description: A book.
              schema:
                type: object
                properties:
                  isbn:  # <- here
                    type: string
    """,
    good="""
    paths:
      /books:
        get:
          responses:
            "200":
              description: A book.
              schema:
                type: object
                properties: {isbn: {type: string, description: Its number.}}
    """,
)
def response_property_has_description(schema: Node) -> Problems:
    """Every property of a response has a `description`.

    Why: makers read it where they choose the value, and the SDK shows it in editors.
    Fix: Add a description that says in a sentence what the value is.
    See: connector-string-guidance
    """
    if _is_shown(schema) and not schema.text("description"):
        yield Problem(
            "A property of a response must have a description.", "description", key=True
        )


def _is_shown(schema: Node) -> bool:
    """Return whether a schema is a property of a successful response, and not internal."""
    return (
        _is_property(schema)
        and not is_internal(schema.value)
        and id(schema.value) in schema.connector.definition.answered
    )


def _is_property(schema: Node) -> bool:
    return schema.steps[:1] == ("properties",)


@rule(
    "PP131",
    "properties-are-not-empty",
    Severity.INFO,
    on=Kind.SCHEMA,
    microsoft="5000.2.4.6",
    bad="""
    definitions:
      Book:
        type: object
        properties:
          cover:
            type: object
            properties: {}  # <- here
    """,
    good="""
    definitions:
      Book:
        type: object
        properties:
          cover: {type: object}
          tags: {type: object, properties: {}, additionalProperties: {type: string}}
    """,
)
def properties_are_not_empty(schema: Node) -> Problems:
    """The `properties` of a schema are not an empty mapping.

    Why: makers see no values of such an object, and the reference page leaves it out.
    Fix: List the properties, or remove the empty mapping if they are unknown.
    See: certification-submission
    """
    # PP125 reports the schema of a whole response.
    is_whole_response = (
        schema.parent is not None and schema.parent.kind is Kind.RESPONSE
    )
    is_empty_mapping = "properties" in schema.value and schema.get("properties") == {}
    if (
        is_empty_mapping
        and not is_whole_response
        and is_empty({**schema.value, "type": "object"})
    ):
        yield Problem(
            "The properties of a schema must not be an empty mapping.",
            "properties",
            key=True,
        )
