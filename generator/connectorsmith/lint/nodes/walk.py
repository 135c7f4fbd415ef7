"""Walks through a document: each node once, in the order of the file, without recursion."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from connectorsmith.documents.data import sequence
from connectorsmith.documents.document import Document, Json, Token
from connectorsmith.lint.nodes.node import Connector, Kind, Node
from connectorsmith.openapi.extensions import NOTIFICATION_CONTENT
from connectorsmith.openapi.operations import METHODS, SECTIONS

_REFERABLE = (Kind.PATH, Kind.PARAMETER, Kind.RESPONSE, Kind.SCHEMA)


def walk_definition(connector: Connector) -> Iterator[Node]:
    """Return every node of the definition, a parent before its children."""
    return _walk(Node(Kind.DOCUMENT, connector.definition.root, connector))


def walk_properties(connector: Connector) -> Iterator[Node]:
    """Return every node of the apiProperties document, a parent before its children."""
    return _walk(Node(Kind.PROPERTIES_FILE, connector.api_properties.root, connector))


def walk_files(connector: Connector) -> Iterator[tuple[Document, Node]]:
    """Yield every node of every file, with its document.

    A document that is not a mapping is skipped: the schema of its format reports it.
    """
    for kind, document in connector.documents:
        if isinstance(document.value, Mapping):
            for node in _walk(Node(kind, document.value, connector)):
                yield document, node


def _walk(root: Node) -> Iterator[Node]:
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        children = _CHILDREN.get(node.kind)
        if children is not None:
            stack.extend(reversed(list(children(node))))


def _child(parent: Node, kind: Kind, value: Json, *steps: Token) -> Iterator[Node]:
    # The schema of the format reports a value that is not a mapping; rules do not.
    if not isinstance(value, Mapping):
        return
    if kind in _REFERABLE and "$ref" in value:
        yield Node(Kind.REFERENCE, value, parent.connector, parent, steps, kind)
    else:
        yield Node(kind, value, parent.connector, parent, steps)


def _values(parent: Node, key: str, kind: Kind) -> Iterator[Node]:
    for name, value in parent.mapping(key).items():
        yield from _child(parent, kind, value, key, name)


def _items(parent: Node, key: str, kind: Kind) -> Iterator[Node]:
    for index, value in enumerate(parent.sequence(key)):
        yield from _child(parent, kind, value, key, index)


def _of_document(node: Node) -> Iterator[Node]:
    for key, value in node.value.items():
        if key == "info":
            yield from _child(node, Kind.INFO, value, key)
        elif key in SECTIONS:
            for path, item in node.mapping(key).items():
                if not path.startswith("x-"):
                    yield from _child(node, Kind.PATH, item, key, path)
        elif key in _ROOT_VALUES:
            yield from _values(node, key, _ROOT_VALUES[key])
        elif key in _ROOT_ITEMS:
            yield from _items(node, key, _ROOT_ITEMS[key])


_ROOT_VALUES = {
    "definitions": Kind.SCHEMA,
    "parameters": Kind.PARAMETER,
    "responses": Kind.RESPONSE,
    "securityDefinitions": Kind.SECURITY_DEFINITION,
}
_ROOT_ITEMS = {"security": Kind.SECURITY, "tags": Kind.TAG}


def _of_path(node: Node) -> Iterator[Node]:
    for key, value in node.value.items():
        if key in METHODS:
            yield from _child(node, Kind.OPERATION, value, key)
        elif key == "parameters":
            yield from _items(node, key, Kind.PARAMETER)
        elif key == NOTIFICATION_CONTENT:
            yield from _child(node, Kind.NOTIFICATION, value, key)


def _of_operation(node: Node) -> Iterator[Node]:
    for key in node.value:
        if key == "parameters":
            yield from _items(node, key, Kind.PARAMETER)
        elif key == "responses":
            for code, response in node.mapping(key).items():
                if not code.startswith("x-"):
                    yield from _child(node, Kind.RESPONSE, response, key, code)
        elif key == "security":
            yield from _items(node, key, Kind.SECURITY)


def _of_holder(node: Node) -> Iterator[Node]:
    """Yield the children of a node that holds a schema: a parameter,
    response, header or notification.
    """
    for key, value in node.value.items():
        if key in ("schema", "items"):
            yield from _child(node, Kind.SCHEMA, value, key)
        elif key == "headers" and node.kind is Kind.RESPONSE:
            yield from _values(node, key, Kind.HEADER)


def _of_schema(node: Node) -> Iterator[Node]:
    for key, value in node.value.items():
        if key == "properties":
            yield from _values(node, key, Kind.SCHEMA)
        elif key in ("items", "additionalProperties", "not"):
            yield from _child(node, Kind.SCHEMA, value, key)
            yield from _items(node, key, Kind.SCHEMA)
        elif key in ("allOf", "anyOf", "oneOf"):
            yield from _items(node, key, Kind.SCHEMA)


def _of_properties_file(node: Node) -> Iterator[Node]:
    yield from _child(node, Kind.PROPERTIES, node.get("properties"), "properties")


def _of_properties(node: Node) -> Iterator[Node]:
    for key, value in node.value.items():
        if key == "connectionParameters":
            yield from _values(node, key, Kind.CONNECTION_PARAMETER)
        elif key == "policyTemplateInstances":
            yield from _items(node, key, Kind.POLICY)
        elif key == "connectionParameterSets" and isinstance(value, Mapping):
            for index, choice in enumerate(sequence(value.get("values"))):
                yield from _child(
                    node, Kind.PARAMETER_SET, choice, key, "values", index
                )


def _of_parameter_set(node: Node) -> Iterator[Node]:
    yield from _values(node, "parameters", Kind.CONNECTION_PARAMETER)


def _of_connection_parameter(node: Node) -> Iterator[Node]:
    yield from _child(node, Kind.OAUTH, node.get("oAuthSettings"), "oAuthSettings")


_CHILDREN: Mapping[Kind, Callable[[Node], Iterator[Node]]] = {
    Kind.DOCUMENT: _of_document,
    Kind.PATH: _of_path,
    Kind.OPERATION: _of_operation,
    Kind.PARAMETER: _of_holder,
    Kind.RESPONSE: _of_holder,
    Kind.HEADER: _of_holder,
    Kind.NOTIFICATION: _of_holder,
    Kind.SCHEMA: _of_schema,
    Kind.PROPERTIES_FILE: _of_properties_file,
    Kind.PROPERTIES: _of_properties,
    Kind.PARAMETER_SET: _of_parameter_set,
    Kind.CONNECTION_PARAMETER: _of_connection_parameter,
}
