"""Values and schemas that only a call of the API returns (`x-ms-dynamic-*`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from connectorsmith.ir.json import Absent, Json


class Asked(StrEnum):
    """The purpose of a call."""

    CHOICES = "choices"
    """To get the values that an argument can have, with their titles."""
    SCHEMA = "schema"
    """To get the schema of an object that the definition leaves open."""


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """An input of a called operation."""

    location: str
    """`path`, `query`, `header`, `formData` or `body`."""
    name: str
    """The name of a parameter, or of a property of the body."""


@dataclass(frozen=True, slots=True)
class DynamicArgument:
    """An argument of a call."""

    name: str
    """The name of the input, as the call writes it."""
    input: Input
    value: Json | Absent = Absent.ABSENT
    """A literal; absent if the value is that of another argument."""


@dataclass(frozen=True, slots=True)
class DynamicCall:
    """A call of an existing operation, as declared at one place of the definition."""

    asked: Asked
    at: str
    """JSON pointer of the extension."""
    operation: str
    """The id of the called operation."""
    arguments: tuple[DynamicArgument, ...] = ()
    items: str = ""
    """The path of the list in the response, as written; empty for the response itself."""
    value: str = ""
    """The path of the value in an item, or of the schema in the response, as written."""
    title: str = ""
    """The path of the title in an item, as written."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A call that one or more places of the definition declare."""

    asked: Asked
    operation: str
    """The operationId of the called operation."""
    literals: tuple[tuple[Input, Json], ...]
    """The inputs with fixed values, sorted."""
    inputs: tuple[Input, ...]
    """The inputs that the caller provides: those taken from other arguments, and
    required ones."""
    items: tuple[str, ...]
    """Property names that lead to the list in a response; if empty, the response is the
    list."""
    value: tuple[str, ...]
    """Property names that lead to the value in an item, or to the schema in a response."""
    title: tuple[str, ...]
    """Property names that lead to the title in an item; empty if there is none."""
    uses: tuple[str, ...]
    """The places that declare the call, sorted, as in names.lock."""
    at: str = ""
    """JSON pointer of the extension at the first place that was found."""

    @property
    def id(self) -> str:
        """Stable identity of the lookup."""
        return f"{self.asked} {self.uses[0]}"


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A declared call that a client cannot make."""

    at: str
    """JSON pointer of the extension."""
    asked: Asked
    reason: str
    """The reason, on one line."""
