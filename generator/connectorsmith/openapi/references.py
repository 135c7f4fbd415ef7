"""Resolution of `$ref` inside one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from connectorsmith.documents.data import mapping, reference, resolve
from connectorsmith.documents.document import Json


class Broken(Enum):
    """Reasons why a reference leads to nothing."""

    OUTSIDE = "it does not point into this file"
    MISSING = "there is nothing at its target"
    CIRCULAR = "it leads from reference to reference without end"


@dataclass(frozen=True, slots=True)
class Target:
    """The end of a chain of references."""

    value: Json
    pointer: str
    """JSON pointer of the value."""


class References:
    """The references of one document. Each is followed once, so chains cost linear time."""

    def __init__(self, root: Mapping[str, Json]) -> None:
        self.root = root
        self._known: dict[str, Target | Broken] = {}

    def follow(self, value: Mapping[str, Json]) -> Target | Broken:
        """Follow the `$ref` of a mapping, through any number of further references."""
        passed: dict[str, None] = {}
        node: Json = value
        found: Target | Broken | None = None
        pointer = ""
        while found is None:
            if not isinstance(node, Mapping) or "$ref" not in node:
                found = Broken.MISSING if node is None else Target(node, pointer)
                break
            ref = node["$ref"]
            following = reference(node)
            if following is None or not isinstance(ref, str):
                found = Broken.OUTSIDE
            elif ref in passed:
                found = Broken.CIRCULAR
            elif ref in self._known:
                found = self._known[ref]
            else:
                passed[ref] = None
                pointer = following
                node = resolve(self.root, pointer)
        for ref in passed:
            self._known[ref] = found
        return found

    def step(self, value: Json) -> str | None:
        """Return the pointer that a `$ref` itself names, without following a further one.

        None if the value is no reference, or one that leads to no mapping.
        """
        pointer = reference(value)
        if pointer is None or not isinstance(resolve(self.root, pointer), Mapping):
            return None
        return pointer

    def target(self, value: Json) -> Json:
        """Return a value, or the target of its `$ref`; None if that leads to nothing."""
        if not isinstance(value, Mapping) or "$ref" not in value:
            return value
        found = self.follow(value)
        return None if isinstance(found, Broken) else found.value

    def resolved(self, value: Json) -> Mapping[str, Json]:
        """Return a mapping, or the one that its `$ref` leads to; empty if there is none."""
        return mapping(self.target(value))

    def located(
        self, value: Json, pointer: str
    ) -> tuple[Mapping[str, Json], str, bool]:
        """Resolve a value that stands at a pointer.

        Returns the mapping, the pointer of that mapping, and whether a `$ref` led to it.
        """
        if not isinstance(value, Mapping) or "$ref" not in value:
            return mapping(value), pointer, False
        found = self.follow(value)
        if isinstance(found, Broken):
            return {}, pointer, True
        return mapping(found.value), found.pointer, True
