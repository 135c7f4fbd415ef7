"""Rules on triggers: `x-ms-trigger`, the summary, and polling."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import mapping, sequence, texts
from connectorsmith.documents.document import Json
from connectorsmith.lint.fix import Put
from connectorsmith.lint.nodes.lookup import operation_of
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.extensions import (
    DYNAMIC_SCHEMA,
    POLICY_OPERATIONS,
    TRIGGER,
    is_internal,
)
from connectorsmith.openapi.operations import RawOperation


@rule(
    "PP140",
    "trigger-is-single-or-batch",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="JsonValueNotInEnum",
    bad="""
    paths:
      /books:
        get:
          operationId: WhenBooksArrive
          x-ms-trigger: multiple  # <- here
    """,
    good="""
    paths:
      /books:
        get: {operationId: WhenBooksArrive, x-ms-trigger: batch}
    """,
)
def trigger_is_single_or_batch(operation: Node) -> Problems:
    """`x-ms-trigger` is `single` or `batch`.

    Why: it says whether a response is one event or a list of events.
    Fix: Write single for one event, batch for a list.
    See: openapi-extensions
    """
    trigger_type = operation.get(TRIGGER)
    if TRIGGER in operation.value and trigger_type not in ("single", "batch"):
        corrected = (
            trigger_type.strip().casefold() if isinstance(trigger_type, str) else ""
        )
        yield Problem(
            f"The x-ms-trigger must be single or batch, not {show(trigger_type)}.",
            TRIGGER,
            fix=Put(corrected) if corrected in ("single", "batch") else None,
        )


@rule(
    "PP147",
    "polling-trigger-keeps-position",
    Severity.INFO,
    on=Kind.DOCUMENT,
    bad="""
    paths:
      /books:
        get:  # <- here
          operationId: WhenBooksArrive
          x-ms-trigger: batch
          responses: {"200": {description: Books.}}
    ---
    properties: {connectionParameters: {}}
    """,
    good="""
    paths:
      /books:
        get:
          operationId: WhenBooksArrive
          x-ms-trigger: batch
          responses: {"200": {description: Books.}, "202": {description: Nothing new.}}
    ---
    properties: {connectionParameters: {}}
    """,
)
def polling_trigger_keeps_position(document: Node) -> Problems:
    """A polling trigger keeps its position, by a policy or by 202 responses of the API.

    Why: each poll must request new items only; otherwise the platform starts flows
        for the same items again and again.
    Fix: Add a pollingtrigger policy, or declare the 202 response of an API that keeps
        the position itself.
    See: create-polling-trigger
    """
    connector = document.connector
    # Without apiProperties, the policies are unknown.
    if not connector.properties:
        return
    polled = _polled_operations(document)
    for operation in connector.definition.operations:
        if (
            operation.is_trigger
            and not connector.definition.is_webhook(operation)
            and not (polled is None or operation.id in polled)
            and not _keeps_position(operation)
        ):
            name = show(operation.name)
            yield Problem(
                f"The polling trigger {name} must have a pollingtrigger policy or a 202"
                " response.",
                *operation.tokens,
                key=True,
            )


def _keeps_position(operation: RawOperation) -> bool:
    """Return whether an operation has a 202 response or an `x-ms-trigger-value`."""
    return "202" in operation.responses or any(
        "x-ms-trigger-value" in value
        for value in (operation.value, *(one.value for one in operation.arguments))
    )


def _polled_operations(document: Node) -> frozenset[str] | None:
    """Return the operationIds that polling policies name; None if a policy names none.

    A policy without operations applies to all.
    """
    operations: set[str] = set()
    policies = document.connector.properties.get("policyTemplateInstances")
    for item in sequence(policies):
        template = mapping(item).get("templateId")
        if isinstance(template, str) and template.casefold() == "pollingtrigger":
            parameters = mapping(mapping(item).get("parameters"))
            names = texts(parameters.get(POLICY_OPERATIONS))
            if not names:
                return None
            operations.update(names)
    return frozenset(operations)


@rule(
    "PP148",
    "trigger-summary-begins-with-when",
    Severity.INFO,
    on=Kind.OPERATION,
    bad="""
    paths:
      /books:
        get:
          operationId: NewBooks
          x-ms-trigger: batch
          summary: Get new books  # <- here
    """,
    good="""
    paths:
      /books:
        get: {operationId: NewBooks, x-ms-trigger: batch, summary: When a book arrives}
    """,
)
def trigger_summary_begins_with_when(operation: Node) -> Problems:
    """The `summary` of a trigger begins with "When".

    Why: in the designer, it is the title of the first step of a flow: when this
        happens, do that.
    Fix: Change the summary to the form "When a ... is created".
    See: connector-string-guidance
    """
    summary = operation.text("summary")
    is_shown = not is_internal(operation.value)
    is_trigger = TRIGGER in operation.value
    if is_trigger and is_shown and summary and summary[:4].casefold() != "when":
        yield Problem(
            f"The summary {show(summary)} of a trigger must begin with When.",
            "summary",
        )


@rule(
    "PP149",
    "callback-operation-is-a-trigger",
    Severity.WARNING,
    on=Kind.OPERATION,
    bad="""
    paths:
      /hooks:
        post:  # <- here
          operationId: WhenABookArrives
          parameters:
            - name: body
              in: body
              schema: {properties: {url: {type: string, x-ms-notification-url: true}}}
    """,
    good="""
    paths:
      /hooks:
        post:
          operationId: WhenABookArrives
          x-ms-trigger: single
          parameters:
            - name: body
              in: body
              schema: {properties: {url: {type: string, x-ms-notification-url: true}}}
    """,
)
def callback_operation_is_a_trigger(node: Node) -> Problems:
    """An operation that takes a callback URL has `x-ms-trigger`.

    Why: without it, the operation is an action. Two kinds of actions may take a
        callback URL: one whose path has x-ms-notification-content, which waits for
        the call, and one that the x-ms-notification of a trigger names.
    Fix: Add x-ms-trigger: single, or remove x-ms-notification-url.
    See: create-webhook-trigger
    """
    operation = operation_of(node)
    if operation.is_trigger or operation.content:
        return
    definition = node.connector.definition
    is_woken = operation.id in definition.woken
    if definition.callbacks.in_body_of(operation) and not is_woken:
        name = show(operation.name)
        yield Problem(
            f"The operation {name} must be a trigger, because it takes a callback URL."
        )


@rule(
    "CS030",
    "batch-trigger-returns-list",
    Severity.WARNING,
    on=Kind.OPERATION,
    bad="""
    paths:
      /books:
        get:
          operationId: WhenBooksArrive
          x-ms-trigger: batch  # <- here
          responses:
            "200": {description: Books., schema: {type: object, properties: {id: {type: string}}}}
    """,
    good="""
    paths:
      /books:
        get:
          operationId: WhenBooksArrive
          x-ms-trigger: batch
          responses:
            "200": {description: Books., schema: {type: object, properties: {value: {type: array}}}}
    """,
)
def batch_trigger_returns_list(node: Node) -> Problems:
    """A `batch` trigger returns a list, or an object that holds one.

    Why: a batch trigger starts one run for each item; without a list, there is no
        item.
    Fix: Declare the list in the response, or write x-ms-trigger: single.
    See: openapi-extensions
    """
    if node.get(TRIGGER) != "batch":
        return
    operation = operation_of(node)
    schema: Json = (
        operation.content.get("schema")
        if node.connector.definition.is_webhook(operation)
        else operation.success_schema()
    )
    if schema is not None and not _may_hold_a_list(node, schema):
        yield Problem(
            f"The batch trigger {show(operation.name)} must return a list.", TRIGGER
        )


def _may_hold_a_list(node: Node, schema: Json) -> bool:
    schemas = node.connector.definition.schemas
    type = schemas.type_of(schema)
    if type in ("array", ""):
        return True
    if type != "object":
        return False
    has_properties = False
    for part in schemas.compose(schema).parts:
        if "additionalProperties" in part or DYNAMIC_SCHEMA in part:
            return True
        for value in mapping(part.get("properties")).values():
            has_properties = True
            if schemas.type_of(value) in ("array", ""):
                return True
    return not has_properties
