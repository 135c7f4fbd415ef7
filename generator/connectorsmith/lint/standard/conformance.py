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
from connectorsmith.documents.data import mapping
from connectorsmith.documents.document import Json, Token
from connectorsmith.lint.standard.faults import Fault, fault_of
from connectorsmith.lint.standard.schema import openapi_2_schema
from connectorsmith.lint.words.wording import Suggestions, json_type
from connectorsmith.openapi.extensions import is_agentic

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
            fault = fault_of(error, suggestions)
            if not _is_left_out(definition, fault.tokens):
                yield fault
    except RecursionError:
        yield Fault(
            (),
            "The definition is nested too deeply to be compared with OpenAPI 2.0.",
            Severity.WARNING,
        )


def _is_left_out(definition: Json, tokens: tuple[Token, ...]) -> bool:
    """Return whether a fault needs no report: a rule has it, or nothing is wrong."""
    if len(tokens) == 3 and tokens[0] == "securityDefinitions":
        return not _at(definition, tokens[:2])  # CS050 reports an empty one
    is_responses = len(tokens) == 4 and tokens[-1] == "responses"
    if is_responses and _at(definition, tokens) == {}:
        return is_agentic(mapping(_at(definition, tokens[:3])))
    return False


def _at(value: Json, tokens: tuple[Token, ...]) -> Json:
    for token in tokens:
        value = mapping(value).get(str(token))
    return value


@cache
def _validator() -> Validator:
    from connectorsmith.lint.standard.keywords import make_validator  # slow: 150 ms

    return make_validator(openapi_2_schema())
