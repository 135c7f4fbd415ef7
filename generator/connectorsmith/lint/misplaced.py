"""Keys of an operation that stand beside it, in its path."""

from __future__ import annotations

from connectorsmith.lint.nodes.node import Kind, Node


def stands_outside(operation: Node, key: str) -> bool:
    """Whether a key that an operation lacks came out of it together with its id."""
    path = operation.within(Kind.PATH)
    return path is not None and "operationId" in path.value and key in path.value
