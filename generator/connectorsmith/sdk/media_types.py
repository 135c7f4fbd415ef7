"""What a request body calls itself, in which form it therefore goes, and what is asked for."""

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
    """Whether JSON is among the types, or nothing is said against it."""
    return not types or any(is_json(one) or essence(one) == "*/*" for one in types)


def takes_form(types: tuple[str, ...]) -> bool:
    """Whether an object has to be a form: a form is among the types, and JSON is not."""
    return not takes_json(types) and any(essence(one) == FORM for one in types)


def accept_types(operation: Operation) -> tuple[str, ...]:
    """What to ask for by name: empty where JSON is produced, or where a parameter asks."""
    if takes_json(operation.produces) or any(
        one.location == "header" and one.name.lower() == "accept"
        for one in operation.parameters
    ):
        return ()
    return operation.produces


def is_multipart(operation: Operation) -> bool:
    """Whether form parameters go as parts: with a file, and where no other form is taken."""
    fields = [one for one in operation.parameters if one.location == "formData"]
    kinds = [
        essence(one) for one in body_types(operation.parameters, operation.consumes)
    ]
    return any(isinstance(one.schema.type, FileType) for one in fields) or (
        MULTIPART in kinds and FORM not in kinds
    )


def json_type(types: tuple[str, ...]) -> str:
    """What a JSON text calls itself.

    Where only other formats are named it stays `application/json`, or is the text that is
    asked for: JSON that calls itself XML or multipart could not be read at all.
    """
    if not types or JSON in types:
        return JSON
    concrete = [one for one in types if "*" not in one]
    named = [one for one in concrete if is_json(one)]
    texts = [one for one in concrete if essence(one).startswith("text/")]
    no_xml = [one for one in texts if "xml" not in one]
    return next(iter([*named, *no_xml]), JSON)


def binary_type(types: tuple[str, ...]) -> str:
    """What bytes call themselves."""
    concrete = [one for one in types if "*" not in one]
    return BINARY if BINARY in concrete or not concrete else concrete[0]


def text_type(types: tuple[str, ...]) -> str:
    """What a text calls itself that goes as it stands."""
    return next((one for one in types if "*" not in one), "text/plain")
