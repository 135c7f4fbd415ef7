"""The media types of an operation: its own, else those of the whole definition."""

from __future__ import annotations

from connectorsmith.documents.data import texts
from connectorsmith.lint.nodes.node import Node


def kinds(operation: Node, key: str) -> tuple[str, ...]:
    """What counts of `consumes` or `produces` for an operation."""
    holder = (
        operation.value if key in operation.value else operation.connector.definition
    )
    return texts(holder.get(key))
