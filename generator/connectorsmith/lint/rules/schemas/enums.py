"""Rules on `enum` and on `x-ms-enum-values`, which names its values."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import is_empty_list
from connectorsmith.documents.document import Json
from connectorsmith.lint.fix import Drop, Put
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.standard.types import has_type
from connectorsmith.lint.words.wording import json_type, show
from connectorsmith.openapi.extensions import ENUM_VALUES

_HOLDERS = (Kind.SCHEMA, Kind.PARAMETER, Kind.HEADER)


@rule(
    "PP102",
    "enum-is-not-empty",
    Severity.ERROR,
    on=_HOLDERS,
    microsoft="EnumMustContainAtLeastOneElement",
    bad="""
    parameters:
      order:
        name: order
        in: query
        type: string
        enum: []  # <- here
    """,
    good="""
    parameters:
      order: {name: order, in: query, type: string, enum: [title]}
    """,
)
def enum_is_not_empty(node: Node) -> Problems:
    """An `enum` has at least one value.

    Why: with no value allowed nothing can be sent.
    Fix: List the values, or remove the enum if any is allowed.
    See: certification-swagger-validator-rules
    """
    if is_empty_list(node.get("enum")):
        yield Problem("The enum is empty.", "enum")


@rule(
    "PP102b",
    "enum-values-have-declared-type",
    Severity.WARNING,
    on=_HOLDERS,
    microsoft="InvalidEnumValue",
    bad="""
    parameters:
      shelf:
        name: shelf
        in: query
        type: integer
        enum:
          - 1
          - "2"  # <- here
    """,
    good="""
    parameters:
      shelf: {name: shelf, in: query, type: integer, enum: [1, 2]}
      shelves: {name: shelves, in: query, type: array, items: {type: integer, enum: [1]}}
    """,
)
def enum_values_have_declared_type(node: Node) -> Problems:
    """The values of an `enum` have the type that is declared beside it.

    Why: a chosen value is sent as the declared type, so such a value never matches.
    Fix: Correct the value or the type; write numbers, true and false without quotes.
    See: certification-swagger-validator-rules
    """
    type = node.text("type")
    for index, value in enumerate(node.sequence("enum")):
        if has_type(value, type):
            continue
        if type == "array":
            yield Problem(
                "The enum of an array must be in its items.",
                "enum",
                key=True,
                hint="Move the enum into items.",
            )
            return
        yield Problem(
            f"The enum value {show(value)} must be of type {type}, not {json_type(value)}.",
            "enum",
            index,
        )


@rule(
    "PP102c",
    "enum-values-are-unique",
    Severity.ERROR,
    on=_HOLDERS,
    microsoft="ArrayDuplicateValue",
    bad="""
    parameters:
      order:
        name: order
        in: query
        type: string
        enum:
          - title
          - author
          - title  # <- here
    """,
    good="""
    parameters:
      order: {name: order, in: query, type: string, enum: [title, Title, "1"]}
      shelf: {name: shelf, in: query, type: string, enum: [1, "1", true]}
    """,
)
def enum_values_are_unique(node: Node) -> Problems:
    """The values of an `enum` are all different.

    Why: a maker would choose between two equal values.
    Fix: Remove the repeated value.
    See: certification-swagger-validator-rules
    """
    for index, value in _repeated(enumerate(node.sequence("enum"))):
        yield Problem(
            f"The enum value {show(value)} must not be repeated.",
            "enum",
            index,
            fix=Drop(),
        )


@rule(
    "PP102d",
    "enum-value-has-display-name",
    Severity.ERROR,
    on=_HOLDERS,
    microsoft="MissingEnumValuesDisplayName",
    bad="""
    parameters:
      order:
        name: order
        in: query
        type: string
        enum: [title]
        x-ms-enum-values:
          - value: title  # <- here
    """,
    good="""
    parameters:
      order:
        name: order
        in: query
        type: string
        enum: [title]
        x-ms-enum-values: [{value: title, displayName: By title}]
    """,
)
def enum_value_has_display_name(node: Node) -> Problems:
    """Each item of `x-ms-enum-values` has a `displayName`.

    Why: makers choose by the display name, which is the only purpose of the
        extension.
    Fix: Add a displayName, or remove the item.
    See: openapi-extensions
    """
    if ENUM_VALUES in node.value and not isinstance(
        node.get(ENUM_VALUES), (list, tuple)
    ):
        actual_type = json_type(node.get(ENUM_VALUES))
        yield Problem(
            f"The {ENUM_VALUES} must be a list, not {actual_type}.", ENUM_VALUES
        )
    for index, item in enumerate(node.sequence(ENUM_VALUES)):
        if not isinstance(item, Mapping):
            yield Problem(
                f"Item {index + 1} of {ENUM_VALUES} must be a mapping, not {json_type(item)}.",
                ENUM_VALUES,
                index,
            )
        elif not item.get("displayName"):
            yield Problem(
                f"The value {show(item.get('value'))} must have a displayName.",
                *(ENUM_VALUES, index, "displayName"),
                key=True,
            )


@rule(
    "PP102e",
    "named-value-is-in-enum",
    Severity.ERROR,
    on=_HOLDERS,
    microsoft="InvalidEnumValuesExtensionValue",
    bad="""
    parameters:
      order:
        name: order
        in: query
        type: string
        enum: [title]
        x-ms-enum-values:
          - displayName: By title
            value: titel  # <- here
    """,
    good="""
    parameters:
      order:
        name: order
        in: query
        type: string
        enum: [title]
        x-ms-enum-values: [{value: title, displayName: By title}]
    """,
)
def named_value_is_in_enum(node: Node) -> Problems:
    """Each `value` of `x-ms-enum-values` is in the `enum`.

    Why: a value that is not in the enum cannot be chosen, and the value that was
        meant has no display name.
    Fix: Write the value as in the enum, or add it to the enum.
    See: openapi-extensions
    """
    if "enum" not in node.value:
        values = [value for _, value in _named_values(node)]
        if values:
            yield Problem(
                f"The values in {ENUM_VALUES} must also be in an enum.",
                "enum",
                key=True,
                hint="Add an enum with these values.",
                fix=Put(values),
            )
        return
    if ENUM_VALUES not in node.value:
        return
    allowed = node.sequence("enum")
    known = {_comparable(value) for value in allowed}
    texts = [value for value in allowed if isinstance(value, str)]
    for index, value in _named_values(node):
        if _comparable(value) not in known:
            hint = node.did_you_mean(value, texts) if isinstance(value, str) else None
            yield Problem(
                f"The value {show(value)} of {ENUM_VALUES} must be in the enum.",
                *(ENUM_VALUES, index, "value"),
                hint=hint,
            )


@rule(
    "MS001",
    "enum-value-is-named-once",
    Severity.ERROR,
    on=_HOLDERS,
    microsoft="DuplicateEnumValuesInExtension",
    bad="""
    parameters:
      order:
        name: order
        in: query
        type: string
        enum: [title]
        x-ms-enum-values:
          - {value: title, displayName: By title}
          - {value: title, displayName: By name}  # <- here
    """,
    good="""
    parameters:
      order:
        name: order
        in: query
        type: string
        enum: [title, author]
        x-ms-enum-values:
          - {value: title, displayName: By title}
          - {value: author, displayName: By author}
    """,
)
def enum_value_is_named_once(node: Node) -> Problems:
    """No value has two names in `x-ms-enum-values`.

    Why: only one of them can be shown.
    Fix: Keep one displayName for each value.
    See: openapi-extensions
    """
    for index, value in _repeated(_named_values(node)):
        yield Problem(
            f"The value {show(value)} must have only one name in {ENUM_VALUES}.",
            *(ENUM_VALUES, index, "value"),
        )


_Indexed: TypeAlias = Iterator[tuple[int, Json]]


def _named_values(node: Node) -> _Indexed:
    """Yield each value of `x-ms-enum-values`, with the index of its item."""
    for index, item in enumerate(node.sequence(ENUM_VALUES)):
        if isinstance(item, Mapping) and "value" in item:
            yield index, item["value"]


def _repeated(values: _Indexed) -> _Indexed:
    """Yield each value that equals an earlier one."""
    seen: set[str] = set()
    for index, value in values:
        text = _comparable(value)
        if text in seen:
            yield index, value
        seen.add(text)


def _comparable(value: Json) -> str:
    """Return a text that only equal values share: those of 1, "1" and true differ."""
    if isinstance(value, int) and not isinstance(value, bool):
        return hex(value)  # json.dumps refuses integers of more than 4,300 digits
    try:
        return json.dumps(value, sort_keys=True)
    except ValueError:
        return f"at {id(value)}"
