"""Rules on `type`, `format` and `collectionFormat`."""

from __future__ import annotations

from collections.abc import Mapping

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.effects import ANY
from connectorsmith.lint.fix import Drop, Fix, Put
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.standard.types import FORMATS
from connectorsmith.lint.words.wording import json_type, listed, show

_TYPED = (Kind.SCHEMA, Kind.PARAMETER, Kind.HEADER)
_LOCATIONS = ("query", "path", "header", "formData")
"""Values of `in` for every parameter but a body."""


@rule(
    "PP103",
    "parameter-has-type",
    Severity.ERROR,
    on=(Kind.PARAMETER, Kind.HEADER),
    bad="""
    parameters:
      author:  # <- here
        name: author
        in: query
    """,
    good="""
    parameters:
      author: {name: author, in: query, type: string}
      book: {name: book, in: body, schema: {type: object}}
    """,
)
def parameter_has_type(node: Node) -> Problems:
    """Every parameter but a body, and every response header, has a `type`.

    Why: the type decides which input field is shown and how the value is written.
    Fix: Add a type, such as string.
    See: https://spec.openapis.org/oas/v2.0.html#parameter-object
    """
    # PP105c reports a parameter that has its type in a schema.
    is_typed = "type" in node.value or "schema" in node.value
    if node.kind is Kind.HEADER:
        if not is_typed:
            yield Problem(
                f"The header {show(node.name)} must have a type.", "type", key=True
            )
    elif node.get("in") in _LOCATIONS and not is_typed:
        yield Problem(
            f"The {node.text('in')} parameter {show(node.text('name'))} must have a type.",
            "type",
            key=True,
        )


@rule(
    "PP107",
    "type-is-not-a-list",
    Severity.ERROR,
    on=_TYPED,
    microsoft="JsonTypeIncorrect",
    bad="""
    definitions:
      Book:
        type: object
        properties:
          isbn:
            type: [string, "null"]  # <- here
    """,
    good="""
    definitions:
      Book:
        type: object
        properties:
          isbn: {type: string, x-nullable: true}
    """,
)
def type_is_not_a_list(node: Node) -> Problems:
    """A `type` is a single name, not a list.

    Why: OpenAPI 2.0 allows the lists of types of JSON Schema, but the platform does
        not: a field has one type.
    Fix: Write the one type, and x-nullable: true if the value may be null.
    See: certification-swagger-validator-rules
    """
    type = node.get("type")
    if "type" not in node.value or isinstance(type, str):
        return
    names = node.sequence("type")
    only_name = names[0] if len(names) == 1 and isinstance(names[0], str) else None
    yield Problem(
        f"The type must be a single name, not {json_type(type)}.",
        "type",
        effect=ANY,
        fix=None if only_name is None else Put(only_name),
    )


_FORMAT_ALIASES: Mapping[str, str] = {
    "guid": "uuid",
    "datetime": "date-time",
    "url": "uri",
    "int": "int32",
    "int8": "int32",
    "int16": "int32",
    "uint8": "int32",
    "uint16": "int32",
    "short": "int32",
    "uint32": "int64",
    "uint64": "int64",
    "long": "int64",
    "integer": "int32",
    "decimal": "double",
    "real": "double",
    "single": "float",
}
"""Formats of OpenAPI by names that other languages have for them."""
_SAME_VALUES = ("guid", "datetime", "url")
"""Names of which a format has the same values, so it can replace them."""


@rule(
    "PP104",
    "format-is-known",
    Severity.WARNING,
    on=_TYPED,
    microsoft="UnrecognizedTypeFormat",
    bad="""
    definitions:
      Book:
        type: object
        properties:
          printed:
            type: string
            format: datetime  # <- here
    """,
    good="""
    definitions:
      Book:
        type: object
        properties:
          printed: {type: string, format: date-time}
          pages: {type: integer, format: int32}
    """,
)
def format_is_known(node: Node) -> Problems:
    """A `format` is known to the platform for its `type`.

    Why: an unknown format is ignored: a date is then treated as any text.
    Fix: Correct the format, or remove it and explain the form in the description.
    See: certification-swagger-validator-rules
    """
    type, format = node.text("type"), node.get("format")
    known = FORMATS.get(type)
    # No formats are known for a file (published connectors have binary) or a wrong type.
    if known is None or not isinstance(format, str) or format in known:
        return
    fix: Fix | None = None
    hint = None
    folded = format.strip().casefold()
    corrected = _FORMAT_ALIASES.get(folded, folded)
    if not corrected:
        message, fix, hint = "The format is empty.", Drop(), "Remove format."
    else:
        message = f"The format {show(format)} is not known for the type {type}."
        other = _type_with(corrected)
        if corrected in known:
            is_same = corrected == folded or folded in _SAME_VALUES
            fix = Put(corrected) if is_same else None
            hint = f"Change format to {corrected}."
        elif other in _INSTEAD.get(type, ()):
            hint = f"Write type: {other} and format: {corrected}."
        else:
            hint = node.did_you_mean(format, known)
    if not hint and known:
        hint = f"Change format to {listed(sorted(known))}, or remove it."
    yield Problem(message, "format", hint=hint or "Remove format.", fix=fix)


_INSTEAD: Mapping[str, tuple[str, ...]] = {
    "number": ("integer",),
    "integer": ("number",),
}
"""Types of which a value has the format that is declared with another type."""


def _type_with(format: str) -> str | None:
    """Return the type that has a format; None if none has."""
    return next((type for type, formats in FORMATS.items() if format in formats), None)


@rule(
    "PP100",
    "collection-format-is-not-multi",
    Severity.ERROR,
    on=_TYPED,
    microsoft="CollectionFormatValueNotSupported",
    bad="""
    parameters:
      authors:
        name: authors
        in: query
        type: array
        items: {type: string}
        collectionFormat: multi  # <- here
    """,
    good="""
    parameters:
      authors:
        name: authors
        in: query
        type: array
        items: {type: string}
        collectionFormat: csv
    """,
)
def collection_format_is_not_multi(node: Node) -> Problems:
    """No `collectionFormat` is `multi`.

    Why: the platform cannot send a parameter more than once, and refuses the
        definition.
    Fix: Set collectionFormat to csv if the API accepts it; else declare a string,
        which is sent unchanged. If the definition is for an SDK alone, which sends
        multi, accept the finding in connector.toml.
    See: certification-swagger-validator-rules
    """
    if node.text("collectionFormat").casefold() == "multi":
        yield Problem("The collectionFormat must not be multi.", "collectionFormat")


@rule(
    "PP106",
    "file-type-is-form-data-or-response",
    Severity.ERROR,
    on=(Kind.SCHEMA, Kind.PARAMETER),
    microsoft="FileParameterMustBeInFormData, SchemaTypeFileNotValid",
    bad="""
    definitions:
      Book:
        type: object
        properties:
          cover:
            type: file  # <- here
    """,
    good="""
    parameters:
      cover: {name: cover, in: formData, type: file}
    responses:
      Cover: {description: A picture., schema: {type: file}}
    """,
)
def file_type_is_form_data_or_response(node: Node) -> Problems:
    """Only form data and whole responses have the type `file`.

    Why: elsewhere a file cannot be sent or received; inside JSON, it is text.
    Fix: Use type: string with format: byte inside JSON, or send it as formData.
    See: certification-swagger-validator-rules
    """
    if node.get("type") != "file":
        return
    if node.kind is Kind.PARAMETER:
        if node.get("in") in ("query", "path", "header"):
            yield Problem(
                f"The file {show(node.text('name'))} must be in formData, not in"
                f" {node.text('in')}.",
                "in",
                effect="sends it as text",
            )
    elif node.parent is None or node.parent.kind is not Kind.RESPONSE:
        yield Problem(
            f"The schema {show(node.name)} must not have the type file inside other data.",
            "type",
            code="SchemaTypeFileNotValid",
        )


@rule(
    "PP115",
    "binary-is-a-whole-body",
    Severity.WARNING,
    on=(Kind.SCHEMA, Kind.PARAMETER, Kind.REFERENCE),
    microsoft="InvalidStringBinaryProperty",
    bad="""
    definitions:
      Book:
        type: object
        properties:
          cover:
            type: string
            format: binary  # <- here
    """,
    good="""
    parameters:
      cover: {name: cover, in: body, schema: {type: string, format: binary}}
    definitions:
      Book:
        type: object
        properties:
          cover: {type: string, format: byte}
      Cover: {type: string, format: binary}
    """,
)
def binary_is_a_whole_body(node: Node) -> Problems:
    """A string of the format `binary` is a whole body, a whole response or form data.

    Why: raw bytes cannot be part of JSON, a query or a header.
    Fix: Use format: byte, which is base64, or send the bytes as the whole body.
    See: certification-swagger-validator-rules
    """
    is_nested = node.parent is not None and node.parent.kind is Kind.SCHEMA
    if node.kind is Kind.REFERENCE:
        target = (
            node.connector.definition.references.target(node.value)
            if is_nested
            else None
        )
        if isinstance(target, Mapping) and _is_binary(target):
            yield Problem(_binary_message(node), "$ref")
    elif _is_binary(node.value) and (
        is_nested or node.get("in") in ("query", "path", "header")
    ):
        yield Problem(_binary_message(node), "format")


def _binary_message(node: Node) -> str:
    name = show(node.text("name") or node.name)
    return f"{name} must not have the format binary inside other data."


def _is_binary(value: Mapping[str, object]) -> bool:
    return value.get("type") == "string" and value.get("format") == "binary"
