"""Which operations start a flow, and how they are told of what happens."""

from __future__ import annotations

from collections.abc import Mapping

from connectorsmith.documents.data import mapping
from connectorsmith.documents.document import Json
from connectorsmith.lint.nodes.node import Kind, Node, OperationPlace
from connectorsmith.lint.surface import Operation

CONTENT = "x-ms-notification-content"


def operation_of(node: Node) -> Operation | None:
    """An operation's node as part of the whole."""
    path = node.within(Kind.PATH)
    place = OperationPlace(path.name if path is not None else "", node.name)
    return node.connector.surface.operations.get(place)


def content_of(node: Node, operation: Operation) -> Mapping[str, Json]:
    """What the API posts to the callback URL, as the operation's path declares it."""
    paths = node.connector.definition.get("paths")
    path = mapping(mapping(paths).get(operation.place.path))
    return mapping(path.get(CONTENT))


def is_webhook(node: Node, operation: Operation) -> bool:
    """Whether the API calls back: a body holds the URL, or the path says what is posted."""
    in_body = node.connector.callbacks.in_body(operation.body)
    has_content = operation.is_trigger and bool(content_of(node, operation))
    return in_body or has_content
