"""Schemas that are reached from others, through `$ref`s too. Linear, and safe in circles."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from connectorsmith.documents.data import mapping, sequence
from connectorsmith.documents.document import Json
from connectorsmith.lint.references import resolved

Schema: TypeAlias = Mapping[str, Json]

DYNAMIC = ("x-ms-dynamic-schema", "x-ms-dynamic-properties")
"""The extensions that let the API say at run time what a schema holds."""


def inner_schemas(schema: Schema) -> Iterator[Schema]:
    """The schemas that stand directly in a schema, as they are written."""
    for key, value in schema.items():
        if key == "properties":
            yield from _mappings(mapping(value).values())
        elif key in ("items", "additionalProperties", "not"):
            yield from _mappings((value, *sequence(value)))
        elif key in ("allOf", "anyOf", "oneOf"):
            yield from _mappings(sequence(value))


def reachable(root: Schema, starts: Iterable[Json], most: int) -> dict[int, Schema]:
    """Every schema that is reached from some, resolved, each once, by its identity.

    Stops when there are `most`.
    """
    found: dict[int, Schema] = {}
    stack = [resolved(root, start) for start in starts]
    while stack and len(found) < most:
        schema = stack.pop()
        if id(schema) not in found:
            found[id(schema)] = schema
            stack.extend(resolved(root, one) for one in inner_schemas(schema))
    return found


def answer_schemas(root: Schema, operations: Iterable[Schema]) -> frozenset[int]:
    """The identities of all schemas that a success of an operation holds or leads to."""
    answers = [
        resolved(root, answer).get("schema")
        for operation in operations
        for status, answer in mapping(operation.get("responses")).items()
        if status.startswith("2") or status == "default"
    ]
    return frozenset(reachable(root, answers, sys.maxsize))


def is_empty(schema: Schema) -> bool:
    """Whether a schema says nothing of what is in a value: any value, or any object."""
    if any(key in schema for key in DYNAMIC):
        return False
    if any(schema.get(key) for key in _TELLING):
        return False
    return schema.get("type") in (None, "object")


_TELLING = (
    "$ref",
    "properties",
    "additionalProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "enum",
)


def _mappings(values: Iterable[Json]) -> Iterator[Schema]:
    return (value for value in values if isinstance(value, Mapping))
