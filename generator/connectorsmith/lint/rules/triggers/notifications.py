"""Rules on `x-ms-notification`, which names the webhook that makes a trigger poll."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.nodes.lookup import operation_of
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.extensions import NOTIFICATION, TRIGGER, VISIBILITY


@rule(
    "PP145",
    "notification-names-webhook",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="NotificationOperationMustBeWebhook",
    bad="""
    paths:
      /books:
        get:
          operationId: WhenBooksArrive
          x-ms-trigger: batch
          x-ms-notification:
            operationId: ListAuthors  # <- here
      /authors:
        get: {operationId: ListAuthors}
    """,
    good="""
    paths:
      /books:
        get:
          operationId: WhenBooksArrive
          x-ms-trigger: batch
          x-ms-notification: {operationId: Subscribe}
      /hooks:
        post:
          operationId: Subscribe
          parameters:
            - name: body
              in: body
              schema: {properties: {url: {type: string, x-ms-notification-url: true}}}
    """,
)
def notification_names_webhook(node: Node) -> Problems:
    """`x-ms-notification` of a trigger names a webhook operation.

    Why: the platform subscribes with that operation, and polls the trigger when it is
        called back.
    Fix: Name the operation that takes the callback URL.
    See: openapi-extensions
    """
    if NOTIFICATION not in node.value:
        return
    operation_id = node.mapping(NOTIFICATION).get("operationId")
    definition = node.connector.definition
    known = definition.by_id
    target = known.get(operation_id) if isinstance(operation_id, str) else None
    if target is None:
        webhooks = [name for name, one in known.items() if definition.is_webhook(one)]
        hint = (
            node.did_you_mean(operation_id, webhooks)
            if isinstance(operation_id, str)
            else None
        )
        is_missing = operation_id is None
        yield Problem(
            (
                f"The {NOTIFICATION} must name an operation."
                if is_missing
                else f"The operation {show(operation_id)} is not defined."
            ),
            NOTIFICATION,
            *(() if is_missing else ("operationId",)),
            hint=hint,
        )
    elif not definition.is_webhook(target):
        yield Problem(
            f"The operation {show(operation_id)} must be a webhook that takes a callback URL.",
            NOTIFICATION,
            "operationId",
        )


@rule(
    "MS200",
    "webhook-has-no-notification",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="NotificationExtensionNotSupportedInWebhookOperation",
    bad="""
    paths:
      /hooks:
        post:
          operationId: Subscribe
          x-ms-trigger: single
          x-ms-notification: {operationId: Subscribe}  # <- here
          parameters:
            - name: body
              in: body
              schema: {properties: {url: {type: string, x-ms-notification-url: true}}}
    """,
    good="""
    paths:
      /books:
        get:
          operationId: WhenBooksArrive
          x-ms-trigger: batch
          x-ms-notification: {operationId: Subscribe}
    """,
)
def webhook_has_no_notification(node: Node) -> Problems:
    """A webhook operation has no `x-ms-notification`.

    Why: it is for triggers that are polled; a webhook is called back without it.
    Fix: Remove x-ms-notification.
    See: openapi-extensions
    """
    if NOTIFICATION not in node.value:
        return
    operation = operation_of(node)
    if node.connector.definition.is_webhook(operation):
        yield Problem(
            f"The webhook {show(operation.name)} must not have {NOTIFICATION}.",
            NOTIFICATION,
            key=True,
        )


@rule(
    "MS201",
    "notification-is-on-trigger",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="NotificationExtensionSupportedForTriggerOnly",
    bad="""
    paths:
      /books:
        get:
          operationId: ListBooks
          x-ms-notification: {operationId: Subscribe}  # <- here
    """,
    good="""
    paths:
      /books:
        get:
          operationId: WhenBooksArrive
          x-ms-trigger: batch
          x-ms-notification: {operationId: Subscribe}
    """,
)
def notification_is_on_trigger(operation: Node) -> Problems:
    """Only a trigger has `x-ms-notification`.

    Why: an action runs as a step of a flow; there is nothing to notify.
    Fix: Add x-ms-trigger, or remove x-ms-notification.
    See: openapi-extensions
    """
    if NOTIFICATION in operation.value and TRIGGER not in operation.value:
        name = show(operation.get("operationId"))
        yield Problem(
            f"The operation {name} must be a trigger, because it has {NOTIFICATION}.",
            NOTIFICATION,
            key=True,
        )


@rule(
    "MS202",
    "notification-parameters-match-webhook",
    Severity.WARNING,
    on=Kind.OPERATION,
    microsoft="ParamtersWithSameNameMustHaveSameTypeAndVisibility",
    bad="""
    paths:
      /books:
        get:
          operationId: WhenBooksArrive
          x-ms-trigger: batch
          x-ms-notification:
            operationId: Subscribe  # <- here
          parameters:
            - {name: shelf, in: query, type: string}
      /hooks:
        post:
          operationId: Subscribe
          parameters:
            - {name: shelf, in: query, type: integer}
    """,
    good="""
    paths:
      /books:
        get:
          operationId: WhenBooksArrive
          x-ms-trigger: batch
          x-ms-notification: {operationId: Subscribe}
          parameters:
            - {name: shelf, in: query, type: string}
      /hooks:
        post:
          operationId: Subscribe
          parameters:
            - {name: shelf, in: query, type: string}
    """,
)
def notification_parameters_match_webhook(node: Node) -> Problems:
    """A trigger and its notification webhook declare parameters of the same name alike.

    Why: a maker enters the value once, and it is sent to both.
    Fix: Give both the same type and x-ms-visibility, or different names.
    See: openapi-extensions
    """
    operation_id = node.mapping(NOTIFICATION).get("operationId")
    known = node.connector.definition.by_id
    subscribe = known.get(operation_id) if isinstance(operation_id, str) else None
    if subscribe is None:
        return
    for parameter in operation_of(node).arguments:
        others = subscribe.named(parameter.name)
        if len(others) != 1:
            continue
        for key in ("type", VISIBILITY):
            if parameter.value.get(key) != others[0].value.get(key):
                yield Problem(
                    f"The parameter {show(parameter.name)} must have the same {key} as in"
                    f" {show(operation_id)}.",
                    NOTIFICATION,
                    "operationId",
                )
