"""The parameters of an operation or a path, with what a `$ref` leads to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from connectorsmith.documents.data import mapping, sequence
from connectorsmith.documents.document import Json
from connectorsmith.lint.nodes.node import Kind, Node, Token
from connectorsmith.lint.references import target


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter as an operation or a path has it."""

    value: Mapping[str, Json]
    """Its definition; what the `$ref` leads to, if it is one."""
    at: tuple[Token, ...]
    """From the operation or path to it."""

    @property
    def name(self) -> str:
        """Its name; empty where it has none."""
        name = self.value.get("name")
        return name if isinstance(name, str) else ""

    @property
    def place(self) -> str:
        """Its `in`; empty where it has none."""
        place = self.value.get("in")
        return place if isinstance(place, str) else ""


def is_shown(parameter: Node) -> bool:
    """Whether a maker sees a parameter; bodies are shown by their properties."""
    operation = parameter.within(Kind.OPERATION)
    holders = (parameter, operation) if operation is not None else (parameter,)
    return parameter.text("in") in ("query", "path", "header", "formData") and all(
        holder.get("x-ms-visibility") != "internal" for holder in holders
    )


def own_parameters(node: Node) -> Iterator[Parameter]:
    """The parameters that stand in the operation or path item itself."""
    return _parameters(node, node.get("parameters"))


def all_parameters(operation: Node) -> list[Parameter]:
    """What the operation takes: its own, and those of its path that it does not replace.

    Those of the path have no steps: they do not stand in the operation.
    """
    own = list(own_parameters(operation))
    replaced = {(parameter.name, parameter.place) for parameter in own}
    path = operation.within(Kind.PATH)
    inherited = own_parameters(path) if path is not None else ()
    return own + [
        Parameter(parameter.value, ())
        for parameter in inherited
        if (parameter.name, parameter.place) not in replaced
    ]


def _parameters(node: Node, listed: Json) -> Iterator[Parameter]:
    for index, item in enumerate(sequence(listed)):
        value = mapping(item)
        if "$ref" in value:
            value = mapping(target(node.connector.definition, value))
        if value:
            yield Parameter(value, ("parameters", index))
