"""Typing of bodies by their media types, if these say more than the schemas."""

from __future__ import annotations

from dataclasses import replace

from connectorsmith.ir.connector import Connector, Operation, body_types
from connectorsmith.ir.types import AnyType, FileType, Schema, StringType
from connectorsmith.text.media_types import is_bytes, is_text, is_xml


def type_bodies(connector: Connector) -> Connector:
    """Return the connector with bodies typed as bytes or text if their media types say so."""
    return replace(connector, operations=tuple(map(_with_body, connector.operations)))


def _with_body(operation: Operation) -> Operation:
    body = operation.body
    if body is None:
        return operation
    types = body_types(operation.parameters, operation.consumes)
    return replace(operation, body=replace(body, schema=_as_sent(body.schema, types)))


def _as_sent(schema: Schema, types: tuple[str, ...]) -> Schema:
    untyped = isinstance(schema.type, AnyType)
    a_string = isinstance(schema.type, StringType) and not schema.type.enum
    if types and (untyped or a_string) and all(map(is_bytes, types)):
        return schema.with_type(FileType())
    is_file = isinstance(schema.type, FileType)
    if types and not is_file and all(map(is_xml, types)):
        # No keyword says how an object is written as XML.
        return schema.with_type(StringType())
    if types and untyped and all(map(is_text, types)):
        return schema.with_type(StringType())
    return schema
