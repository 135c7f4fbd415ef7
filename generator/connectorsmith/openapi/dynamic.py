"""Calls that give dynamic values and schemas, and those of the connector's capabilities."""

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
"""The extensions that give values to choose from, the newest first."""
SCHEMAS = (DYNAMIC_PROPERTIES, DYNAMIC_SCHEMA)
"""The extensions that give the schema of an object, the newest first."""
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
"""What `x-ms-dynamic-values` may name in place of an operation."""
TEST = "testConnection"

_REFERENCES = ("parameterReference", "parameter")


@dataclass(frozen=True, slots=True)
class CallArgument:
    """A value that a call gives to one parameter."""

    name: str
    """The parameter of the called operation, as the call names it."""
    at: tuple[Token, ...]
    """The steps from the holder of the call to it."""
    reference: str | None = None
    """The parameter that the value is taken from; None if it is a fixed one."""
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
        """Return the first of these members that is text, and that text."""
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
        """Yield what it gives; a null gives nothing."""
        for name, given in mapping(self.value.get("parameters")).items():
            at = (*self.at, "parameters", name)
            if not isinstance(given, Mapping):
                if given is not None:
                    yield CallArgument(name, at, is_literal=True, literal=given)
                continue
            key = next((key for key in _REFERENCES if key in given), None)
            if key is not None:
                yield CallArgument(name, at, text(given[key]) or "", key)
            else:
                is_literal = "value" in given
                literal = given.get("value")
                yield CallArgument(name, at, is_literal=is_literal, literal=literal)


def calls(holder: Mapping[str, Json]) -> Iterator[Call]:
    """Yield the calls that a parameter or a schema declares."""
    if _FORMS.isdisjoint(holder):
        return  # as nearly all
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
    """Yield the calls of `x-ms-capabilities`: the test of a connection and the file picker's."""
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
    """Return the pointer of the dynamic extension that a place is in; None if it is in none."""
    tokens = split_pointer(pointer)
    for index, token in enumerate(tokens):
        if token in _FORMS:
            return join_pointer("", *tokens[: index + 1])
    return None
