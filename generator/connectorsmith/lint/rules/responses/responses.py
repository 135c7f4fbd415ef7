"""Rules on which responses an operation declares."""

from __future__ import annotations

import re
from collections.abc import Mapping

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.effects import LEFT_OUT
from connectorsmith.lint.fix import Drop, Rename
from connectorsmith.lint.nodes.lookup import operation_of, responses
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.extensions import (
    NOTIFICATION_CONTENT,
    is_agentic,
    is_internal,
)
from connectorsmith.settings.profile import CERTIFIED
from connectorsmith.text.media_types import is_json, is_stream, is_text


@rule(
    "PP120",
    "operation-has-response",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="OperationMustHaveResponse",
    bad="""
    paths:
      /books:
        get:  # <- here
          operationId: ListBooks
    """,
    good="""
    paths:
      /books:
        get:
          responses: {"200": {description: The books.}}
    """,
)
def operation_has_response(operation: Node) -> Problems:
    """Every operation declares a response.

    Why: without one, it is unknown what a successful call returns, and a generated
        method returns nothing. OpenAPI 2.0 requires responses. An empty mapping is a
        warning: no refusal of one is known, and 1 % of the published connectors have
        it.
    Fix: Declare a 200 response, or a 204 if the API returns no content.
    See: certification-swagger-validator-rules
    """
    declared = operation.get("responses")
    if is_agentic(operation.value) and isinstance(declared, Mapping):
        return
    if declared is None or declared == {}:
        yield Problem(
            "The operation must declare a response.",
            "responses",
            key=True,
            severity=Severity.ERROR if declared is None else Severity.WARNING,
        )


@rule(
    "PP121",
    "operation-has-success-response",
    Severity.WARNING,
    on=Kind.OPERATION,
    microsoft="OperationShouldHaveSuccessfulResponse",
    bad="""
    paths:
      /books:
        get:
          responses:  # <- here
            "404": {description: No such shelf.}
    """,
    good="""
    paths:
      /books:
        get:
          responses: {"202": {description: The books will follow.}}
    """,
)
def operation_has_success_response(operation: Node) -> Problems:
    """Every operation declares a response with a status of 2xx.

    Why: flows and the SDK work with the response of a successful call.
    Fix: Declare a 200 response, or a 204 if the API returns no content.
    See: certification-swagger-validator-rules
    """
    declared = {response.status for response in responses(operation)}
    is_reported = declared <= {"default"}  # by PP120 and PP127
    if not is_reported and not any(one.is_success for one in responses(operation)):
        yield Problem(
            "The operation must declare a 2xx response.", "responses", key=True
        )


@rule(
    "PP122",
    "default-response-has-no-schema",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="DefaultResponseHasSchema, 5000.2.4.2",
    bad="""
    paths:
      /books:
        get:
          responses:
            "200": {description: The books., schema: {type: object}}
            default:
              description: The books, or an error.
              schema:  # <- here
                type: object
    """,
    good="""
    paths:
      /books:
        get:
          responses:
            "200": {description: The books., schema: {type: object}}
            default: {description: An error.}
    """,
)
def default_response_has_no_schema(operation: Node) -> Problems:
    """The `default` response has no schema.

    Why: it applies to every status that is not declared, so its content is uncertain.
        The builds of certified connectors stop with this code (pull requests 3810 and
        3841 of microsoft/PowerPlatformConnectors); 8 % of the published ones are
        older. It is a warning for a connector that is not certified.
    Fix: Move the schema to the status that it belongs to, or remove it.
    See: certification-swagger-validator-rules
    """
    is_certified = operation.connector.profile in CERTIFIED
    for response in responses(operation):
        if response.status == "default" and response.has_schema:
            steps = () if response.is_shared else ("schema",)
            # It may be meant for the 200 or describe an error, unless it is there already.
            declared = list(responses(operation))
            is_repeated = any(
                other.status != "default"
                and other.has_schema
                and other.value.get("schema") == response.value.get("schema")
                for other in declared
            )
            yield Problem(
                "The default response must not have a schema.",
                "responses",
                "default",
                *steps,
                key=True,
                hint="Rename 'default' to '200'." if len(declared) == 1 else None,
                severity=None if is_certified else Severity.WARNING,
                fix=Drop() if is_repeated and steps else None,
            )


@rule(
    "PP123",
    "response-key-is-a-status-code",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="ResponseMustBeDefaultOrHttpStatusCode",
    bad="""
    paths:
      /books:
        get:
          responses:
            2XX:  # <- here
              description: The books.
    """,
    good="""
    paths:
      /books:
        get:
          responses: {"200": {description: The books.}, x-none: {}}
    """,
)
def response_key_is_a_status_code(operation: Node) -> Problems:
    """The key of a response is a status code of three digits, or `default`.

    Why: OpenAPI 2.0 has no ranges such as 2XX, and the status codes of HTTP are 100
        to 599.
    Fix: Write a status code, or default.
    See: certification-swagger-validator-rules
    """
    declared = operation.mapping("responses")
    for key in declared:
        if not re.fullmatch(r"[1-5][0-9]{2}|default|x-.*", key, re.DOTALL):
            corrected = key.strip().casefold()
            is_default = corrected == "default" and corrected not in declared
            yield Problem(
                f"{show(key)} is neither a status code nor 'default'.",
                "responses",
                key,
                key=True,
                fix=Rename(corrected) if is_default else None,
                effect=LEFT_OUT,
            )


@rule(
    "PP124",
    "operation-has-one-response-schema",
    Severity.INFO,
    on=Kind.OPERATION,
    microsoft="OperationHasManyResponsesWithSchema",
    bad="""
    paths:
      /books:
        get:
          responses:  # <- here
            "200": {description: The books., schema: {type: object}}
            "404": {description: No such shelf., schema: {type: string}}
    """,
    good="""
    paths:
      /books:
        get:
          responses:
            "200": {description: The books., schema: {type: object}}
            "404": {description: No such shelf.}
    """,
)
def operation_has_one_response_schema(operation: Node) -> Problems:
    """Only one response of an operation has a schema.

    Why: makers see the values of one response; only the SDK and readers use the
        others.
    Fix: Put what makers need into the 200; nothing else has to be changed.
    See: certification-swagger-validator-rules
    """
    with_schema = [
        response.status
        for response in responses(operation)
        if response.has_schema and response.status != "default"
    ]
    if len(with_schema) > 1:
        yield Problem(
            "More than one response of the operation has a schema.",
            "responses",
            key=True,
        )


@rule(
    "PP126",
    "response-schema-is-on-200-or-201",
    Severity.WARNING,
    on=Kind.OPERATION,
    microsoft="SchemaDefinitionSetIncorrectly",
    bad="""
    paths:
      /books:
        get:
          responses:  # <- here
            "202": {description: The books., schema: {type: object}}
    """,
    good="""
    paths:
      /books:
        get:
          responses:
            "200": {description: The books., schema: {type: object}}
            "404": {description: No such shelf., schema: {type: object}}
        delete:
          responses: {"204": {description: Done.}}
    """,
)
def response_schema_is_on_200_or_201(operation: Node) -> Problems:
    """An operation that returns content has its schema on the 200 or the 201 response.

    Why: makers see no values of a response whose schema is on another status, or of a
        GET without a schema. Other methods may return nothing. A trigger that is
        called back may have its schema in `x-ms-notification-content`.
    Fix: Declare the schema on the 200 or the 201 response.
    See: certification-swagger-validator-rules
    """
    path = operation.within(Kind.PATH)
    if path is None or NOTIFICATION_CONTENT in path.value:
        return
    if is_agentic(operation.value):
        return
    declared = {one.status: one for one in responses(operation)}
    with_schema = [status for status, one in declared.items() if one.has_schema]
    if not _OUTPUT_STATUSES.isdisjoint(with_schema):
        return
    # After a 204, the schema of an error may be the only one.
    has_output = not _OUTPUT_STATUSES.isdisjoint(declared)
    for status in with_schema:
        is_misplaced = declared[status].is_success and not declared[status].has_no_body
        if is_misplaced or (has_output and status != "default"):
            yield Problem(
                f"The 200 or 201 response must have a schema, not only {show(status)}.",
                "responses",
                key=True,
            )
            return
    # Other rules report a missing response, and a $ref without a target.
    is_resolved = all(
        declared[status].value for status in _OUTPUT_STATUSES & declared.keys()
    )
    is_shown = not is_internal(operation.value)
    is_get = operation.name == "get"
    if is_get and is_shown and has_output and is_resolved and not with_schema:
        yield Problem(
            "The 200 or 201 response of a GET must have a schema.",
            "responses",
            key=True,
            hint=FILE_HINT if returns_file(operation) else None,
        )


FILE_HINT = "Declare the file: schema: {type: string, format: binary}."


def returns_file(operation: Node) -> bool:
    """Return whether everything that an operation produces is a file: no JSON and no text."""
    produces = operation_of(operation).media_types("produces")
    return bool(produces) and not any(map(_is_data, produces))


def _is_data(media_type: str) -> bool:
    return (
        is_json(media_type)
        or is_text(media_type)
        or is_stream(media_type)
        or "*" in media_type
    )


_OUTPUT_STATUSES = frozenset({"200", "201"})
"""Statuses of the responses whose values makers can use."""


@rule(
    "PP127",
    "default-is-not-the-only-response",
    Severity.WARNING,
    on=Kind.OPERATION,
    bad="""
    paths:
      /books:
        get:
          responses:  # <- here
            default: {description: The books.}
    """,
    good="""
    paths:
      /books:
        get:
          responses:
            "200": {description: The books.}
            default: {description: An error.}
    """,
)
def default_is_not_the_only_response(operation: Node) -> Problems:
    """`default` is not the only response of an operation.

    Why: it does not say which status means success; reviewers ask for the status that
        the API sends.
    Fix: Declare a 200 response, or a 204 if the API returns no content.
    See: coding-standards
    """
    declared = list(responses(operation))
    # PP122 reports a default response with a schema.
    is_alone = [one.status for one in declared] == ["default"]
    if is_alone and not declared[0].has_schema:
        yield Problem(
            "'default' must not be the only response of the operation.",
            "responses",
            key=True,
        )
