"""Rules on which parameters of an operation go together."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.effects import LEFT_OUT
from connectorsmith.lint.nodes.lookup import (
    all_parameters,
    operation_of,
    own_parameters,
)
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show


@rule(
    "PP067",
    "get-has-no-body",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="BodyOrFormDataParameterInFetchOperationNotAllowed",
    bad="""
    paths:
      /books:
        get:
          parameters:
            - {name: body, in: body, schema: {type: object}}  # <- here
    """,
    good="""
    paths:
      /books:
        post:
          parameters:
            - {name: body, in: body, schema: {type: object}}
    """,
)
def get_has_no_body(operation: Node) -> Problems:
    """A GET or HEAD operation has no body and no form data.

    Why: HTTP gives such a body no meaning, and gateways drop it.
    Fix: Set in: query, or use POST.
    See: certification-swagger-validator-rules
    """
    if operation.name in ("get", "head"):
        for parameter in all_parameters(operation):
            if parameter.location in ("body", "formData"):
                yield Problem(
                    f"A {operation.name.upper()} operation must not have the"
                    f" {parameter.location} parameter {show(parameter.name)}.",
                    *parameter.at,
                )


@rule(
    "PP068",
    "operation-has-at-most-one-body",
    Severity.ERROR,
    on=(Kind.OPERATION, Kind.PATH),
    microsoft="OperationParametersContainMultipleBodyParameters,"
    " PathParametersContainMultipleBodyParameters",
    bad="""
    paths:
      /books:
        post:
          parameters:
            - {name: book, in: body, schema: {type: object}}
            - {name: shelf, in: body, schema: {type: object}}  # <- here
    """,
    good="""
    paths:
      /books:
        post:
          parameters:
            - {name: book, in: body, schema: {type: object}}
            - {name: shelf, in: query, type: string}
    """,
)
def operation_has_at_most_one_body(node: Node) -> Problems:
    """An operation has at most one body parameter.

    Why: a request has one body; only the first is sent.
    Fix: Combine them into one body, with a property for each.
    See: certification-swagger-validator-rules
    """
    own = [
        parameter for parameter in own_parameters(node) if parameter.location == "body"
    ]
    # Two body parameters that the operation inherits are reported at their path.
    inherited = node.kind is Kind.OPERATION and any(
        parameter.is_inherited and parameter.location == "body"
        for parameter in all_parameters(node)
    )
    for parameter in own if inherited else own[1:]:
        yield Problem(
            f"{show(parameter.name)} is a second body parameter.",
            *parameter.steps,
            effect=(
                LEFT_OUT if own[0] is not parameter else "sends it instead of the first"
            ),
            code=f"{node.kind.value.capitalize()}ParametersContainMultipleBodyParameters",
        )


@rule(
    "PP069",
    "operation-has-body-or-form",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="ParameterListContainsFormDataAndBody",
    bad="""
    paths:
      /books:
        post:
          parameters:
            - {name: book, in: body, schema: {type: object}}
            - {name: cover, in: formData, type: file}  # <- here
    """,
    good="""
    paths:
      /books:
        post:
          parameters:
            - {name: title, in: formData, type: string}
            - {name: cover, in: formData, type: file}
    """,
)
def operation_has_body_or_form(operation: Node) -> Problems:
    """An operation has a body or form data, not both.

    Why: both are the body of the same request.
    Fix: Turn the body into form data too, or move the form data into the body.
    See: certification-swagger-validator-rules
    """
    parameters = all_parameters(operation)
    if any(parameter.location == "body" for parameter in parameters):
        for parameter in parameters:
            if parameter.location == "formData":
                yield Problem(
                    f"The form data {show(parameter.name)} of"
                    f" {show(operation_of(operation).name)} must not be combined with a body;"
                    " the SDK leaves it out.",
                    *parameter.at,
                )
                return


@rule(
    "PP074",
    "parameter-is-unique",
    Severity.ERROR,
    on=(Kind.OPERATION, Kind.PATH),
    microsoft="OperationParametersContainDuplicateParameter,"
    " PathParametersContainDuplicateParameter",
    bad="""
    paths:
      /books:
        get:
          parameters:
            - {name: author, in: query, type: string}
            - {name: author, in: query, type: string}  # <- here
    """,
    good="""
    paths:
      /books:
        parameters:
          - {name: author, in: query, type: integer}
        get:
          parameters:
            - {name: author, in: query, type: string}
            - {name: title, in: query, type: string}
    """,
)
def parameter_is_unique(node: Node) -> Problems:
    """No two parameters of an operation have the same `name` and the same `in`.

    Why: only one of them can be sent. A parameter of an operation that overrides one of its
        path is no duplicate.
    Fix: Remove or rename one of the two.
    See: certification-swagger-validator-rules
    """
    seen: set[tuple[str, str]] = set()
    for parameter in own_parameters(node):
        key = parameter.name, parameter.location
        if key in seen and all(key):
            yield Problem(
                f"The parameter {show(parameter.name)} in {show(parameter.location)} must not"
                " be declared twice.",
                *parameter.steps,
                code=f"{node.kind.value.capitalize()}ParametersContainDuplicateParameter",
            )
        seen.add(key)


@rule(
    "MS105",
    "parameter-name-has-one-location",
    Severity.ERROR,
    on=(Kind.OPERATION, Kind.PATH),
    microsoft="OperationParametersAreNotUnique",
    bad="""
    paths:
      /books/{author}:
        get:
          parameters:
            - {name: author, in: path, type: string, required: true}
            - {name: author, in: header, type: string}  # <- here
    """,
    good="""
    paths:
      /books/{author}:
        get:
          parameters:
            - {name: author, in: path, type: string, required: true}
            - {name: x-author, in: header, type: string}
    """,
)
def parameter_name_has_one_location(node: Node) -> Problems:
    """No two parameters of an operation have the same `name` with a different `in`.

    Why: a flow stores the value of an input by its name alone, so only one of the two can
        have a value. No published connector does this.
    Fix: Rename one of the two, or remove it and set its value by a policy.
    See: certification-swagger-validator-rules
    """
    locations: dict[str, str] = {}
    for parameter in own_parameters(node):
        location = locations.setdefault(parameter.name, parameter.location)
        if parameter.name and parameter.location and location != parameter.location:
            yield Problem(
                f"The parameter {show(parameter.name)} must not be in both"
                f" {' and '.join(map(show, sorted((location, parameter.location))))}.",
                *parameter.steps,
            )
