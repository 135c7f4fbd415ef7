"""Rules on `x-ms-visibility`, and on the keys that an internal parameter needs."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.fix import Drop, Put
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import listed, show
from connectorsmith.openapi.extensions import VISIBILITY, is_internal

_LEVELS = ("important", "advanced", "internal")


def _is_unknown(node: Node) -> bool:
    # Editors write an empty string for "none", which the platform accepts.
    return node.get(VISIBILITY) not in (*_LEVELS, "") and VISIBILITY in node.value


@rule(
    "PP080",
    "operation-visibility-is-known",
    Severity.WARNING,
    on=Kind.OPERATION,
    microsoft="JsonValueNotInEnum",
    bad="""
    paths:
      /books:
        get:
          x-ms-visibility: none  # <- here
    """,
    good="""
    paths:
      /books:
        get: {x-ms-visibility: important}
    """,
)
def operation_visibility_is_known(operation: Node) -> Problems:
    """An operation's `x-ms-visibility` is `important`, `advanced` or `internal`.

    Why: any other value is ignored.
    Fix: Set x-ms-visibility to important, advanced or internal, or remove it.
    See: openapi-extensions
    """
    if _is_unknown(operation):
        yield _unknown_visibility(operation)


def _unknown_visibility(node: Node) -> Problem:
    level = node.text(VISIBILITY).lower()
    return Problem(
        f"{show(VISIBILITY)} must be {listed(_LEVELS)}, not"
        f" {show(node.get(VISIBILITY))}.",
        VISIBILITY,
        fix=Put(level) if level in _LEVELS else Drop() if level == "none" else None,
    )


@rule(
    "PP094",
    "parameter-visibility-is-known",
    Severity.ERROR,
    on=(Kind.PARAMETER, Kind.SCHEMA),
    microsoft="JsonValueNotInEnum",
    bad="""
    parameters:
      author:
        name: author
        in: query
        x-ms-visibility: Advanced  # <- here
    """,
    good="""
    parameters:
      author: {name: author, in: query, x-ms-visibility: advanced}
    """,
)
def parameter_visibility_is_known(node: Node) -> Problems:
    """The `x-ms-visibility` of a parameter or a property is `important`, `advanced` or
    `internal`.

    Why: any other value is refused, or shows what should be hidden.
    Fix: Set x-ms-visibility to important, advanced or internal, or remove it.
    See: openapi-extensions
    """
    if _is_unknown(node):
        yield _unknown_visibility(node)


def _is_internal(parameter: Node) -> bool:
    return is_internal(parameter.value) and parameter.get("in") != "body"


@rule(
    "PP095",
    "internal-required-parameter-has-default",
    Severity.ERROR,
    on=Kind.PARAMETER,
    bad="""
    parameters:
      format:
        name: format  # <- here
        in: query
        required: true
        x-ms-visibility: internal
    """,
    good="""
    parameters:
      format:
        name: format
        in: query
        required: true
        default: json
        x-ms-visibility: internal
    """,
)
def internal_required_parameter_has_default(parameter: Node) -> Problems:
    """A parameter that is internal and required has a `default`.

    Why: makers cannot enter its value, so it must come from the definition.
    Fix: Add default with the value to send, or make the parameter visible.
    See: openapi-extensions
    """
    if (
        _is_internal(parameter)
        and parameter.get("required") is True
        and parameter.get("default") is None
    ):
        yield Problem(
            f"The required internal parameter {show(parameter.text('name'))} must have a"
            " 'default'.",
            "default",
        )


@rule(
    "PP096",
    "internal-parameter-with-default-is-required",
    Severity.WARNING,
    on=Kind.PARAMETER,
    microsoft="PropertyMustBeRequired, InternalPropertyWithDefaultOptional",
    bad="""
    parameters:
      format:
        name: format  # <- here
        in: query
        default: json
        x-ms-visibility: internal
    """,
    good="""
    parameters:
      format:
        name: format
        in: query
        required: true
        default: json
        x-ms-visibility: internal
    """,
)
def internal_parameter_with_default_is_required(parameter: Node) -> Problems:
    """A parameter that is internal and has a `default` is required.

    Why: an optional internal parameter is never sent, not even with its default.
    Fix: Add required: true, or remove the parameter.
    See: certification-swagger-validator-rules
    """
    if (
        _is_internal(parameter)
        and parameter.get("default") is not None
        and parameter.get("required") is not True
    ):
        yield Problem(
            f"The internal parameter {show(parameter.text('name'))} with a default must be"
            " required.",
            "required",
        )
