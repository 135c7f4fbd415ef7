"""Rules on parameters that OpenAPI 2.0 does not say how to send."""

from __future__ import annotations

from collections.abc import Mapping

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import mapping
from connectorsmith.documents.document import Json, Token
from connectorsmith.lint.nodes.lookup import all_parameters, operation_of
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.parameters import RawParameter
from connectorsmith.text.header_names import is_header_name

_LOCATIONS = ("query", "path", "header", "formData")
_MAX_NESTING = 40
"""Levels of lists in lists that are examined; deeper ones are ignored."""


@rule(
    "CS055",
    "list-of-texts-is-not-joined",
    Severity.WARNING,
    on=Kind.OPERATION,
    bad="""
    paths:
      /books:
        post:
          operationId: AddBook
          consumes: [application/x-www-form-urlencoded]
          parameters:
            - {name: authors, in: formData, type: array, items: {type: string}}  # <- here
          responses: {"200": {description: Added.}}
    """,
    good="""
    paths:
      /books:
        post:
          operationId: AddBook
          consumes: [application/x-www-form-urlencoded]
          parameters:
            - {name: ids, in: formData, type: array, items: {type: integer}}
            - name: authors
              in: formData
              type: array
              collectionFormat: pipes
              items: {type: string}
          responses: {"200": {description: Added.}}
    """,
)
def list_of_texts_is_not_joined(operation: Node) -> Problems:
    """A list of texts is not joined by a separator that an item can hold.

    Why: a list in a form without a collectionFormat is joined by commas, and so are lists in a
        list; nothing escapes a comma in an item. Many servers expect one field for each item
        instead, above all if the name of the field ends in [].
    Fix: Set collectionFormat to what the API expects: csv, ssv, tsv or pipes. If it expects one
        field for each item, that is multi. The SDK sends it, but the platform does not
        (PP100): a definition for both declares csv, if the API accepts that too, or accepts
        PP100 in connector.toml. Declare what the items of a list in a list can hold by an enum,
        a pattern or a format.
    See: https://swagger.io/specification/v2/#parameter-object
    """
    for parameter in all_parameters(operation):
        if parameter.location not in _LOCATIONS:
            continue
        name, is_repeated = parameter.name, parameter.name.endswith("[]")
        items, levels = _innermost(parameter)
        where = f"The list {show(name)} of {show(operation_of(operation).name)}"
        if levels > 1 and _is_free_text(items):
            yield Problem(
                f"{where} must not have texts in its inner lists: the SDK joins them, and"
                " nothing escapes a separator in a text.",
                *parameter.at,
                hint="Declare the texts by an enum, a pattern or a format.",
            )
        elif levels > 1 and _repeats_separator(parameter):
            yield Problem(
                f"{where} must have another 'collectionFormat' than its inner lists: the SDK"
                " joins both by the same separator.",
                *parameter.at,
                hint="Set collectionFormat to pipes, for example.",
            )
        elif _is_joined(parameter) and (is_repeated or _is_free_text(items)):
            yield Problem(
                f"{where} must have a 'collectionFormat': its items are joined by commas"
                " without it.",
                *parameter.at,
                hint=_REPEATED if is_repeated else None,
            )


def _innermost(parameter: RawParameter) -> tuple[Mapping[str, Json], int]:
    """Return the items of the innermost list, and the number of lists around them."""
    value, levels = parameter.value, 0
    while value.get("type") == "array" and levels < _MAX_NESTING:
        value, levels = mapping(value.get("items")), levels + 1
    return value, levels


def _repeats_separator(parameter: RawParameter) -> bool:
    """Return whether two lists inside each other are joined by the same separator."""
    value, used = parameter.value, set[str]()
    for _ in range(_innermost(parameter)[1]):
        separator = str(value.get("collectionFormat", "csv"))
        if separator in used:
            return True
        if separator != "multi":
            used.add(separator)
        value = mapping(value.get("items"))
    return False


def _is_joined(parameter: RawParameter) -> bool:
    """Return whether a list is sent as `csv` because nothing else is declared."""
    value = parameter.value
    items = mapping(value.get("items"))
    is_file = items.get("type") == "file" or items.get("format") == "binary"
    return (
        parameter.location == "formData"
        and value.get("type") == "array"
        and "collectionFormat" not in value
        and not is_file
    )


def _is_free_text(items: Mapping[str, Json]) -> bool:
    """Return whether an item can hold a separator."""
    return (
        items.get("type") == "string"
        and not {"enum", "pattern"} & items.keys()
        and items.get("format") not in _WITHOUT_COMMA
    )


_REPEATED = (
    "Set collectionFormat: csv if the server splits the text, which is all that the platform can"
    " send; set multi for an SDK alone, as most servers expect one field for each item of a name"
    " that ends in [], and accept PP100 in connector.toml."
)
_WITHOUT_COMMA = ("date", "date-time", "uuid", "guid", "byte")


@rule(
    "CS056",
    "parameter-is-no-object",
    Severity.ERROR,
    on=Kind.OPERATION,
    bad="""
    paths:
      /books:
        get:
          operationId: ListBooks
          parameters:
            - {name: filter, in: query, type: object}  # <- here
          responses: {"200": {description: Books.}}
    """,
    good="""
    paths:
      /books:
        get:
          operationId: ListBooks
          parameters:
            - {name: filter, in: query, type: string}
          responses: {"200": {description: Books.}}
    """,
)
def parameter_is_no_object(operation: Node) -> Problems:
    """A parameter outside of the body is no object.

    Why: OpenAPI 2.0 has no form for an object there. The SDK sends it as JSON text, which is
        a guess.
    Fix: Declare a string that holds the JSON, or a parameter for each property.
    See: https://swagger.io/specification/v2/#parameter-object
    """
    schemas = operation.connector.definition.schemas
    for parameter in all_parameters(operation):
        if parameter.location not in _LOCATIONS:
            continue
        value = parameter.value
        path: tuple[Token, ...] = ()
        while value.get("type") == "array" and len(path) < _MAX_NESTING:
            value, path = mapping(value.get("items")), (*path, "items")
        is_schema = "type" not in value and "schema" in value
        kind = schemas.type_of(mapping(value.get("schema"))) if is_schema else None
        if value.get("type") == "object" or kind == "object":
            key = () if is_schema else (*path, "type")
            yield Problem(
                f"The {parameter.location} parameter {show(parameter.name)} of"
                f" {show(operation_of(operation).name)} must not be an object; the SDK sends"
                " it as JSON text.",
                *(() if parameter.is_inherited else (*parameter.at, *key)),
            )


@rule(
    "CS062",
    "header-name-is-valid",
    Severity.ERROR,
    on=(Kind.OPERATION, Kind.SECURITY_DEFINITION),
    bad="""
    paths:
      /books:
        get:
          operationId: ListBooks
          parameters:
            - {name: Card Type, in: header, type: string}  # <- here
          responses: {"200": {description: Books.}}
    """,
    good="""
    paths:
      /books:
        get:
          operationId: ListBooks
          parameters:
            - {name: Card-Type, in: header, type: string}
          responses: {"200": {description: Books.}}
    """,
)
def header_name_is_valid(node: Node) -> Problems:
    """The name of a header has only letters, digits and the signs that HTTP allows.

    Why: no request can have another one. The SDK leaves an optional header out; each call of
        an operation that requires it, or a key that is sent in it, fails.
    Fix: Correct the name; it has no spaces, and no brackets.
    See: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2
    """
    if node.kind is Kind.SECURITY_DEFINITION:
        yield from _key_name(node)
        return
    for parameter in all_parameters(node):
        if parameter.location != "header" or is_header_name(parameter.name):
            continue
        yield Problem(
            f"The header {show(parameter.name)} of {show(operation_of(node).name)} must"
            " have a name that HTTP allows.",
            *(() if parameter.is_inherited else (*parameter.at, "name")),
            hint=(
                "Correct 'name': each call of the operation fails."
                if parameter.is_required
                else "Correct 'name': the SDK leaves the header out."
            ),
        )


def _key_name(scheme: Node) -> Problems:
    """Yield the problem of a security definition whose header has a forbidden name."""
    members = mapping(scheme.value)
    name = members.get("name")
    is_header = members.get("type") == "apiKey" and members.get("in") == "header"
    if is_header and isinstance(name, str) and not is_header_name(name):
        yield Problem(
            f"The header {show(name)} of the security definition {show(scheme.name)} must have"
            " a name that HTTP allows.",
            "name",
            hint="Correct 'name': each call that requires the key fails.",
        )
