"""Rules on `default` values, and OpenAPI 2.0 conformance as a rule."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import texts
from connectorsmith.documents.document import Json
from connectorsmith.lint.fix import Put
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.standard.types import has_type
from connectorsmith.lint.words.wording import json_type, show


def _has_declared_type(node: Node) -> bool:
    """Return whether the default has the declared type.

    Also true if there is no default, if it is null, and if the type is unknown.
    """
    return has_type(node.get("default"), node.text("type"))


@rule(
    "PP101",
    "default-has-declared-type",
    Severity.ERROR,
    on=(Kind.PARAMETER, Kind.SCHEMA, Kind.HEADER),
    microsoft="DefaultValueMustMatchType",
    bad="""
    parameters:
      limit:
        name: limit
        in: query
        type: integer
        default: ten  # <- here
    """,
    good="""
    parameters:
      limit: {name: limit, in: query, type: integer, default: 10}
    """,
)
def default_has_declared_type(node: Node) -> Problems:
    """A `default` has the type that is declared beside it.

    Why: it is filled in for the maker and sent, and the API may refuse it. The
        platform refuses the definition: authors report its message in issue 480 of
        Microsoft's documentation. Text such as "10" for a number is a warning: 2 % of the
        published connectors have it.
    Fix: Correct the value or the type.
    See: certification-swagger-validator-rules
    """
    if not _has_declared_type(node):
        value = node.get("default")
        yield Problem(
            f"The default {show(value)} must be of type {node.text('type')}, not"
            f" {json_type(value)}.",
            "default",
            hint=_hint(value, node.text("type")),
            severity=Severity.WARNING if _reads_as(value, node.text("type")) else None,
            fix=_in_declared_type(value, node.text("type")),
        )


def _reads_as(value: Json, declared: str) -> bool:
    """Return whether a default is text that only has to lose its quotes."""
    return isinstance(value, str) and _in_declared_type(value, declared) is not None


def _hint(value: Json, declared: str) -> str | None:
    """Return what to write for a default of another type; None for the hint of the rule."""
    fix = _in_declared_type(value, declared)
    if fix is not None:
        fixed = fix.value
        if isinstance(fixed, str):
            return f"Write it in quotes: {json.dumps(fixed)}."
        return f"Write {json.dumps(fixed)} without quotes."
    if declared == "boolean":
        return "Write true or false, without quotes, or correct the type."
    if declared == "string":
        return "Write it in quotes, or correct the type."
    if declared in ("integer", "number"):
        return f"Write {_NUMBERS[declared]}, without quotes, or correct the type."
    return None


_NUMBERS = {"integer": "a whole number", "number": "a number"}


def _in_declared_type(value: Json, declared: str) -> Put | None:
    """Return a fix that converts a value to the declared type; None if that is ambiguous."""
    if declared == "string":
        if isinstance(value, bool):
            return Put("true" if value else "false")
        # The text of a longer number, or of a float, may differ from the source.
        is_short = isinstance(value, int) and abs(value) < 10**15
        return Put(str(value)) if is_short else None
    if not isinstance(value, str):
        return None
    text = value.strip()
    if declared == "boolean" and text.casefold() in ("true", "false"):
        return Put(text.casefold() == "true")
    if declared in ("integer", "number") and _WHOLE.fullmatch(text):
        return Put(int(text))
    if declared == "number" and _DECIMAL.fullmatch(text):
        return Put(float(text))
    return None


_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,5})\.[0-9]{0,8}[1-9]")


@rule(
    "OAS2",
    "conforms-to-openapi-2",
    Severity.ERROR,
    on=(Kind.PARAMETER, Kind.SCHEMA, Kind.HEADER),
    bad="""
    parameters:
      order:
        name: order
        in: query
        type: string
        enum: [up, down]
        default: left  # <- here
    """,
    good="""
    parameters:
      order: {name: order, in: query, type: string, enum: [up, down], default: up}
    """,
)
def conforms_to_openapi_2(node: Node) -> Problems:
    """The definition conforms to OpenAPI 2.0.

    Why: the platform, and everything else that reads the definition, expects the
        structure of the standard. A fault that published connectors have, such as a
        default that is not in its enum, is a warning; one that leaves an operation
        without meaning is blocking.
    Fix: Correct the reported value as the standard requires.
    See: https://spec.openapis.org/oas/v2.0.html
    """
    # The schema of the standard cannot compare a default with its limits.
    if node.get("default") is not None and _has_declared_type(node):
        message = _limit_message(node, node.get("default"))
        if message:
            yield Problem(
                message,
                "default",
                hint="Correct the default or its limits, or remove it.",
                severity=Severity.WARNING,
            )


def _limit_message(node: Node, value: Json) -> str:
    """Return why a default is not allowed; empty if it is."""
    allowed = node.sequence("enum")
    if allowed and value not in allowed:
        return f"The default {show(value)} is not in the enum."
    if isinstance(value, str):
        if _is_out_of_limits(node, len(value), "minLength", "maxLength"):
            return (
                f"The default of {len(value)} characters must be within minLength and"
                " maxLength."
            )
        pattern = _FORMAT_PATTERNS.get(node.text("format"))
        # A default may be an expression of the platform, such as utcNow().
        if pattern and "(" not in value and not pattern.fullmatch(value):
            return f"The default {show(value)} must be a {node.text('format')}."
    if isinstance(value, Mapping):
        missing = [name for name in texts(node.get("required")) if name not in value]
        if missing:
            return f"The default must have the required property {show(missing[0])}."
    if isinstance(value, (int, float)) and _is_out_of_limits(
        node, value, "minimum", "maximum"
    ):
        return f"The default {show(value)} must be within minimum and maximum."
    return ""


def _is_out_of_limits(node: Node, value: float, lower_key: str, upper_key: str) -> bool:
    low, high = node.get(lower_key), node.get(upper_key)
    return (isinstance(low, (int, float)) and value < low) or (
        isinstance(high, (int, float)) and value > high
    )


_DATE = r"\d{4}-\d\d-\d\d"
_FORMAT_PATTERNS = {
    "date": re.compile(_DATE, re.ASCII),
    "date-time": re.compile(
        _DATE + r"[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII
    ),
}
