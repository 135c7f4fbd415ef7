"""The formats of apiProperties.json and settings.json, by our own JSON Schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from connectorsmith.diagnostics.catalogue import FindingKind
from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.document import Json
from connectorsmith.lint.standard.faults import Fault, Wording, fault_of
from connectorsmith.lint.standard.schema import linked
from connectorsmith.lint.words.wording import Suggestions

if TYPE_CHECKING:
    from jsonschema.protocols import Validator


SETTINGS_JSON: Final = FindingKind(
    "PP238",
    "settings-json-is-valid",
    Severity.WARNING,
    """
    settings.json has only keys and values that paconn accepts.

    Why: paconn ignores a misspelt key, and then asks for the value or uses another file.
    Fix: Correct the key or the value.
    See: paconn-cli
    """,
)

API_PROPERTIES: Final = FindingKind(
    "MS300",
    "api-properties-is-valid",
    Severity.ERROR,
    """
    apiProperties.json follows its format.

    Why: the platform accepts each value in one type only. It silently ignores an unknown key,
        which is therefore a warning.
    Fix: Correct the key or the value.
    See: connection-parameters
    """,
)


class Format(StrEnum):
    """A format; its value is the name of its schema file in `schemas`."""

    API_PROPERTIES = "api-properties"
    SETTINGS = "settings"


def departures(format_: Format, value: Json) -> Iterator[Fault]:
    """Yield the faults of a file by the schema of its format, in the order of the schema.

    Unknown keys are warnings, since they have no effect, and so is everything in
    settings.json, which is not part of the connector. Other faults are errors.
    """
    suggestions = Suggestions()
    try:
        for error in _validator(format_).iter_errors(value):
            is_mild = (
                format_ is Format.SETTINGS or error.validator == "additionalProperties"
            )
            yield replace(
                fault_of(error, suggestions, _WORDING),
                severity=Severity.WARNING if is_mild else Severity.ERROR,
            )
    except RecursionError:
        message = "The file is nested too deeply to be compared with its format."
        yield Fault((), message, Severity.WARNING)


_WORDING = Wording("The file", "Remove it.")


@cache
def _validator(format_: Format) -> Validator:
    from connectorsmith.lint.standard.keywords import make_validator  # slow: 150 ms

    text = files("connectorsmith.lint.standard").joinpath("schemas", f"{format_}.json")
    return make_validator(linked(json.loads(text.read_bytes())))
