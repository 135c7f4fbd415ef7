"""Rules on keys and names that depend on the `in` of a parameter."""

from __future__ import annotations

from collections.abc import Mapping

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.fix import Drop
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.dynamic import FORMS

_LOCATIONS = ("query", "path", "header", "formData")


@rule(
    "PP105",
    "body-has-schema",
    Severity.ERROR,
    on=Kind.PARAMETER,
    microsoft="BodyParameterSchemaRequired",
    bad="""
    parameters:
      book:  # <- here
        name: book
        in: body
    """,
    good="""
    parameters:
      book: {name: book, in: body, schema: {type: object}}
    """,
)
def body_has_schema(parameter: Node) -> Problems:
    """A body parameter has a `schema`.

    Why: the schema says what the body holds; without it there is nothing to fill in.
    Fix: Add a schema, such as type: object with its properties.
    See: certification-swagger-validator-rules
    """
    # PP105b reports a type outside the schema.
    if (
        parameter.get("in") == "body"
        and not {"schema", "type"} & parameter.value.keys()
    ):
        yield Problem(
            f"The body {show(parameter.text('name'))} must have a 'schema'.",
            "schema",
            key=True,
        )


_SCHEMA_KEYS = (
    *("type", "format", "items", "collectionFormat", "default", "enum", "pattern"),
    *("maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "multipleOf"),
    *("maxLength", "minLength", "maxItems", "minItems", "uniqueItems"),
    "properties",
)


@rule(
    "PP105b",
    "body-type-is-in-schema",
    Severity.ERROR,
    on=Kind.PARAMETER,
    microsoft="BodyParameterPropertyNotValid",
    bad="""
    parameters:
      book:
        name: book
        in: body
        type: object  # <- here
        schema: {type: object}
    """,
    good="""
    parameters:
      book: {name: book, in: body, schema: {type: object}}
      author: {name: author, in: query, type: string}
    """,
)
def body_type_is_in_schema(parameter: Node) -> Problems:
    """The type, default and limits of a body parameter are in its `schema`.

    Why: beside the schema they are ignored, and the definition is refused.
    Fix: Move the key into schema.
    See: certification-swagger-validator-rules
    """
    if parameter.get("in") != "body":
        return
    schema = parameter.mapping("schema")
    for key in _SCHEMA_KEYS:
        if key in parameter.value:
            is_redundant = key in schema and schema[key] == parameter.get(key)
            yield Problem(
                f"The {show(key)} of the body {show(parameter.text('name'))} must be in its"
                " schema.",
                key,
                key=True,
                fix=Drop() if is_redundant else None,
                echoes=() if schema else ("schema",),
            )


@rule(
    "PP105c",
    "only-body-has-schema",
    Severity.ERROR,
    on=Kind.PARAMETER,
    microsoft="NonBodyParameterSchemaNotValid",
    bad="""
    parameters:
      author:
        name: author
        in: query
        schema: {type: string}  # <- here
    """,
    good="""
    parameters:
      author: {name: author, in: query, type: string}
    """,
)
def only_body_has_schema(parameter: Node) -> Problems:
    """Only a body parameter has a `schema`.

    Why: this is the syntax of OpenAPI 3; in OpenAPI 2.0 the type is a key of the parameter
        itself, and the schema is ignored.
    Fix: Move the keys of schema up into the parameter.
    See: certification-swagger-validator-rules
    """
    if parameter.get("in") in _LOCATIONS and "schema" in parameter.value:
        schema = parameter.get("schema")
        adds_nothing = isinstance(schema, Mapping) and all(
            key in parameter.value and parameter.get(key) == value
            for key, value in schema.items()
        )
        yield Problem(
            f"The {parameter.text('in')} parameter {show(parameter.text('name'))} must not"
            " have a 'schema'.",
            "schema",
            key=True,
            fix=Drop() if adds_nothing else None,
            echoes=("type",),
        )


@rule(
    "PP105d",
    "body-dynamic-extension-is-in-schema",
    Severity.ERROR,
    on=Kind.PARAMETER,
    microsoft="DynamicExtensionDefinitionNotAllowedInParameter",
    bad="""
    parameters:
      book:
        name: book
        in: body
        schema: {type: object}
        x-ms-dynamic-schema: {operationId: GetShape}  # <- here
    """,
    good="""
    parameters:
      book:
        name: book
        in: body
        schema:
          type: object
          x-ms-dynamic-schema: {operationId: GetShape}
    """,
)
def body_dynamic_extension_is_in_schema(parameter: Node) -> Problems:
    """The dynamic extensions of a body parameter are in its `schema`.

    Why: on the body parameter itself they are ignored, and makers see an empty body.
    Fix: Move the extension into schema.
    See: openapi-extensions
    """
    if parameter.get("in") == "body":
        for key in FORMS:
            if key in parameter.value:
                yield Problem(
                    f"{show(key)} must be in the schema of the body, not beside it.",
                    key,
                    key=True,
                )


@rule(
    "PP116",
    "allow-empty-value-is-on-query-or-form",
    Severity.ERROR,
    on=Kind.PARAMETER,
    microsoft="AllowEmptyValueOnlyValidForQueryFormData",
    bad="""
    parameters:
      author:
        name: author
        in: header
        type: string
        allowEmptyValue: true  # <- here
    """,
    good="""
    parameters:
      author: {name: author, in: query, type: string, allowEmptyValue: true}
    """,
)
def allow_empty_value_is_on_query_or_form(parameter: Node) -> Problems:
    """Only parameters in the query or in form data have an `allowEmptyValue`.

    Why: only there can a name be sent without a value.
    Fix: Remove allowEmptyValue.
    See: certification-swagger-validator-rules
    """
    location = parameter.get("in")
    if location in ("path", "header", "body") and "allowEmptyValue" in parameter.value:
        yield Problem(
            f"A {location} parameter must not have 'allowEmptyValue'.",
            "allowEmptyValue",
            key=True,
            fix=Drop(),
        )


@rule(
    "PP118",
    "form-data-name-is-ascii",
    Severity.ERROR,
    on=Kind.PARAMETER,
    microsoft="InvalidFormDataParameterName",
    bad="""
    parameters:
      title:
        name: títle  # <- here
        in: formData
        type: string
    """,
    good="""
    parameters:
      title: {name: title, in: formData, type: string}
    """,
)
def form_data_name_is_ascii(parameter: Node) -> Problems:
    """The names of form data are US-ASCII.

    Why: they are sent in the header of each part, where no other character is allowed.
    Fix: Change name to the US-ASCII name that the API expects.
    See: certification-swagger-validator-rules
    """
    name = parameter.text("name")
    if parameter.get("in") == "formData" and not name.isascii():
        yield Problem(f"The name {show(name)} must be US-ASCII.", "name")


_RESERVED = frozenset(
    (
        *("connection", "content-length", "host", "keep-alive", "te", "trailer"),
        *("transfer-encoding", "upgrade"),
    )
)
"""The header fields that belong to the HTTP connection or that the client computes."""


@rule(
    "PP119",
    "header-parameter-is-not-reserved",
    Severity.WARNING,
    on=Kind.PARAMETER,
    microsoft="ReservedParameterIsUsed",
    bad="""
    parameters:
      length:
        name: Content-Length  # <- here
        in: header
        type: integer
    """,
    good="""
    parameters:
      type: {name: Content-Type, in: header, type: string}
      host: {name: host, in: query, type: string}
    """,
)
def header_parameter_is_not_reserved(parameter: Node) -> Problems:
    """No parameter is a header that the HTTP client sets.

    Why: the HTTP client sets Host, Content-Length and the like; another value is dropped or
        breaks the request. Microsoft's validator refuses reserved names, but does not say
        which.
    Fix: Remove the parameter; to change the host, use a dynamichosturl policy.
    See: certification-swagger-validator-rules
    """
    name = parameter.text("name")
    if parameter.get("in") == "header" and name.casefold() in _RESERVED:
        yield Problem(
            f"The header {show(name)} must not be a parameter; the HTTP client sets it.",
            "name",
        )
