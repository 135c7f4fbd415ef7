"""Resolution of `$ref` inside one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from connectorsmith.documents.data import mapping, reference, resolve
from connectorsmith.documents.document import Json


class Broken(Enum):
    """Reasons why a reference cannot be resolved."""

    OUTSIDE = "it does not point into this file"
    MISSING = "its target is missing"
    CIRCULAR = "it is circular"


@dataclass(frozen=True, slots=True)
class Target:
    """The end of a chain of references."""

    value: Json
    pointer: str
    """JSON pointer of the value."""


class References:
    """The references of one document. Each is resolved once, so chains take linear time."""

    def __init__(self, root: Mapping[str, Json]) -> None:
        self.root = root
        self._known: dict[str, Target | Broken] = {}

    def follow(self, value: Mapping[str, Json]) -> Target | Broken:
        """Resolve the `$ref` of a mapping, through any number of further references."""
        passed: dict[str, None] = {}
        node: Json = value
        result: Target | Broken | None = None
        pointer = ""
        while result is None:
            if not isinstance(node, Mapping) or "$ref" not in node:
                result = Broken.MISSING if node is None else Target(node, pointer)
                break
            ref = node["$ref"]
            following = reference(node)
            if following is None or not isinstance(ref, str):
                result = Broken.OUTSIDE
            elif ref in passed:
                result = Broken.CIRCULAR
            elif ref in self._known:
                result = self._known[ref]
            else:
                passed[ref] = None
                pointer = following
                node = resolve(self.root, pointer)
        for ref in passed:
            self._known[ref] = result
        return result

    def step(self, value: Json) -> str | None:
        """Return the pointer in a `$ref`, without resolving further references.

        None if the value is not a reference or its target is not a mapping.
        """
        pointer = reference(value)
        if pointer is None or not isinstance(resolve(self.root, pointer), Mapping):
            return None
        return pointer

    def target(self, value: Json) -> Json:
        """Return a value, or the target of its `$ref`; None if that is broken."""
        if not isinstance(value, Mapping) or "$ref" not in value:
            return value
        target = self.follow(value)
        return None if isinstance(target, Broken) else target.value

    def resolved(self, value: Json) -> Mapping[str, Json]:
        """Return a mapping, or the target of its `$ref`; empty if that is not a mapping."""
        return mapping(self.target(value))

    def located(
        self, value: Json, pointer: str
    ) -> tuple[Mapping[str, Json], str, bool]:
        """Resolve a value at a pointer.

        Return the mapping, its own pointer, and whether a `$ref` led to it.
        """
        if not isinstance(value, Mapping) or "$ref" not in value:
            return mapping(value), pointer, False
        target = self.follow(value)
        if isinstance(target, Broken):
            return {}, pointer, True
        return mapping(target.value), target.pointer, True
