"""Parameters of operations and paths, with their definitions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from connectorsmith.documents.data import sequence
from connectorsmith.documents.document import Json, Token, join_pointer
from connectorsmith.openapi.references import References


@dataclass(frozen=True, slots=True)
class RawParameter:
    """A parameter where an operation or a path uses it."""

    value: Mapping[str, Json]
    """Its definition, with any `$ref` resolved."""
    tokens: tuple[Token, ...]
    """The steps from the root to its use."""
    pointer: str
    """JSON pointer of its definition."""

    @property
    def name(self) -> str:
        """Its name; empty if it has none."""
        name = self.value.get("name")
        return name if isinstance(name, str) else ""

    @property
    def has_name(self) -> bool:
        """True if it declares a name."""
        return isinstance(self.value.get("name"), str)

    @property
    def location(self) -> str:
        """Its `in`; empty if it has none."""
        location = self.value.get("in")
        return location if isinstance(location, str) else ""

    @property
    def steps(self) -> tuple[Token, ...]:
        """The steps from the operation or path that declares it."""
        return self.tokens[-2:]

    @property
    def at(self) -> tuple[Token, ...]:
        """The steps from the operation to it; none if it is declared in the path."""
        return () if self.is_inherited else self.steps

    @property
    def is_inherited(self) -> bool:
        """True if it is declared in the path, not in the operation."""
        return len(self.tokens) > 2 and self.tokens[2] == "parameters"

    @property
    def is_required(self) -> bool:
        """True if it declares that it is required."""
        return self.value.get("required") is True

    @property
    def must_be_given(self) -> bool:
        """True if it is required and has no default."""
        return self.is_required and "default" not in self.value


def read_parameters(
    references: References, holder: Mapping[str, Json], tokens: tuple[Token, ...]
) -> tuple[RawParameter, ...]:
    """Return the parameters that an operation or a path declares; `tokens` lead to it."""
    parameters: list[RawParameter] = []
    for index, item in enumerate(sequence(holder.get("parameters"))):
        at = (*tokens, "parameters", index)
        value, pointer, _ = references.located(item, join_pointer("", *at))
        if value:
            parameters.append(RawParameter(value, at, pointer))
    return tuple(parameters)


def merge(
    inherited: Iterable[RawParameter], own: Iterable[RawParameter]
) -> Mapping[tuple[str, str], RawParameter]:
    """Return parameters by `in` and `name`; own ones override inherited ones."""
    merged: dict[tuple[str, str], RawParameter] = {}
    for parameter in (*inherited, *own):
        merged[parameter.location, parameter.name] = parameter
    return merged
