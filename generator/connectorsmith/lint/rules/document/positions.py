"""A rule on where extensions have an effect."""

from __future__ import annotations

from collections.abc import Mapping

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import listed, show
from connectorsmith.openapi.extensions import (
    DYNAMIC_LIST,
    DYNAMIC_PROPERTIES,
    DYNAMIC_SCHEMA,
    DYNAMIC_TREE,
    DYNAMIC_VALUES,
    METADATA,
    NOTIFICATION,
    NOTIFICATION_CONTENT,
    PAGEABLE,
    TRIGGER,
)

_ON_OPERATION = (Kind.OPERATION,)
_ON_VALUE = (Kind.PARAMETER, Kind.SCHEMA)
_ALLOWED_ON: Mapping[str, tuple[Kind, ...]] = {
    TRIGGER: _ON_OPERATION,
    "x-ms-trigger-hint": _ON_OPERATION,
    "x-ms-trigger-metadata": _ON_OPERATION,
    NOTIFICATION: _ON_OPERATION,
    PAGEABLE: _ON_OPERATION,
    # The rules on webhooks report one in an operation.
    NOTIFICATION_CONTENT: (Kind.PATH, Kind.OPERATION),
    METADATA: (Kind.DOCUMENT,),
    DYNAMIC_VALUES: _ON_VALUE,
    DYNAMIC_LIST: _ON_VALUE,
    DYNAMIC_TREE: _ON_VALUE,
    DYNAMIC_SCHEMA: _ON_VALUE,
    DYNAMIC_PROPERTIES: _ON_VALUE,
}
_KIND_NAMES = {
    Kind.DOCUMENT: "the root of the definition",
    Kind.PATH: "a path",
    Kind.OPERATION: "an operation",
    Kind.PARAMETER: "a parameter",
    Kind.SCHEMA: "a schema",
    Kind.RESPONSE: "a response",
    Kind.HEADER: "a header",
    Kind.INFO: "info",
    Kind.NOTIFICATION: NOTIFICATION_CONTENT,
}


@rule(
    "CS033",
    "extension-has-effect",
    Severity.WARNING,
    on=tuple(_KIND_NAMES),
    bad="""
    paths:
      /books:
        get:
          operationId: GetBook
          responses:
            "200":
              description: A book.
              x-ms-dynamic-schema: {operationId: GetSchema}  # <- here
    """,
    good="""
    paths:
      /books:
        get:
          operationId: GetBook
          responses:
            "200":
              description: A book.
              schema: {type: object, x-ms-dynamic-schema: {operationId: GetSchema}}
    """,
)
def extension_has_effect(node: Node) -> Problems:
    """An extension for triggers, paging or dynamic values is where the platform reads it.

    Why: elsewhere the platform ignores it silently: a trigger becomes an action, a list has
        no choices.
    Fix: Move the extension to the place that the message names.
    See: openapi-extensions
    """
    for key in node.value:
        allowed = _ALLOWED_ON.get(key)
        if allowed is not None and node.kind not in allowed:
            where = listed(_KIND_NAMES[kind] for kind in allowed)
            yield Problem(
                f"{show(key)} must be on {where}, not on {_KIND_NAMES[node.kind]}.",
                key,
                key=True,
                hint=f"Move {key} to {where}.",
            )
