"""Conformance with OpenAPI 2.0, by the schema in openapi-spec-validator.

Only the validator's first stage is used, the standard's JSON Schema. Its second stage
follows circular references forever, matches `pattern`s against `default`s and compares
schemas with those of OpenAPI 3.0: hostile text can hang it, and its errors have no place.
Rules find the same mistakes: PP016, PP051, PP071, PP072, PP074, PP101, and OAS2 for the
values of `default`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.document import Json
from connectorsmith.lint.standard.faults import Fault, fault_of
from connectorsmith.lint.standard.schema import openapi_2_schema
from connectorsmith.lint.words.wording import Suggestions, json_type

if TYPE_CHECKING:
    from jsonschema.protocols import Validator


def conformance(definition: Json) -> Iterator[Fault]:
    """Yield the faults of a definition by the schema of OpenAPI
    2.0, in the order of the schema.

    Reads no file and no network, and resolves no reference.
    """
    if not isinstance(definition, Mapping):
        yield Fault(
            (),
            f"The definition must be a mapping, not {json_type(definition)}.",
            Severity.BLOCKING,
            hint='Begin the file with swagger: "2.0".',
        )
        return
    suggestions = Suggestions()
    try:
        for error in _validator().iter_errors(definition):
            yield fault_of(error, suggestions)
    except RecursionError:
        yield Fault(
            (),
            "The definition is nested too deeply to be compared with OpenAPI 2.0.",
            Severity.WARNING,
        )


@cache
def _validator() -> Validator:
    from connectorsmith.lint.standard.keywords import make_validator  # slow: 150 ms

    return make_validator(openapi_2_schema())
