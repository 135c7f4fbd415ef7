"""Responses that are sequences of items: lines of JSON, and server-sent events."""

from __future__ import annotations

from dataclasses import replace

from connectorsmith.ir.connector import Connector, Operation, Response
from connectorsmith.ir.types import ArrayType
from connectorsmith.openapi.streams import is_streamed
from connectorsmith.text.media_types import is_event_stream


def find_streams(connector: Connector) -> Connector:
    """Return the connector with the operations that stream; their schemas become those of an item.

    A declared array describes the whole response, so its items are those of the stream.
    """
    return replace(connector, operations=tuple(map(_with_stream, connector.operations)))


def _with_stream(operation: Operation) -> Operation:
    successes = operation.successes()
    descriptions = [response.description for response in successes]
    if operation.method == "HEAD" or not is_streamed(
        operation.produces, operation.path, descriptions
    ):
        return operation
    undeclared = all(one.undeclared or one.schema is None for one in successes)
    only_events = bool(operation.produces) and all(
        map(is_event_stream, operation.produces)
    )
    return replace(
        operation,
        responses=tuple(
            _of_items(response) if response in successes else response
            for response in operation.responses
        ),
        stream="events" if undeclared and only_events else "items",
    )


def _of_items(response: Response) -> Response:
    schema = response.schema
    if schema is None or not isinstance(schema.type, ArrayType):
        return response
    return replace(response, schema=schema.type.items)
