"""Reading one place of a schema as the reference page shows it: title, type, members."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from connectorsmith.documents.data import mapping, sequence, text
from connectorsmith.documents.document import Json, split_pointer
from connectorsmith.openapi.definition import Definition
from connectorsmith.openapi.extensions import SUMMARY, has_open_schema, is_internal
from connectorsmith.render.code import shown

MAX_DEPTH = 40
"""How deep objects are followed into each other."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a Type column shows: `array of ` where `array`, and a name."""

    name: str
    array: bool = False
    definition: str | None = None
    """The definition that the name stands for, which has a section of its own."""


@dataclass(frozen=True, slots=True)
class Place:
    """A schema where it is used: what it says there, and what its `$ref` leads to."""

    here: Mapping[str, Json]
    target: Mapping[str, Json]
    definition: str | None
    """The name of the definition that it leads to; None for an inline schema."""

    @property
    def title(self) -> str | None:
        """What it is called: the place's own words before those of its definition."""
        for node in (self.here, self.target):
            found = text(node.get(SUMMARY)) or text(node.get("title"))
            if found:
                return found
        return None

    @property
    def description(self) -> str:
        """The place's own description before that of its definition; may be blank."""
        return (
            text(self.here.get("description"))
            or text(self.target.get("description"))
            or ""
        )

    @property
    def type(self) -> str:
        """The declared type; blank where there is none."""
        declared = self.target.get("type")
        named = [declared, *sequence(declared)]
        return next((t for t in named if isinstance(t, str) and t != "null"), "")

    @property
    def internal(self) -> bool:
        """Whether makers do not see it."""
        return is_internal(self.here) or is_internal(self.target)

    @property
    def dynamic(self) -> bool:
        """Whether its shape is only known when a flow is made."""
        return has_open_schema(self.here) or has_open_schema(self.target)


@dataclass(frozen=True, slots=True)
class Member:
    """One property of an object."""

    name: str
    place: Place
    required: bool


@dataclass(frozen=True, slots=True)
class PageSchemas:
    """The schemas of one definition."""

    definition: Definition

    def place(self, value: Json) -> Place:
        """The schema with its `$ref`s followed; a `$ref` that leads nowhere is empty."""
        references = self.definition.references
        target, pointer, is_shared = references.located(value, "")
        return Place(
            mapping(value), target, _definition_name(pointer) if is_shared else None
        )

    def named(self, name: str) -> Place:
        """The definition of that name; empty where there is none."""
        found = mapping(mapping(self.definition.root.get("definitions")).get(name))
        return Place(found, found, name)

    def members(self, place: Place) -> Iterator[Member]:
        """The properties of an object, with those of its `allOf`, each name once."""
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
        """The items of an array; empty where it does not say."""
        return self.place(place.target.get("items"))

    def is_object(self, place: Place) -> bool:
        """Whether it is an object that names its properties."""
        parts = self.definition.schemas.compose(place.target).parts
        return place.type in ("", "object") and any(
            mapping(part.get("properties")) for part in parts
        )

    def kind(self, place: Place) -> Kind:
        """What the Type column shows, with every `$ref` followed."""
        if place.dynamic:
            return Kind("dynamic")
        if place.type == "array":
            return Kind(self._simple(self.items(place)), array=True)
        return Kind(self._simple(place))

    def named_kind(self, place: Place) -> Kind | None:
        """The definition that the place shows by name; None where it is inline."""
        if self.has_section(place):
            return Kind(place.definition or "", definition=place.definition)
        if place.type == "array" and self.has_section(items := self.items(place)):
            return Kind(items.definition or "", True, items.definition)
        return None

    def has_section(self, place: Place) -> bool:
        """Whether it is shown by its definition's name: an object or array behind a `$ref`."""
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
