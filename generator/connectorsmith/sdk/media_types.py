"""The media types of requests and of the responses that they accept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from connectorsmith.ir.connector import Operation, body_types
from connectorsmith.ir.types import (
    AnyType,
    ArrayType,
    FileType,
    NamedType,
    ObjectType,
    Schema,
    StringType,
)
from connectorsmith.openapi.responses import has_no_body
from connectorsmith.text.media_types import (
    ANY,
    BINARY,
    FORM,
    JSON,
    MULTIPART,
    essence,
    is_json,
    is_media_range,
    is_sendable,
    is_stream,
    is_xml,
)


def takes_json(types: tuple[str, ...]) -> bool:
    """Return whether JSON is among the types, or there are none."""
    return not types or any(is_json(one) or essence(one) == "*/*" for one in types)


def takes_form(types: tuple[str, ...]) -> bool:
    """Return whether an object is sent as a form: a form is among the types, and JSON is not."""
    return not takes_json(types) and any(essence(one) == FORM for one in types)


def accept(operation: Operation) -> str | None:
    """Return the value of `Accept`, unless a parameter sets it; None for the default of the runtime.

    It has the declared types in their order, but only JSON for a response that is read as JSON.
    """
    streams = [one.strip() for one in operation.produces if is_stream(one)]
    if operation.stream and streams:
        return ", ".join(_unique(streams))
    answered = [one for one in operation.successes() if not has_no_body(one.status)]
    schemas = [one.schema for one in answered if one.schema is not None]
    ranges = [one.strip() for one in operation.produces if is_media_range(one)]
    asked = ", ".join(_readable(schemas, ranges))
    if operation.successes() and not schemas:
        asked = ""
    elif not asked and any(map(_is_unknown, schemas)):
        asked = ANY
    is_open = any(one.undeclared for one in answered) or any(map(_is_plain, schemas))
    default = ANY if is_open or not schemas else JSON
    return asked if asked and asked != default else None


def _readable(schemas: Sequence[Schema], ranges: Sequence[str]) -> Sequence[str]:
    """Return the types that the responses can be read from; empty if they say nothing."""
    json = [one for one in ranges if is_json(one)]
    types = [schema.type for schema in schemas]
    if any(isinstance(one, FileType) for one in types):
        # JSON is the habit of the definition then, not the type of the file.
        return _unique(ranges) if len(json) < len(ranges) else ()
    if types and all(isinstance(one, StringType) for one in types):
        return _unique(ranges)
    unique = _unique(json)
    # A type with parameters is part of the one without.
    whole = [one for one in unique if essence(one) == one or essence(one) not in unique]
    return whole or (() if ANY in ranges else _unique(ranges))


def _unique(ranges: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ranges))


def _is_unknown(schema: Schema) -> bool:
    return isinstance(schema.type, AnyType) and not schema.dynamic


def _is_plain(schema: Schema) -> bool:
    """Return whether a response is read as `bytes` or `str`, for which the runtime accepts any type."""
    type_ = schema.type
    if isinstance(type_, StringType):
        is_date = type_.format in ("date", "date-time")
        return not (type_.enum or is_date or schema.nullable)
    return isinstance(type_, FileType)


def holds_file(schema: Schema) -> bool:
    """Return whether a form field is a file or a list of files."""
    type_ = schema.type
    inner = type_.items.type if isinstance(type_, ArrayType) else type_
    return isinstance(inner, FileType)


def is_binary(schema: Schema) -> bool:
    """Return whether a form field is a text that can hold any bytes."""
    type_ = schema.type
    return isinstance(type_, StringType) and type_.format == "binary"


def is_multipart(operation: Operation) -> bool:
    """Return whether form parameters are sent as multipart.

    They are if one is a file, or if the operation declares multipart as its only form; it need not
    declare a form if one is binary.
    """
    fields = [one for one in operation.parameters if one.location == "formData"]
    kinds = [
        essence(type_) for type_ in body_types(operation.parameters, operation.consumes)
    ]
    if any(holds_file(one.schema) for one in fields):
        return True
    is_form = FORM in kinds
    return not is_form and (
        MULTIPART in kinds or any(is_binary(one.schema) for one in fields)
    )


def is_raw(media_type: str) -> bool:
    """Return whether a body of this type can only be given as text or bytes: neither JSON nor a form."""
    return not is_json(media_type) and essence(media_type) not in (
        FORM,
        MULTIPART,
        ANY,
    )


def is_patch(media_type: str) -> bool:
    """Return whether a body of this type is a list of operations (RFC 6902)."""
    return essence(media_type) == "application/json-patch+json"


def content_type(schema: Schema, types: tuple[str, ...]) -> str:
    """Return the content type of a body: the default if there is a choice.

    It is a declared type that the body can be written as, JSON before others. An object whose
    only declared type it cannot be written as is sent as JSON, which CS022 reports.
    """
    concrete = [one.strip() for one in types if is_sendable(one)]
    if isinstance(schema.type, FileType):
        return BINARY if BINARY in concrete or not concrete else concrete[0]
    if isinstance(schema.type, StringType) and not takes_json(types):
        return next(iter(concrete), "text/plain")
    if JSON in concrete or not concrete:
        return JSON
    named = [one for one in concrete if is_json(one)]
    is_object = isinstance(schema.type, ObjectType | NamedType)
    if is_object:
        # A patch by RFC 6902 is a list, not an object.
        named = [one for one in named if not is_patch(one)] or named
    readable = [one for one in concrete if essence(one).startswith("text/")]
    texts = [one for one in readable if not is_xml(one)]
    forms = [one for one in concrete if is_object and essence(one) == FORM]
    # A choice of other types is one between texts that the caller writes.
    rest = concrete if len(concrete) > 1 else []
    parts = [one for one in rest if is_object and essence(one) == MULTIPART]
    return next(iter([*named, *forms, *texts, *parts, *rest]), JSON)
