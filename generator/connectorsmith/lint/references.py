"""Where a `$ref` leads, inside one document."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from connectorsmith.documents.data import mapping, reference, resolve
from connectorsmith.documents.document import Json

_MOST_HOPS = 50
"""References in a row; without an end to them, many long chains cost a square."""


class Broken(Enum):
    """Why a reference leads to nothing."""

    OUTSIDE = "it does not point into this file"
    MISSING = "there is nothing at its target"
    CIRCULAR = "it leads from reference to reference without end"


def follow(root: Mapping[str, Json], value: Mapping[str, Json]) -> Json | Broken:
    """What a mapping with a `$ref` stands for, through further references."""
    node: Json = value
    for _ in range(_MOST_HOPS):
        if not isinstance(node, Mapping) or "$ref" not in node:
            return Broken.MISSING if node is None else node
        pointer = reference(node)
        if pointer is None:
            return Broken.OUTSIDE
        try:
            node = resolve(root, pointer)
        except ValueError:  # an index of thousands of digits
            return Broken.MISSING
    return Broken.CIRCULAR


def target(root: Mapping[str, Json], value: Mapping[str, Json]) -> Json:
    """As `follow`, with None for what leads to nothing."""
    found = follow(root, value)
    return None if isinstance(found, Broken) else found


def resolved(root: Mapping[str, Json], value: Json) -> Mapping[str, Json]:
    """A mapping, or what its `$ref` leads to; empty where that is nothing."""
    found = mapping(value)
    return mapping(target(root, found)) if "$ref" in found else found
