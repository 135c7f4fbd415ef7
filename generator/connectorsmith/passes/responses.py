"""Typing of successful responses by the media types of their operation."""

from __future__ import annotations

from dataclasses import replace

from connectorsmith.ir.connector import Connector, Operation, Response
from connectorsmith.ir.types import AnyType, FileType, Schema, StringType
from connectorsmith.openapi.responses import has_no_body, is_answered
from connectorsmith.text.media_types import is_bytes, is_csv, is_text, is_xml


def type_responses(connector: Connector) -> Connector:
    """Return the connector with the types of responses that no schema declares, of XML and of CSV.

    A success without a schema can have a body: bytes or text if its media types say so, else
    any value. XML and CSV are text, because a schema does not say how an object is written as
    either. A response to HEAD has no body, whatever is declared (RFC 9110, 9.3.2).
    """
    operations = [_with_responses(operation) for operation in connector.operations]
    return replace(connector, operations=tuple(operations))


def _with_responses(operation: Operation) -> Operation:
    responses = tuple(_typed(response, operation) for response in operation.responses)
    return replace(operation, responses=responses)


def _typed(response: Response, operation: Operation) -> Response:
    if not is_answered(response.status) or response not in operation.successes():
        return response
    if operation.method == "HEAD":
        return replace(response, schema=None)
    if has_no_body(response.status):
        return response
    if response.schema is None:
        schema = Schema(AnyType(), response.at)
        return replace(
            response, schema=_as_received(schema, operation.produces), undeclared=True
        )
    return replace(response, schema=_as_received(response.schema, operation.produces))


def _as_received(schema: Schema, types: tuple[str, ...]) -> Schema:
    untyped = isinstance(schema.type, AnyType)
    a_string = isinstance(schema.type, StringType) and not schema.type.enum
    if not types or isinstance(schema.type, FileType):
        return schema
    if (untyped or a_string) and all(map(is_bytes, types)):
        return schema.with_type(FileType())
    if (untyped and all(map(is_text, types))) or (
        not a_string and all(is_xml(one) or is_csv(one) for one in types)
    ):
        return schema.with_type(StringType())
    return schema
