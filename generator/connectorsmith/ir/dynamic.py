"""Values and schemas that only a call of the API can tell (`x-ms-dynamic-*`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from connectorsmith.ir.json import Absent, Json


class Asked(StrEnum):
    """What a call is made for."""

    CHOICES = "choices"
    """The values that an argument can take, with their titles."""
    SCHEMA = "schema"
    """The schema of an object that the definition leaves open."""


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """Something that a called operation takes."""

    location: str
    """`path`, `query`, `header`, `formData` or `body`."""
    name: str
    """Of the parameter, or of a property of the body."""


@dataclass(frozen=True, slots=True)
class DynamicArgument:
    """One argument of a call."""

    name: str
    """The name of the input, as the call writes it."""
    input: Input
    value: Json | Absent = Absent.ABSENT
    """A literal; absent where it is taken from another argument."""


@dataclass(frozen=True, slots=True)
class DynamicCall:
    """A call that a place of the definition declares, of an operation that there is."""

    asked: Asked
    at: str
    """JSON pointer of the extension."""
    operation: str
    """The id of what is called."""
    arguments: tuple[DynamicArgument, ...] = ()
    items: str = ""
    """Where the answer holds the list, as written; empty for the answer itself."""
    value: str = ""
    """Where an item holds the value, or the answer the schema, as written."""
    title: str = ""
    """Where an item holds the title, as written."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """One call for all the places that make the same one."""

    asked: Asked
    operation: str
    """The operationId of what is called."""
    literals: tuple[tuple[Input, Json], ...]
    """What is always the same, sorted."""
    inputs: tuple[Input, ...]
    """What a caller gives: what places take from other arguments, and what is required."""
    items: tuple[str, ...]
    """Property names that lead to the list in an answer; empty: the answer is the list."""
    value: tuple[str, ...]
    """Property names that lead to the value in an item, or to the schema in an answer."""
    title: tuple[str, ...]
    """Property names that lead to the title in an item; empty: there is none."""
    uses: tuple[str, ...]
    """The places, sorted, as they stand in names.lock."""
    at: str = ""
    """JSON pointer of the extension, of the first place that was found."""

    @property
    def id(self) -> str:
        """What tells it from others."""
        return f"{self.asked} {self.uses[0]}"


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A call that a program cannot make."""

    at: str
    """JSON pointer of the extension."""
    asked: Asked
    reason: str
    """One line."""
