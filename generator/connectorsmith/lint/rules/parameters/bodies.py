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
            f"The body {show(parameter.text('name'))} has no schema.",
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
    """A body parameter says its type, default and limits in its `schema`.

    Why: beside the schema they are without effect, and the definition is refused.
    Fix: Move it into the schema.
    See: certification-swagger-validator-rules
    """
    if parameter.get("in") != "body":
        return
    schema = parameter.mapping("schema")
    for key in _SCHEMA_KEYS:
        if key in parameter.value:
            is_redundant = key in schema and schema[key] == parameter.get(key)
            yield Problem(
                f"The body {show(parameter.text('name'))} has a {key} outside its"
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
    """A parameter that is no body has no `schema`.

    Why: OpenAPI 3 writes parameters so; in OpenAPI 2.0 the type stands in the
        parameter itself, and what the schema says is lost.
    Fix: Move what the schema says up into the parameter.
    See: certification-swagger-validator-rules
    """
    if parameter.get("in") in _LOCATIONS and "schema" in parameter.value:
        schema = parameter.get("schema")
        adds_nothing = isinstance(schema, Mapping) and all(
            key in parameter.value and parameter.get(key) == value
            for key, value in schema.items()
        )
        yield Problem(
            f"The {parameter.text('in')} parameter {show(parameter.text('name'))} has a"
            " schema.",
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
    """The dynamic extensions of a body stand in its `schema`.

    Why: on the body parameter itself they are passed over, and makers see an empty
        body.
    Fix: Move it into the schema.
    See: openapi-extensions
    """
    if parameter.get("in") == "body":
        for key in FORMS:
            if key in parameter.value:
                yield Problem(
                    f"{key} stands on the body, not in its schema.", key, key=True
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

    Why: only there a name can be sent without a value.
    Fix: Remove it.
    See: certification-swagger-validator-rules
    """
    location = parameter.get("in")
    if location in ("path", "header", "body") and "allowEmptyValue" in parameter.value:
        yield Problem(
            f"A {location} parameter has an allowEmptyValue.",
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

    Why: they stand in the header of each part, where no other character is allowed.
    Fix: Use the name in plain letters that the API takes.
    See: certification-swagger-validator-rules
    """
    name = parameter.text("name")
    if parameter.get("in") == "formData" and not name.isascii():
        yield Problem(f"The name {show(name)} is not US-ASCII.", "name")


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
    """No parameter is a header that belongs to HTTP itself.

    Why: whoever sends the request sets Host, Content-Length and the like; a value from
        elsewhere is dropped or breaks the request. The validator refuses reserved names,
        but does not say which.
    Fix: Remove the parameter; another host is set by the policy dynamichosturl.
    See: certification-swagger-validator-rules
    """
    name = parameter.text("name")
    if parameter.get("in") == "header" and name.casefold() in _RESERVED:
        yield Problem(f"The header {show(name)} belongs to HTTP itself.", "name")
