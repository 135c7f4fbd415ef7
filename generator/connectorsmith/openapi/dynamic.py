"""Dynamic calls of the definition: for values, for schemas, and for capabilities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from connectorsmith.documents.data import mapping, text
from connectorsmith.documents.document import Json, Token, join_pointer, split_pointer
from connectorsmith.openapi.extensions import (
    CAPABILITIES,
    DYNAMIC_LIST,
    DYNAMIC_PROPERTIES,
    DYNAMIC_SCHEMA,
    DYNAMIC_TREE,
    DYNAMIC_VALUES,
)

CHOICES = (DYNAMIC_LIST, DYNAMIC_VALUES, DYNAMIC_TREE)
"""The extensions for values to choose from, newest first."""
SCHEMAS = (DYNAMIC_PROPERTIES, DYNAMIC_SCHEMA)
"""The extensions for the schema of an object, newest first."""
FORMS = (
    DYNAMIC_VALUES,
    DYNAMIC_LIST,
    DYNAMIC_SCHEMA,
    DYNAMIC_PROPERTIES,
    DYNAMIC_TREE,
)
_FORMS = frozenset(FORMS)
ITEMS = ("itemsPath", "value-collection")
"""The members with the path to the list in the response, the newer one first."""
ITEM_VALUE = ("itemValuePath", "value-path")
"""The members with the path to the value in an item, or to the schema in the response."""
ITEM_TITLE = ("itemTitlePath", "value-title")
"""The members with the path to the title in an item."""
NO_OPERATION = ("capability", "builtInOperation")
"""Members of `x-ms-dynamic-values` that replace the operation."""
TEST = "testConnection"

_REFERENCES = ("parameterReference", "parameter")


@dataclass(frozen=True, slots=True)
class CallArgument:
    """An argument of a call: a value for one parameter."""

    name: str
    """The parameter of the called operation, as the call names it."""
    at: tuple[Token, ...]
    """The steps from the holder of the call to it."""
    reference: str | None = None
    """The parameter or property that provides the value; None if the value is fixed."""
    key: str | None = None
    """The key that holds the reference."""
    is_literal: bool = False
    """True if it is a fixed value."""
    literal: Json = None


@dataclass(frozen=True, slots=True)
class Call:
    """One call of an operation."""

    form: str
    """The extension or capability that declares it."""
    at: tuple[Token, ...]
    """The steps from its holder to it."""
    value: Mapping[str, Json]

    @property
    def operation(self) -> str:
        """The operationId; empty if it names none."""
        return text(self.value.get("operationId")) or ""

    def path(self, *keys: str) -> tuple[str, str] | None:
        """Return the first of some members that is text, and that text; None if none is."""
        for key in keys:
            path = self.value.get(key)
            if isinstance(path, str):
                return key, path
        return None

    @property
    def items(self) -> tuple[str, str] | None:
        """The member with the path to the list in the response, and that path."""
        return self.path(*ITEMS)

    def arguments(self) -> Iterator[CallArgument]:
        """Yield the arguments; a null is none."""
        for name, value in mapping(self.value.get("parameters")).items():
            at = (*self.at, "parameters", name)
            if not isinstance(value, Mapping):
                if value is not None:
                    yield CallArgument(name, at, is_literal=True, literal=value)
                continue
            key = next((key for key in _REFERENCES if key in value), None)
            if key is not None:
                yield CallArgument(name, at, text(value[key]) or "", key)
            else:
                is_literal = "value" in value
                literal = value.get("value")
                yield CallArgument(name, at, is_literal=is_literal, literal=literal)


def calls(holder: Mapping[str, Json]) -> Iterator[Call]:
    """Yield the calls that a parameter or a schema declares."""
    if _FORMS.isdisjoint(holder):
        return
    for form in FORMS:
        value = holder.get(form)
        if not isinstance(value, Mapping):
            continue
        if form != DYNAMIC_TREE:
            yield Call(form, (form,), value)
            continue
        for part in ("open", "browse"):
            if isinstance(value.get(part), Mapping):
                yield Call(form, (form, part), mapping(value[part]))


def capability_calls(root: Mapping[str, Json]) -> Iterator[Call]:
    """Yield the calls of `x-ms-capabilities`: for connection tests and the file picker."""
    for capability, value in mapping(root.get(CAPABILITIES)).items():
        at = (CAPABILITIES, capability)
        if not isinstance(value, Mapping):
            continue
        if capability == TEST:
            yield Call(capability, at, value)
        elif capability == "file-picker":
            for part in ("open", "browse"):
                if isinstance(value.get(part), Mapping):
                    yield Call(capability, (*at, part), mapping(value[part]))


def extension_around(pointer: str) -> str | None:
    """Return the pointer of the dynamic extension around a place; None if there is none."""
    tokens = split_pointer(pointer)
    for index, token in enumerate(tokens):
        if token in _FORMS:
            return join_pointer("", *tokens[: index + 1])
    return None
