"""The types of the intermediate representation: a closed union of frozen values.

The words are OpenAPI 2.0's. Nothing here knows a target language, and no name is in any
case but the author's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from connectorsmith.ir.dynamic import DynamicCall, Unanswered
from connectorsmith.ir.json import Absent, Json

TypeId: TypeAlias = str
"""Identifies a named type: `#/definitions/<name>`, or the place of an inline shape."""


@dataclass(frozen=True, slots=True)
class AnyType:
    """Any JSON value: nothing was declared, or something that has no meaning."""


@dataclass(frozen=True, slots=True)
class StringType:
    """`type: string`; `format` as the author wrote it."""

    format: str | None = None
    enum: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IntegerType:
    """`type: integer`."""

    format: str | None = None
    enum: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberType:
    """`type: number`."""

    format: str | None = None
    enum: tuple[int | float, ...] = ()


@dataclass(frozen=True, slots=True)
class BooleanType:
    """`type: boolean`."""

    enum: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class FileType:
    """`type: file`, or a binary string that is a whole body: bytes that are streamed."""


@dataclass(frozen=True, slots=True)
class ArrayType:
    """`type: array`."""

    items: Schema


@dataclass(frozen=True, slots=True)
class Property:
    """One declared member of an object."""

    name: str
    """The name on the wire."""
    schema: Schema
    required: bool = False

    @property
    def is_constant(self) -> bool:
        """Whether the client itself sends it: required, internal, with a default."""
        return (
            self.required
            and self.schema.visibility == "internal"
            and self.schema.default is not Absent.ABSENT
        )


@dataclass(frozen=True, slots=True)
class ObjectType:
    """`type: object` with what is declared of its members, in document order."""

    properties: tuple[Property, ...] = ()
    additional: Schema | None = None
    """The schema of undeclared members, where `additionalProperties` gives one."""


@dataclass(frozen=True, slots=True)
class AllOfType:
    """`allOf`, as lowered; a pass merges it away."""

    members: tuple[Schema, ...]


@dataclass(frozen=True, slots=True)
class NamedType:
    """A reference to one of the connector's named types."""

    id: TypeId


Type: TypeAlias = (
    AnyType
    | StringType
    | IntegerType
    | NumberType
    | BooleanType
    | FileType
    | ArrayType
    | ObjectType
    | AllOfType
    | NamedType
)


@dataclass(frozen=True, slots=True)
class Schema:
    """A type at one place, with what that place says about it."""

    type: Type
    at: str
    """JSON pointer of the place in the definition."""
    title: str | None = None
    """`x-ms-summary`, else `title`."""
    description: str | None = None
    nullable: bool = False
    read_only: bool = False
    visibility: str | None = None
    """`important`, `advanced` or `internal`."""
    default: Json | Absent = Absent.ABSENT
    example: Json | Absent = Absent.ABSENT
    """`example` or `x-example`; of an answer, its example in JSON."""
    limits: tuple[tuple[str, Json], ...] = ()
    """Limits and patterns (`maxLength`, ...): documentation, never validation."""
    meanings: tuple[tuple[Json, str], ...] = ()
    """What values mean: `x-ms-enum-values`."""
    dynamic: tuple[DynamicCall | Unanswered, ...] = ()
    notification_url: bool = False
    """Takes the URL that a webhook posts to: `x-ms-notification-url`."""

    def with_type(self, type_: Type) -> Schema:
        """The same place with another type."""
        return replace(self, type=type_)


@dataclass(frozen=True, slots=True)
class TypeDeclaration:
    """A named type: an author's definition, or a shape that a pass gave an identity."""

    id: TypeId
    schema: Schema
    definition: str | None = None
    """The author's name, where this stands under `definitions`."""
    uses: tuple[Use, ...] = ()
    """Where an inline shape was found, sorted; empty for a definition."""


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """One place of an inline shape, said with names that survive editing and reordering."""

    owner: str
    """An operationId, or `#/definitions/<name>`."""
    role: str
    """`body`, a parameter's name, a status code, `notification`; empty in a definition."""
    path: tuple[str, ...] = ()
    """Property names on the way down; `[]` is an array's item, `{}` a map's value."""

    def __str__(self) -> str:
        owner = self.owner if self.owner.startswith("#/") else _escape(self.owner)
        steps = (self.role, *self.path) if self.role else self.path
        return "/".join([owner, *map(_escape, steps)])


def _escape(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")


def inner(type_: Type) -> Sequence[Schema]:
    """The schemas directly inside a type."""
    match type_:
        case ArrayType(items):
            return (items,)
        case ObjectType(properties, additional):
            members = [member.schema for member in properties]
            return members if additional is None else [*members, additional]
        case AllOfType(members):
            return members
        case _:
            return ()


def references(schema: Schema) -> Iterator[TypeId]:
    """The ids of the named types that a schema mentions, in order, with repeats."""
    pending = [schema]
    while pending:
        current = pending.pop()
        if isinstance(current.type, NamedType):
            yield current.type.id
        pending.extend(reversed(inner(current.type)))
