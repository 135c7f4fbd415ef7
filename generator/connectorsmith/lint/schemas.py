"""Finds what a path names inside a schema, through `$ref` and `allOf`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from itertools import islice

from connectorsmith.documents.data import mapping, sequence
from connectorsmith.documents.document import Json
from connectorsmith.lint.references import resolved

_MOST_PARTS = 50
"""Parts of one schema that are looked into; a cycle, or a cost, ends here."""


class Unfound(Enum):
    """Why a path leads to no schema."""

    MISSING = "it is not declared"
    OPEN = "the schema does not say what there is"


def parts(root: Mapping[str, Json], schema: Json) -> Iterator[Mapping[str, Json]]:
    """A schema with all that it is made of: behind its `$ref`, and in its `allOf`."""
    pending = [mapping(schema)]
    seen: set[int] = set()
    while pending and len(seen) < _MOST_PARTS:
        part = resolved(root, pending.pop())
        if id(part) in seen:
            continue
        seen.add(id(part))
        yield part
        some = islice(sequence(part.get("allOf")), _MOST_PARTS)
        pending += [mapping(one) for one in some][::-1]


def find(
    root: Mapping[str, Json], schema: Json, path: str
) -> Mapping[str, Json] | Unfound:
    """The schema that a path leads to; its steps are property names between slashes.

    A name that holds slashes or dots itself is found too, and so is a path with dots.
    """
    if not path:
        return mapping(schema)
    whole = _property(root, schema, path)
    if isinstance(whole, Mapping):
        return whole
    here: Json = schema
    for step in path.replace("/", ".").split(".") if "." in path else path.split("/"):
        if not step:
            continue
        found = _property(root, here, step)
        if isinstance(found, Unfound):
            return found
        here = found
    return mapping(here)


def _property(
    root: Mapping[str, Json], schema: Json, name: str
) -> Mapping[str, Json] | Unfound:
    says = False
    made_of = list(parts(root, schema))
    for part in made_of:
        properties = mapping(part.get("properties"))
        if name in properties:
            return mapping(properties[name])
        if _is_open(part):
            return Unfound.OPEN
        says = says or bool(properties) or _has_no_properties(part)
    return Unfound.MISSING if says and len(made_of) < _MOST_PARTS else Unfound.OPEN


def _is_open(part: Mapping[str, Json]) -> bool:
    """Whether there may be properties that are not declared."""
    return bool(part.get("additionalProperties")) or any(
        key in part for key in ("x-ms-dynamic-schema", "x-ms-dynamic-properties")
    )


def _has_no_properties(part: Mapping[str, Json]) -> bool:
    return part.get("type") in ("string", "integer", "number", "boolean", "file")


def type_of(root: Mapping[str, Json], schema: Json) -> str:
    """The type of a schema, also where only its members tell it; empty where nothing does."""
    for part in parts(root, schema):
        declared = part.get("type")
        if isinstance(declared, str):
            return declared
        if "properties" in part:
            return "object"
        if "items" in part:
            return "array"
    return ""


def items_of(root: Mapping[str, Json], schema: Json) -> Mapping[str, Json]:
    """The schema of an array's items; empty where none is declared."""
    for part in parts(root, schema):
        if "items" in part:
            return mapping(part["items"])
    return {}
