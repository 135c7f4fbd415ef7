"""Rules on the test of a connection, and on what a schema says of filters and editors."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.dynamic import called, capability_calls
from connectorsmith.lint.fix import Drop
from connectorsmith.lint.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.rules.dynamic_calls import unknown_operation
from connectorsmith.lint.schemas import type_of
from connectorsmith.lint.wording import json_type, show

_GOOD_TEST = """
    x-ms-capabilities:
      testConnection: {operationId: WhoAmI}
    paths:
      /me:
        get:
          operationId: WhoAmI
          parameters: [{name: lang, in: query, type: string}]
    """


@rule(
    "PP158",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    microsoft="OperationIdNotFound",
    bad="""
    x-ms-capabilities:
      testConnection:
        operationId: WhoIAm  # <- here
    paths:
      /me:
        get: {operationId: WhoAmI}
    """,
    good=_GOOD_TEST,
)
def tested_operation_exists(document: Node) -> Problems:
    """The test of a connection calls an operation of the definition.

    Why: the platform calls it when a connection is made; without it wrong credentials are
        found out by the first flow that fails.
    Mend: Correct the operationId of x-ms-capabilities.testConnection.
    See: test-connection
    """
    for call in capability_calls(document):
        if call.form != "testConnection":
            continue
        if not call.operation:
            yield Problem(
                "testConnection names no operation.",
                *call.at,
                "operationId",
                key=True,
            )
        elif called(document, call) is None:
            yield unknown_operation(document, call)


@rule(
    "PP159",
    Severity.WARNING,
    on=Kind.DOCUMENT,
    bad="""
    x-ms-capabilities:
      testConnection:
        operationId: AddBook  # <- here
    paths:
      /books:
        post: {operationId: AddBook}
    """,
    good=_GOOD_TEST,
)
def test_changes_nothing_and_asks_nothing(document: Node) -> Problems:
    """The test of a connection is a GET that can be made without asking anything.

    Why: it is called each time somebody makes a connection, with the parameters that stand
        in testConnection and no others.
    Mend: Name a GET operation without required parameters, or give them in parameters.
    See: test-connection
    """
    for call in capability_calls(document):
        target = called(document, call) if call.form == "testConnection" else None
        if target is None:
            continue
        name = show(target.name)
        at = (*call.at, "operationId")
        if target.place.method not in ("get", "head"):
            yield Problem(
                f"The connection is tested with {name}, which is a "
                f"{target.place.method.upper()}.",
                *at,
            )
            continue
        given = {argument.name for argument in call.arguments()}
        for wanted in document.connector.surface.required(target):
            if wanted not in given:
                yield Problem(
                    f"The connection is tested with {name}, which requires "
                    f"{show(wanted)}.",
                    *at,
                )
                break


def _filter_example(functions: str, place: str = "responses") -> str:
    schema = f"""type: object
            properties:
              title:
                type: string
                x-ms-capabilities:
                  filterFunctions: {functions}"""
    if place == "responses":
        return f"""
    responses:
      Books:
          description: Books.
          schema:
            {schema}
    """
    return f"""
    parameters:
      Book:
          name: body
          in: body
          schema:
            {schema}
    """


_FUNCTIONS = "filterFunctions"


def _has_functions(schema: Node) -> bool:
    return _FUNCTIONS in schema.mapping("x-ms-capabilities")


@rule(
    "MS208",
    Severity.ERROR,
    on=Kind.SCHEMA,
    microsoft="FilterFunctionsPropertyEmpty",
    bad=_filter_example("[]  # <- here"),
    good=_filter_example("[eq, contains]"),
)
def filter_functions_are_named(schema: Node) -> Problems:
    """`filterFunctions` names at least one function.

    Why: an empty list says the same as none at all: that nothing can be filtered by it.
    Mend: Name the functions, or remove filterFunctions.
    See: certification-swagger-validator-rules
    """
    value = schema.mapping("x-ms-capabilities").get(_FUNCTIONS)
    if _has_functions(schema) and value in (None, [], (), "", {}):
        yield Problem(
            "filterFunctions is empty.", "x-ms-capabilities", _FUNCTIONS, fix=Drop()
        )


@rule(
    "MS209",
    Severity.ERROR,
    on=Kind.SCHEMA,
    microsoft="FilterFunctionsPropertyHasDuplicates",
    bad=_filter_example("[eq, eq]  # <- here"),
    good=_filter_example("[eq, contains]"),
)
def filter_functions_are_unique(schema: Node) -> Problems:
    """`filterFunctions` names each function once.

    Why: the second one says nothing, and the validator refuses it.
    Mend: Remove it.
    See: certification-swagger-validator-rules
    """
    capabilities = schema.mapping("x-ms-capabilities")
    value = capabilities.get(_FUNCTIONS)
    seen: set[str] = set()
    for index, name in enumerate(value if isinstance(value, (list, tuple)) else ()):
        if isinstance(name, str):
            if name in seen:
                yield Problem(
                    f"The filter function {show(name)} stands there twice.",
                    "x-ms-capabilities",
                    _FUNCTIONS,
                    index,
                    fix=Drop(),
                )
            seen.add(name)


@rule(
    "MS210",
    Severity.ERROR,
    on=Kind.SCHEMA,
    microsoft="FilterFunctionsPropertyInInputSchema",
    bad=_filter_example("[eq]  # <- here", "parameters"),
    good=_filter_example("[eq]"),
)
def filter_functions_are_of_answers(schema: Node) -> Problems:
    """`filterFunctions` stands in the schema of an answer.

    Why: it says what a caller can filter answers by; what is sent is not filtered.
    Mend: Remove it here, or move it into the schema of the response.
    See: certification-swagger-validator-rules
    """
    is_input = schema.within(Kind.PARAMETER) is not None
    if is_input and _has_functions(schema):
        yield Problem(
            "filterFunctions stands in the schema of a request.",
            "x-ms-capabilities",
            _FUNCTIONS,
            key=True,
            fix=Drop(),
        )


@rule(
    "MS211",
    Severity.ERROR,
    on=Kind.SCHEMA,
    microsoft="FilterFunctionsPropertyInvalidValue",
    bad=_filter_example("[1]  # <- here"),
    good=_filter_example("[eq, contains]"),
)
def filter_functions_are_texts(schema: Node) -> Problems:
    """`filterFunctions` is a list of names.

    Why: each is a function or operator that the API takes in a filter, such as eq.
    Mend: Write the names as texts in a list.
    See: certification-swagger-validator-rules
    """
    value = schema.mapping("x-ms-capabilities").get(_FUNCTIONS)
    if not value:
        return
    at = ("x-ms-capabilities", _FUNCTIONS)
    if not isinstance(value, (list, tuple)):
        yield Problem(f"filterFunctions is {json_type(value)}, not a list.", *at)
        return
    for index, name in enumerate(value):
        if not isinstance(name, str):
            yield Problem(
                f"A filter function is {json_type(name)}, not text.", *at, index
            )


@rule(
    "MS212",
    Severity.ERROR,
    on=(Kind.SCHEMA, Kind.PARAMETER),
    microsoft="InvalidCustomEditorExtensionDictionaryValue",
    bad="""
    definitions:
      Headers:
        type: array
        items: {type: string}
        x-ms-editor: dictionary  # <- here
    """,
    good="""
    definitions:
      Headers:
        type: object
        additionalProperties: {type: string}
        x-ms-editor: dictionary
    """,
)
def dictionary_is_edited_as_one(node: Node) -> Problems:
    """`x-ms-editor: dictionary` is of an object that takes any property.

    Why: the designer shows a table of keys and values; what a maker writes must be allowed.
    Mend: Declare type: object and additionalProperties, or remove x-ms-editor.
    See: certification-swagger-validator-rules
    """
    if node.get("x-ms-editor") != "dictionary":
        return
    kind = type_of(node.connector.definition, node.value)
    if kind not in ("object", "") or node.get("additionalProperties") is False:
        yield Problem(
            "The editor is a dictionary, but the schema takes no further properties.",
            "x-ms-editor",
        )
