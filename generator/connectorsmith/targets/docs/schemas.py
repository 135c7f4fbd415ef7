"""Reader of schemas as the reference page shows them: title, type, members."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from connectorsmith.documents.data import mapping, sequence, text
from connectorsmith.documents.document import Json, split_pointer
from connectorsmith.openapi.definition import Definition
from connectorsmith.openapi.extensions import SUMMARY, has_open_schema, is_internal
from connectorsmith.render.code import shown

MAX_DEPTH = 40
"""Levels of nested objects that are shown; deeper ones are left out."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The text of a Type column: a name, with `array of ` before it if `array`."""

    name: str
    array: bool = False
    definition: str | None = None
    """The definition of that name, which has a section; None for a basic type."""


@dataclass(frozen=True, slots=True)
class Place:
    """A schema where it is used, and the target of its `$ref`."""

    here: Mapping[str, Json]
    target: Mapping[str, Json]
    definition: str | None
    """The name of the definition that is the target; None for an inline schema."""

    @property
    def title(self) -> str | None:
        """The title at the place, else that of the target; None if there is none."""
        for node in (self.here, self.target):
            title = text(node.get(SUMMARY)) or text(node.get("title"))
            if title:
                return title
        return None

    @property
    def description(self) -> str:
        """The description at the place, else that of the target; may be empty."""
        return (
            text(self.here.get("description"))
            or text(self.target.get("description"))
            or ""
        )

    @property
    def type(self) -> str:
        """The declared type; empty if there is none."""
        declared = self.target.get("type")
        named = [declared, *sequence(declared)]
        return next((t for t in named if isinstance(t, str) and t != "null"), "")

    @property
    def internal(self) -> bool:
        """True if makers do not see it."""
        return is_internal(self.here) or is_internal(self.target)

    @property
    def dynamic(self) -> bool:
        """True if its schema is only known when a maker creates a flow."""
        return has_open_schema(self.here) or has_open_schema(self.target)


@dataclass(frozen=True, slots=True)
class Member:
    """A property of an object."""

    name: str
    place: Place
    required: bool


@dataclass(frozen=True, slots=True)
class PageSchemas:
    """The schemas of one definition."""

    definition: Definition

    def place(self, value: Json) -> Place:
        """Return a schema with its `$ref` resolved; empty if that is broken."""
        references = self.definition.references
        target, pointer, is_shared = references.located(value, "")
        return Place(
            mapping(value), target, _definition_name(pointer) if is_shared else None
        )

    def named(self, name: str) -> Place:
        """Return the definition with a name; empty if there is none."""
        definition = mapping(mapping(self.definition.root.get("definitions")).get(name))
        return Place(definition, definition, name)

    def members(self, place: Place) -> Iterator[Member]:
        """Yield the properties of an object and of its `allOf`, each name once."""
        composed = self.definition.schemas.compose(place.target)
        required = {
            name
            for part in composed.parts
            for name in sequence(part.get("required"))
            if isinstance(name, str)
        }
        for name, value in composed.properties().items():
            yield Member(name, self.place(value), name in required)

    def items(self, place: Place) -> Place:
        """Return the items of an array; empty if none are declared."""
        return self.place(place.target.get("items"))

    def is_object(self, place: Place) -> bool:
        """Return whether a place is an object with declared properties."""
        parts = self.definition.schemas.compose(place.target).parts
        return place.type in ("", "object") and any(
            mapping(part.get("properties")) for part in parts
        )

    def kind(self, place: Place) -> Kind:
        """Return the text of the Type column, with every `$ref` resolved."""
        if place.dynamic:
            return Kind("dynamic")
        if place.type == "array":
            return Kind(self._simple(self.items(place)), array=True)
        return Kind(self._simple(place))

    def named_kind(self, place: Place) -> Kind | None:
        """Return the definition that a place is shown as; None if it is shown inline."""
        if self.has_section(place):
            return Kind(place.definition or "", definition=place.definition)
        if place.type == "array" and self.has_section(items := self.items(place)):
            return Kind(items.definition or "", True, items.definition)
        return None

    def has_section(self, place: Place) -> bool:
        """Return whether a place is shown as its definition: a `$ref` to an object or array."""
        if place.definition is None or place.dynamic:
            return False
        return place.type in ("object", "array") or self.is_object(place)

    def _simple(self, place: Place) -> str:
        form = text(place.target.get("format"))
        if place.dynamic:
            return "dynamic"
        if place.type == "string" and form:
            return form
        if place.type == "number" and form in ("float", "double"):
            return form
        return place.type or ("object" if self.is_object(place) else "")


def _definition_name(pointer: str) -> str | None:
    tokens = split_pointer(pointer)
    if len(tokens) != 2 or tokens[0] != "definitions":
        return None
    return tokens[1] if shown(tokens[1]) else None
