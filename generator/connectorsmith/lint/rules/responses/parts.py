"""Rules on the description, the examples and the headers of a response."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.fix import Drop
from connectorsmith.lint.nodes.lookup import operation_of
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.responses import has_no_body
from connectorsmith.text.media_types import essence


@rule(
    "PP128",
    "response-has-description",
    Severity.ERROR,
    on=Kind.RESPONSE,
    microsoft="RequiredPropertyMissing",
    bad="""
    paths:
      /books:
        get:
          responses:
            "200":  # <- here
              schema: {type: object}
    """,
    good="""
    paths:
      /books:
        get:
          responses: {"200": {description: ""}}
    """,
)
def response_has_description(response: Node) -> Problems:
    """Every response has a `description`, which may be empty.

    Why: the standard demands it, and the platform refuses a response without one.
    Fix: Add a description that says in a few words when the response is sent.
    See: certification-swagger-validator-rules
    """
    if "description" not in response.value:
        yield Problem("The response must have a description.", "description", key=True)


@rule(
    "PP133",
    "response-example-is-in-produces",
    Severity.WARNING,
    on=Kind.RESPONSE,
    microsoft="ResponseExampleMustBeProducedByOperation",
    bad="""
    paths:
      /books:
        get:
          produces: [application/json]
          responses:
            "200":
              description: The books.
              examples:
                text/csv: Moby-Dick  # <- here
    """,
    good="""
    paths:
      /books:
        get:
          produces: [application/json; charset=utf-8]
          responses:
            "200":
              description: The books.
              examples: {application/json: {title: Moby-Dick}}
    """,
)
def response_example_is_in_produces(response: Node) -> Problems:
    """The key of each response example is a media type that the operation produces.

    Why: an example of a media type that is never sent misleads readers, and the
        platform reports it.
    Fix: Add the media type to produces, or correct the key of the example.
    See: certification-swagger-validator-rules
    """
    operation = response.within(Kind.OPERATION)
    if operation is None:
        return
    produced = {
        essence(media_type)
        for media_type in operation_of(operation).media_types("produces")
    }
    if not produced or any("*" in media_type for media_type in produced):
        return
    for media_type in response.mapping("examples"):
        if essence(media_type) not in produced:
            yield Problem(
                f"The response example {show(media_type)} must be of a media type in produces.",
                "examples",
                media_type,
                key=True,
            )


@rule(
    "CS040",
    "empty-response-has-no-schema",
    Severity.INFO,
    on=Kind.RESPONSE,
    bad="""
    paths:
      /books:
        delete:
          responses:
            "204":
              description: Removed.
              schema:  # <- here
                type: object
    """,
    good="""
    paths:
      /books:
        delete:
          responses: {"204": {description: Removed.}}
    """,
)
def empty_response_has_no_schema(response: Node) -> Problems:
    """A response that HTTP sends without content has no schema.

    Why: a 1xx, 204, 205 or 304 response has no content, nor has a response to HEAD;
        the SDK returns None, whatever the schema says.
    Fix: Remove the schema, or correct the status to the one that the API sends.
    See: https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1
    """
    operation = response.within(Kind.OPERATION)
    if operation is None or "schema" not in response.value:
        return
    if has_no_body(response.name):
        yield Problem(
            f"The {show(response.name)} response must not have a schema, because it has no"
            " content.",
            "schema",
            key=True,
        )
    elif operation.name == "head":
        yield Problem(
            "The response to HEAD must not have a schema, because it has no content.",
            "schema",
            key=True,
            fix=Drop(),
        )


@rule(
    "MS104",
    "header-names-differ-in-more-than-case",
    Severity.WARNING,
    on=Kind.RESPONSE,
    microsoft="ResponseHeadersAreNotUnique",
    bad="""
    paths:
      /books:
        get:
          responses:
            "200":
              description: The books.
              headers:
                ETag: {type: string}
                etag: {type: string}  # <- here
    """,
    good="""
    paths:
      /books:
        get:
          responses:
            "200": {description: The books., headers: {ETag: {type: string}}}
    """,
)
def header_names_differ_in_more_than_case(response: Node) -> Problems:
    """The names of a response's headers differ in more than case.

    Why: HTTP ignores the case of header names, so both are the same header.
    Fix: Remove one of the two headers.
    See: certification-swagger-validator-rules
    """
    first_by_fold: dict[str, str] = {}
    for name in response.mapping("headers"):
        first = first_by_fold.setdefault(name.casefold(), name)
        if first != name:
            yield Problem(
                f"The header {show(name)} must differ from {show(first)} in more than case.",
                "headers",
                name,
                key=True,
            )
