"""Rules on the extensions of a schema that say how it is edited and filtered."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import mapping, sequence
from connectorsmith.lint.fix import Drop
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.extensions import CAPABILITIES


@rule(
    "MS010",
    "dictionary-editor-is-on-object",
    Severity.ERROR,
    on=(Kind.SCHEMA, Kind.PARAMETER),
    microsoft="InvalidCustomEditorExtensionDictionaryValue",
    bad="""
    definitions:
      Labels:
        type: string
        x-ms-editor: dictionary  # <- here
    """,
    good="""
    definitions:
      Labels:
        type: object
        additionalProperties: {type: string}
        x-ms-editor: dictionary
    """,
)
def dictionary_editor_is_on_object(node: Node) -> Problems:
    """`x-ms-editor: dictionary` is on an object that allows additional properties.

    Why: the editor adds keys and values of the maker's choice, which only such an
        object allows.
    Fix: Make it an object with additionalProperties, or remove x-ms-editor.
    See: certification-swagger-validator-rules
    """
    if node.get("x-ms-editor") != "dictionary":
        return
    if node.get("type") != "object":
        yield Problem("The dictionary editor must be on an object.", "x-ms-editor")
    elif node.get("additionalProperties") is False:
        yield Problem(
            "The dictionary editor must be on an object that allows additional"
            " properties.",
            "x-ms-editor",
        )


_FUNCTIONS = frozenset(
    (
        *("lt", "le", "eq", "ne", "gt", "ge", "and", "or", "not", "null", "cast"),
        *("add", "sub", "mul", "div", "mod", "negate", "floor", "ceiling", "round"),
        *("min", "max", "sum", "average", "countdistinct"),
        *("now", "day", "month", "year", "hour", "minute", "second", "date", "time"),
        *("totaloffsetminutes", "totalseconds", "length", "indexof", "replace"),
        *("substring", "substringof", "concat", "contains", "endswith", "startswith"),
        *("tolower", "toupper", "trim"),
    )
)
"""The functions of OData filters that Power Apps can delegate to a data source."""


@rule(
    "MS011",
    "filter-functions-are-valid",
    Severity.ERROR,
    on=Kind.SCHEMA,
    microsoft="FilterFunctionsPropertyEmpty, FilterFunctionsPropertyHasDuplicates,"
    " FilterFunctionsPropertyInInputSchema, FilterFunctionsPropertyInvalidValue",
    bad="""
    definitions:
      Book:
        type: object
        properties:
          title:
            type: string
            x-ms-capabilities:
              filterFunctions:
                - eq
                - equals  # <- here
                - eq  # <- here
    """,
    good="""
    definitions:
      Book:
        type: object
        properties:
          title:
            type: string
            x-ms-capabilities: {filterFunctions: [eq, ne, startswith]}
    """,
)
def filter_functions_are_valid(schema: Node) -> Problems:
    """The `filterFunctions` of a property are known, unique, and only in a response.

    Why: they name the functions by which Power Apps may filter the rows of a
        response; a request is not filtered.
    Fix: List each function of OData filters once, or remove the list.
    See: certification-swagger-validator-rules
    """
    capabilities = mapping(schema.get(CAPABILITIES))
    if "filterFunctions" not in capabilities:
        return
    at = (CAPABILITIES, "filterFunctions")
    functions = sequence(capabilities["filterFunctions"])
    if not functions:
        yield Problem("The list of filterFunctions must not be empty.", *at)
    if id(schema.value) in schema.connector.definition.sent:
        yield Problem(
            "A schema of a request must not have filterFunctions.",
            *at,
            key=True,
            code="FilterFunctionsPropertyInInputSchema",
        )
    seen: set[str] = set()
    for index, name in enumerate(functions):
        if isinstance(name, str) and name in seen:
            yield Problem(
                f"The filter function {show(name)} must not be repeated.",
                *(*at, index),
                fix=Drop(),
                code="FilterFunctionsPropertyHasDuplicates",
            )
        elif not isinstance(name, str) or name not in _FUNCTIONS:
            word = name if isinstance(name, str) else ""
            yield Problem(
                f"The filter function {show(name)} is not known.",
                *(*at, index),
                hint=schema.did_you_mean(word, _FUNCTIONS),
                severity=Severity.WARNING,
                code="FilterFunctionsPropertyInvalidValue",
            )
        if isinstance(name, str):
            seen.add(name)
