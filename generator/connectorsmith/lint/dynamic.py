"""The calls that dynamic values and schemas are asked for with, and the test of a connection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from connectorsmith.documents.data import mapping, text
from connectorsmith.documents.document import Json
from connectorsmith.lint.nodes.node import Node, Token
from connectorsmith.lint.schemas import Unfound
from connectorsmith.lint.surface import Operation

VALUES = "x-ms-dynamic-values"
LIST = "x-ms-dynamic-list"
SCHEMA = "x-ms-dynamic-schema"
PROPERTIES = "x-ms-dynamic-properties"
TREE = "x-ms-dynamic-tree"
FORMS = (VALUES, LIST, SCHEMA, PROPERTIES, TREE)
_FORMS = frozenset(FORMS)
CHOICES = (LIST, VALUES, TREE)
"""Those that tell values to choose from."""
INSTEAD = ("capability", "builtInOperation")
"""What `x-ms-dynamic-values` may name instead of an operation."""

_REFERENCES = ("parameterReference", "parameter")


@dataclass(frozen=True, slots=True)
class Argument:
    """What a call gives to one parameter."""

    name: str
    """The parameter of the called operation, as the call names it."""
    at: tuple[Token, ...]
    """From the node to it."""
    reference: str | None = None
    """Where the value comes from, if it is no fixed one."""
    key: str | None = None
    """The key that the reference stands under."""
    literal: Json = None


@dataclass(frozen=True, slots=True)
class Call:
    """One call of an operation."""

    form: str
    """The extension that declares it."""
    at: tuple[Token, ...]
    """From the node to it."""
    value: Mapping[str, Json]

    @property
    def operation(self) -> str:
        """The operationId; empty where none is named."""
        return text(self.value.get("operationId")) or ""

    def path(self, *keys: str) -> tuple[str, str] | None:
        """The first of these members that is text, and that text."""
        for key in keys:
            said = self.value.get(key)
            if isinstance(said, str):
                return key, said
        return None

    @property
    def items(self) -> tuple[str, str] | None:
        """The member that tells where the list is in the answer, and its path."""
        return self.path("itemsPath", "value-collection")

    def arguments(self) -> Iterator[Argument]:
        """What it gives; a null gives nothing."""
        for name, said in mapping(self.value.get("parameters")).items():
            at = (*self.at, "parameters", name)
            if not isinstance(said, Mapping):
                if said is not None:
                    yield Argument(name, at, literal=said)
                continue
            key = next((key for key in _REFERENCES if key in said), None)
            if key is not None:
                yield Argument(name, at, text(said[key]) or "", key)
            else:
                yield Argument(name, at, literal=said.get("value"))


def calls(node: Node) -> Iterator[Call]:
    """The calls that a parameter or a schema declares."""
    if _FORMS.isdisjoint(node.value):
        return  # as nearly all
    for form in FORMS:
        value = node.value.get(form)
        if not isinstance(value, Mapping):
            continue
        if form != TREE:
            yield Call(form, (form,), value)
            continue
        for part in ("open", "browse"):
            if isinstance(value.get(part), Mapping):
                yield Call(form, (form, part), mapping(value[part]))


def capability_calls(document: Node) -> Iterator[Call]:
    """The calls of the connector's `x-ms-capabilities`: the test, and the file picker's."""
    for capability, value in document.mapping("x-ms-capabilities").items():
        at = ("x-ms-capabilities", capability)
        if not isinstance(value, Mapping):
            continue
        if capability == "testConnection":
            yield Call(capability, at, value)
        elif capability == "file-picker":
            for part in ("open", "browse"):
                if isinstance(value.get(part), Mapping):
                    yield Call(capability, (*at, part), mapping(value[part]))


def called(node: Node, call: Call) -> Operation | None:
    """The operation that a call names, where there is one."""
    return node.connector.surface.by_id.get(call.operation)


def taken(node: Node, operation: Operation, name: str) -> Mapping[str, Json] | Unfound:
    """What an operation takes under a name: a parameter, its body, or a property in it.

    A property is named by its path in the body, with or without the body's own name before it.
    """
    if name in operation.parameters:
        return operation.parameters[name]
    if not operation.body:
        return Unfound.MISSING
    schema = operation.body.get("schema")
    if name == operation.body_name:
        return mapping(schema)
    surface = node.connector.surface
    found = surface.find(schema, name)
    head, _, rest = name.partition("/")
    if isinstance(found, Unfound) and rest and head in ("body", operation.body_name):
        return surface.find(schema, rest)
    return found


def names_of(node: Node, operation: Operation) -> list[str]:
    """The names that a call of an operation may use, for suggestions."""
    properties = mapping(mapping(operation.body.get("schema")).get("properties"))
    return [*operation.parameters, *properties][:200]


_MOST_STEPS = 20
"""Steps of a reference that are looked at one by one."""


def referred(
    node: Node, source: Operation, argument: Argument
) -> Mapping[str, Json] | Unfound:
    """What a reference leads to in the operation that uses the call.

    The older form names a property of the body by its name alone, at any depth.
    """
    name = argument.reference or ""
    found = taken(node, source, name)
    if found is Unfound.MISSING and argument.key == "parameter" and source.body:
        names = node.connector.surface.body_properties(source)
        if names is None or name.rpartition("/")[2].rpartition(".")[2] in names:
            return Unfound.OPEN
    return found


def is_hidden(node: Node, source: Operation, argument: Argument) -> bool:
    """Whether what a reference leads to, or something around it, is internal."""
    steps = (argument.reference or "").split("/")[:_MOST_STEPS]
    for count in range(1, len(steps) + 1):
        found = taken(node, source, "/".join(steps[:count]))
        if isinstance(found, Mapping) and found.get("x-ms-visibility") == "internal":
            return True
    return False
