"""The media types of requests and of the responses that they accept."""

from __future__ import annotations

from connectorsmith.ir.connector import Operation, body_types
from connectorsmith.ir.types import FileType
from connectorsmith.text.media_types import (
    BINARY,
    FORM,
    JSON,
    MULTIPART,
    essence,
    is_json,
)


def takes_json(types: tuple[str, ...]) -> bool:
    """Return whether JSON is among the types, or there are none."""
    return not types or any(is_json(one) or essence(one) == "*/*" for one in types)


def takes_form(types: tuple[str, ...]) -> bool:
    """Return whether an object is sent as a form: a form is among the types, and JSON is not."""
    return not takes_json(types) and any(essence(one) == FORM for one in types)


def accept_types(operation: Operation) -> tuple[str, ...]:
    """Return the types for `Accept`; empty if JSON is produced, or a parameter sets the header."""
    if takes_json(operation.produces) or any(
        parameter.location == "header" and parameter.name.lower() == "accept"
        for parameter in operation.parameters
    ):
        return ()
    return operation.produces


def is_multipart(operation: Operation) -> bool:
    """Return whether form parameters are sent as multipart.

    They are if one is a file, or if the operation declares multipart as its only form.
    """
    fields = [one for one in operation.parameters if one.location == "formData"]
    kinds = [
        essence(type_) for type_ in body_types(operation.parameters, operation.consumes)
    ]
    return any(isinstance(one.schema.type, FileType) for one in fields) or (
        MULTIPART in kinds and FORM not in kinds
    )


def json_type(types: tuple[str, ...]) -> str:
    """Return the content type of a JSON body.

    It is `application/json` or a declared type of text: a JSON body labelled as XML or
    multipart could not be read.
    """
    if not types or JSON in types:
        return JSON
    concrete = [one for one in types if "*" not in one]
    named = [one for one in concrete if is_json(one)]
    texts = [one for one in concrete if essence(one).startswith("text/")]
    no_xml = [one for one in texts if "xml" not in one]
    return next(iter([*named, *no_xml]), JSON)


def binary_type(types: tuple[str, ...]) -> str:
    """Return the content type of a body of bytes."""
    concrete = [one for one in types if "*" not in one]
    return BINARY if BINARY in concrete or not concrete else concrete[0]


def text_type(types: tuple[str, ...]) -> str:
    """Return the content type of a text body that is sent unchanged."""
    return next((one for one in types if "*" not in one), "text/plain")
