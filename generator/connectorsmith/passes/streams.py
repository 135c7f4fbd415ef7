"""Responses that are sequences of items: lines of JSON, and server-sent events."""

from __future__ import annotations

from dataclasses import replace

from connectorsmith.ir.connector import Connector, Operation, Response
from connectorsmith.ir.types import ArrayType
from connectorsmith.text.media_types import is_event_stream, is_stream, stream_name

_GRPC_MARK = "(streaming responses)"
"""The end of the description of a response that grpc-gateway streams, as JSON by its media type."""


def find_streams(connector: Connector) -> Connector:
    """Return the connector with the operations that stream; their schemas become those of an item.

    A declared array describes the whole response, so its items are those of the stream.
    """
    return replace(connector, operations=tuple(map(_with_stream, connector.operations)))


def _with_stream(operation: Operation) -> Operation:
    successes = operation.successes()
    if operation.method == "HEAD" or not _is_streamed(operation, successes):
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


def _is_streamed(operation: Operation, successes: list[Response]) -> bool:
    if any((one.description or "").endswith(_GRPC_MARK) for one in successes):
        return True
    streams = [one for one in operation.produces if is_stream(one)]
    if streams and len(streams) == len(operation.produces):
        return True
    # Kubernetes declares `application/json;stream=watch` for lists, too, but streams `/watch/`.
    names = {stream_name(one) for one in streams} - {None}
    return not names.isdisjoint(operation.path.split("/"))


def _of_items(response: Response) -> Response:
    schema = response.schema
    if schema is None or not isinstance(schema.type, ArrayType):
        return response
    return replace(response, schema=schema.type.items)
