"""Lookups from a node to the definition's operations, parameters and responses."""

from __future__ import annotations

from collections.abc import Collection

from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.openapi.extensions import is_internal
from connectorsmith.openapi.operations import OperationPlace, RawOperation
from connectorsmith.openapi.parameters import RawParameter
from connectorsmith.openapi.responses import RawResponse


def operation_of(node: Node) -> RawOperation:
    """Return the operation of an operation node."""
    path = node.within(Kind.PATH)
    place = OperationPlace(path.name if path is not None else "", node.name)
    return node.connector.definition.by_place[place]


def own_parameters(node: Node) -> tuple[RawParameter, ...]:
    """Return the parameters declared in an operation or a path itself."""
    return node.connector.definition.parameters_of(node.value, node.tokens)


def all_parameters(operation: Node) -> list[RawParameter]:
    """Return the parameters of an operation: its own, then those of its path."""
    parameters = operation_of(operation).parameters.values()
    return sorted(parameters, key=lambda parameter: parameter.is_inherited)


def responses(operation: Node) -> Collection[RawResponse]:
    """Return the responses of an operation, in the order of the file."""
    return operation_of(operation).responses.values()


def is_shown(parameter: Node) -> bool:
    """Return whether makers see a parameter. Of a body, they see its properties instead."""
    operation = parameter.within(Kind.OPERATION)
    holders = (parameter, operation) if operation is not None else (parameter,)
    return parameter.text("in") in ("query", "path", "header", "formData") and not any(
        is_internal(holder.value) for holder in holders
    )


def is_outside(operation: Node, key: str) -> bool:
    """Return whether a key that belongs in an operation is in its
    path item, with an operationId.
    """
    path = operation.within(Kind.PATH)
    return path is not None and "operationId" in path.value and key in path.value
