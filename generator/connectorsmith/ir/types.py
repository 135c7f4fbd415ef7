"""The types of the intermediate representation: a closed union of frozen values.

The terms are those of OpenAPI 2.0. Nothing here depends on a target language, and names
are spelled as in the definition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from connectorsmith.ir.dynamic import DynamicCall, Unanswered
from connectorsmith.ir.json import Absent, Json

TypeId: TypeAlias = str
"""Identity of a named type: `#/definitions/<name>`, or the place of an inline schema."""


@dataclass(frozen=True, slots=True)
class AnyType:
    """Any JSON value: no type is declared, or one that has no meaning."""


@dataclass(frozen=True, slots=True)
class StringType:
    """`type: string`; `format` as declared."""

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
class DecimalType(NumberType):
    """`type: number` with a decimal format, if connector.toml asks for decimals."""


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
    """A declared member of an object."""

    name: str
    """The name on the wire."""
    schema: Schema
    required: bool = False
    is_tag: bool = False
    """True if its value says which variant an object is; the default is that of this type."""

    @property
    def is_demanded(self) -> bool:
        """True if a request must have it: required, and not set by the server alone."""
        return self.required and not self.schema.read_only

    @property
    def is_constant(self) -> bool:
        """True if the client itself sends it: a tag, or required, internal, with a default."""
        return (
            (self.is_tag or self.required)
            and self.schema.visibility == "internal"
            and self.schema.default is not Absent.ABSENT
        )


@dataclass(frozen=True, slots=True)
class ObjectType:
    """`type: object` with its declared members, in document order."""

    properties: tuple[Property, ...] = ()
    additional: Schema | None = None
    """The schema of undeclared members, if `additionalProperties` has one."""
    is_open: bool = False
    """True if undeclared members are expected."""


@dataclass(frozen=True, slots=True)
class AllOfType:
    """`allOf`, as lowered; a pass merges its members into one type."""

    members: tuple[Schema, ...]
    required: frozenset[str] = frozenset()
    """Required properties that another member may declare."""
    is_open: bool = False
    """True if a member without properties allows undeclared ones."""


@dataclass(frozen=True, slots=True)
class NamedType:
    """A reference to a named type of the connector."""

    id: TypeId
    others: tuple[TypeId, ...] = ()
    """Variants of it that cannot inherit it."""


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
    """A type at one place, with the annotations of that place."""

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
    """`example` or `x-example`; for a response, its JSON example."""
    limits: tuple[tuple[str, Json], ...] = ()
    """Limits and patterns (`maxLength`, ...), for documentation only."""
    meanings: tuple[tuple[Json, str], ...] = ()
    """The meaning of each value: `x-ms-enum-values`."""
    dynamic: tuple[DynamicCall | Unanswered, ...] = ()
    notification_url: bool = False
    """True if it is the URL that a webhook posts to: `x-ms-notification-url`."""

    def with_type(self, type_: Type) -> Schema:
        """Return a copy with another type."""
        return replace(self, type=type_)


@dataclass(frozen=True, slots=True)
class Variant:
    """A definition with a discriminator, or one whose `allOf` refers to such a one."""

    bases: tuple[TypeId, ...]
    """The definitions that it is a variant of, as its `allOf` names them."""
    discriminator: str | None
    """The property that it declares as its discriminator."""
    tags: tuple[tuple[str, str | None], ...]
    """All discriminators that it has, each with the value for it; None if it has none."""
    inherits: tuple[TypeId, ...] = ()
    """The bases whose properties all have the same type in it."""


@dataclass(frozen=True, slots=True)
class TypeDeclaration:
    """A named type: a definition of the author, or an inline schema that a pass named."""

    id: TypeId
    schema: Schema
    definition: str | None = None
    """The author's name, if the type is under `definitions`."""
    uses: tuple[Use, ...] = ()
    """The places of an inline schema, sorted; for a definition, of those equal to it."""
    variant: Variant | None = None
    """None if no discriminator applies to it."""


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """A place of an inline schema, in terms that survive editing and reordering."""

    owner: str
    """An operationId, or `#/definitions/<name>`."""
    role: str
    """`body`, a parameter's name, a status code, `notification`; empty in a definition."""
    path: tuple[str, ...] = ()
    """Property names on the path down; `[]` is an array's item, `{}` a map's value."""

    def __str__(self) -> str:
        owner = self.owner if self.owner.startswith("#/") else _escape(self.owner)
        steps = (self.role, *self.path) if self.role else self.path
        return "/".join([owner, *map(_escape, steps)])


def _escape(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")


def inner(type_: Type) -> Sequence[Schema]:
    """Return the schemas directly inside a type."""
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


def innermost(schema: Schema) -> Schema:
    """Return the schema of an item, at any depth of lists; of another type, itself."""
    while isinstance(schema.type, ArrayType):
        schema = schema.type.items
    return schema


def references(schema: Schema) -> Iterator[TypeId]:
    """Yield the ids of the named types that a schema mentions, in order, with repeats."""
    pending = [schema]
    while pending:
        current = pending.pop()
        if isinstance(current.type, NamedType):
            yield current.type.id
            yield from current.type.others
        pending.extend(reversed(inner(current.type)))
