"""Rules on the test of a connection."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.rules.dynamic.calls import unknown_operation
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.dynamic import TEST, capability_calls

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
    "connection-test-operation-exists",
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
def connection_test_operation_exists(document: Node) -> Problems:
    """The test of a connection calls an operation of the definition.

    Why: the platform calls it when a connection is created; without it, wrong
        credentials are noticed only when a flow fails.
    Fix: Correct the operationId of x-ms-capabilities.testConnection.
    See: test-connection
    """
    for call in capability_calls(document.value):
        if call.form != TEST:
            continue
        if not call.operation:
            yield Problem(
                "The testConnection must name an operation.",
                *call.at,
                "operationId",
                key=True,
            )
        elif document.connector.definition.by_id.get(call.operation) is None:
            yield unknown_operation(document, call)


@rule(
    "PP159",
    "connection-test-is-a-get-without-input",
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
def connection_test_is_a_get_without_input(document: Node) -> Problems:
    """The test of a connection is a GET that needs no input.

    Why: it is called each time a connection is created, with only the parameters in
        testConnection.
    Fix: Name a GET operation without required parameters, or give them in parameters.
    See: test-connection
    """
    for call in capability_calls(document.value):
        target = (
            document.connector.definition.by_id.get(call.operation)
            if call.form == TEST
            else None
        )
        if target is None:
            continue
        name = show(target.name)
        at = (*call.at, "operationId")
        if target.place.method not in ("get", "head"):
            yield Problem(
                f"The test operation {name} must be a GET, not a "
                f"{target.place.method.upper()}.",
                *at,
            )
            continue
        given = {argument.name for argument in call.arguments()}
        for parameter in document.connector.definition.inputs.required(target):
            if parameter not in given:
                yield Problem(
                    f"The test operation {name} must not require {show(parameter)}, which "
                    "testConnection does not give.",
                    *at,
                )
                break
