"""Rules on webhook triggers: callback URL, notification content, and unsubscribing."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.fix import Put
from connectorsmith.lint.nodes.lookup import operation_of
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.callbacks import is_callback
from connectorsmith.openapi.extensions import (
    NOTIFICATION_CONTENT,
    NOTIFICATION_URL,
    VISIBILITY,
)


@rule(
    "PP141",
    "webhook-has-callback-url",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="WebhookOperationsMissingNotificationUrlProperty",
    bad="""
    paths:
      /hooks:
        x-ms-notification-content: {description: A book., schema: {type: object}}
        post:  # <- here
          operationId: WhenABookArrives
          x-ms-trigger: single
          parameters:
            - {name: body, in: body, schema: {properties: {url: {type: string}}}}
    """,
    good="""
    paths:
      /hooks:
        x-ms-notification-content: {description: A book., schema: {type: object}}
        post:
          operationId: WhenABookArrives
          x-ms-trigger: single
          parameters:
            - name: body
              in: body
              schema: {properties: {url: {type: string, x-ms-notification-url: true}}}
    """,
)
def webhook_has_callback_url(node: Node) -> Problems:
    """A webhook trigger has a property that takes the callback URL.

    Why: the platform writes its address into the property that is marked with
        x-ms-notification-url; without one, the API has no URL to call.
    Fix: Add x-ms-notification-url: true to the property of the body that takes the
        URL.
    See: create-webhook-trigger
    """
    operation = operation_of(node)
    if not operation.is_trigger or not operation.content:
        return
    if not node.connector.definition.callbacks.in_body_of(operation):
        name = show(operation.name)
        yield Problem(
            f"The webhook trigger {name} must have a property for the callback URL."
        )


@rule(
    "PP142",
    "webhook-has-notification-content",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="OperationMustHaveNotificationContentExtension",
    bad="""
    paths:
      /hooks:
        post:  # <- here
          operationId: WhenABookArrives
          x-ms-trigger: single
          parameters:
            - name: body
              in: body
              schema: {properties: {url: {type: string, x-ms-notification-url: true}}}
    """,
    good="""
    paths:
      /hooks:
        x-ms-notification-content: {description: A book., schema: {type: object}}
        post:
          operationId: WhenABookArrives
          x-ms-trigger: single
          parameters:
            - name: body
              in: body
              schema: {properties: {url: {type: string, x-ms-notification-url: true}}}
    """,
)
def webhook_has_notification_content(node: Node) -> Problems:
    """The path of a webhook trigger has `x-ms-notification-content`.

    Why: it declares what the API posts to the callback URL; without it, a flow gets
        no values to use.
    Fix: Add x-ms-notification-content with a schema to the path, beside the method.
    See: create-webhook-trigger
    """
    operation = operation_of(node)
    if operation.content:
        return
    # PP149 reports an operation that is no trigger; the webhook of an x-ms-notification
    # needs no content.
    callbacks = node.connector.definition.callbacks
    if not operation.is_trigger or not callbacks.in_body_of(operation):
        return
    name = show(operation.name)
    if NOTIFICATION_CONTENT in node.value:
        yield Problem(
            f"The {NOTIFICATION_CONTENT} of {name} must be in the path, not in the operation.",
            NOTIFICATION_CONTENT,
            key=True,
            hint=f"Move {NOTIFICATION_CONTENT} one level up, beside the method.",
        )
    else:
        yield Problem(
            f"The path of the webhook trigger {name} must have {NOTIFICATION_CONTENT}."
        )


def _callback_example(schema: str) -> str:
    return f"""
    paths:
      /hooks:
        post:
          parameters:
            - name: body
              in: body
              required: true
              schema:
                type: object
                required: [url]
                properties:
                  url: {schema}
    """


_GOOD = _callback_example(
    "{type: string, x-ms-notification-url: true, x-ms-visibility: internal}"
)


@rule(
    "PP143",
    "callback-url-is-internal",
    Severity.ERROR,
    on=Kind.SCHEMA,
    microsoft="NotificationUrlNotInternal",
    bad=_callback_example("{type: string, x-ms-notification-url: true}  # <- here"),
    good=_GOOD,
)
def callback_url_is_internal(schema: Node) -> Problems:
    """The property for the callback URL, or an object around it, is internal.

    Why: the platform fills it in; a maker who sees it would have to invent a value.
    Fix: Add x-ms-visibility: internal to the property.
    See: create-webhook-trigger
    """
    callbacks = schema.connector.definition.callbacks
    if is_callback(schema.value) and not callbacks.is_internal(schema.value):
        yield Problem(
            f"The callback URL {show(schema.name)} must be internal.",
            VISIBILITY,
            key=True,
            fix=Put("internal"),
        )


@rule(
    "PP143b",
    "callback-url-is-a-string",
    Severity.ERROR,
    on=Kind.SCHEMA,
    microsoft="NotificationUrlNotString",
    bad=_callback_example(
        "{x-ms-visibility: internal, type: object, x-ms-notification-url: true}  # <- here"
    ),
    good=_GOOD,
)
def callback_url_is_a_string(schema: Node) -> Problems:
    """The property for the callback URL is a string.

    Why: the platform writes a URL into it.
    Fix: Write type: string.
    See: create-webhook-trigger
    """
    if is_callback(schema.value) and schema.get("type") != "string":
        actual = show(schema.get("type")) if "type" in schema.value else "missing"
        yield Problem(
            f"The type of the callback URL {show(schema.name)} is {actual}, not string.",
            "type",
            fix=None if "type" in schema.value else Put("string"),
        )


@rule(
    "PP143c",
    "callback-url-is-required",
    Severity.WARNING,
    on=Kind.SCHEMA,
    microsoft="NotificationUrlNotRequired",
    bad="""
    paths:
      /hooks:
        post:
          parameters:
            - name: body
              in: body
              required: true
              schema:
                type: object
                properties:
                  url: {type: string, x-ms-notification-url: true}  # <- here
    """,
    good=_GOOD,
)
def callback_url_is_required(schema: Node) -> Problems:
    """The property for the callback URL and everything around it is required.

    Why: an internal value is certain to be sent only if it is required on every
        level, from the body down to the property. It is a warning, because one in
        five published connectors with webhooks breaks it.
    Fix: List it in required, and every object around it; set required: true on the
        body.
    See: create-webhook-trigger
    """
    callbacks = schema.connector.definition.callbacks
    if not is_callback(schema.value) or not callbacks.is_in_a_body(schema.value):
        return
    if not callbacks.is_required(schema.value):
        yield Problem(
            f"The callback URL {show(schema.name)} must be required on all levels."
        )


@rule(
    "PP143d",
    "callback-url-is-in-body",
    Severity.ERROR,
    on=(Kind.SCHEMA, Kind.PARAMETER),
    microsoft="NotificationUrlNotAllowedInThisPosition",
    bad="""
    paths:
      /hooks:
        post:
          parameters:
            - name: url
              in: query
              type: string
              x-ms-notification-url: true  # <- here
    """,
    good=_GOOD,
)
def callback_url_is_in_body(node: Node) -> Problems:
    """The callback URL is a property of the body of a request.

    Why: the platform writes the URL only there.
    Fix: Remove x-ms-notification-url, or move the property into the body.
    See: create-webhook-trigger
    """
    definition = node.connector.definition
    if not is_callback(node.value) or definition.callbacks.is_in_a_body(node.value):
        return
    # An unused schema or parameter has no position.
    if definition.users(node.tokens).operations:
        yield Problem(
            f"The callback URL {show(_label(node))} must be in the body of a request.",
            NOTIFICATION_URL,
            key=True,
        )


def _label(node: Node) -> str:
    return node.text("name") or node.name


@rule(
    "PP144",
    "webhook-connector-has-delete-operation",
    Severity.WARNING,
    on=Kind.DOCUMENT,
    bad="""
    paths:
      /hooks:
        post:  # <- here
          operationId: WhenABookArrives
          x-ms-trigger: single
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
      /hooks/{id}:
        delete: {operationId: EndWebhook, x-ms-visibility: internal}
    """,
)
def webhook_connector_has_delete_operation(document: Node) -> Problems:
    """A connector with webhook triggers has a DELETE operation.

    Why: when a flow is turned off or saved again, the platform sends DELETE to the
        URL in the Location header of the response to the subscription; without the
        operation, the API calls flows that no longer exist.
    Fix: Declare the DELETE operation that ends a subscription, with x-ms-visibility:
        internal.
    See: create-webhook-trigger
    """
    definition = document.connector.definition
    if any(place.method == "delete" for place in definition.by_place):
        return
    for operation in definition.operations:
        if operation.is_trigger and definition.callbacks.in_body_of(operation):
            yield Problem(
                "The connector must have a DELETE operation to end the subscription of "
                f"{show(operation.name)}.",
                *operation.tokens,
                key=True,
            )
            return
