"""Lowering of schemas and parameters to the types of the IR.

Published definitions do not follow the specification closely: a keyword with a value of
the wrong kind is ignored here. The rules report it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias, TypeGuard, TypeVar

from connectorsmith.documents.data import mapping, sequence, text, texts
from connectorsmith.documents.document import Json, join_pointer, split_pointer
from connectorsmith.ir.json import ABSENT
from connectorsmith.ir.types import (
    AllOfType,
    AnyType,
    ArrayType,
    BooleanType,
    DecimalType,
    FileType,
    IntegerType,
    NamedType,
    NumberType,
    ObjectType,
    Property,
    Schema,
    StringType,
    Type,
)
from connectorsmith.lower.dynamic import DynamicLowering
from connectorsmith.openapi.extensions import (
    ENUM_VALUES,
    MUTABILITY,
    NOTIFICATION_URL,
    SUMMARY,
    VISIBILITY,
)
from connectorsmith.openapi.references import References

Members: TypeAlias = Mapping[str, Json]
Value = TypeVar("Value")

LIMITS = (
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "multipleOf",
)
_INHERITED = (VISIBILITY, NOTIFICATION_URL, "default")
MAX_VALUES = 500
"""Values of an enumeration. A longer one is a list of data: only its type is kept."""
DECIMALS = frozenset({"decimal", "decimal128", "currency", "money"})
"""The formats of numbers that must not be rounded."""
VISIBILITIES = ("important", "advanced", "internal")


class SchemaLowering:
    """Lowering of the schemas of one definition; it records the schemas that they refer to."""

    def __init__(
        self, references: References, dynamic: DynamicLowering, *, decimals: bool
    ) -> None:
        self.references = references
        self._decimals = DECIMALS if decimals else frozenset[str]()
        self._dynamic = dynamic
        self.referenced: dict[str, None] = {}
        """Pointers of the referenced schemas, in the order of their first use."""

    def lower(self, value: Json, at: str) -> Schema:
        """Return the schema at a place; if the place holds no schema, it allows any value."""
        node = mapping(value)
        pointer = self.references.step(value)
        if pointer is not None:
            self.referenced[pointer] = None
            return self._place(
                {**self._inherited(value), **node}, at, NamedType(type_id(pointer))
            )
        return self._place(node, at, self._type(node, at))

    def lower_body(self, value: Json, at: str) -> Schema:
        """Return the schema of a whole body, where a binary string is a stream of bytes."""
        schema = self.lower(value, at)
        node = self.references.resolved(value)
        if _type_name(node) == "string" and node.get("format") == "binary":
            return schema.with_type(FileType())
        return schema

    def _inherited(self, value: Json) -> Members:
        """Return the keywords of a referenced schema that apply wherever it is used."""
        target = self.references.resolved(value)
        return {key: target[key] for key in _INHERITED if key in target}

    def describe(self, schema: Schema, parameter: Members) -> Schema:
        """Return the schema of a body; texts that it lacks are those of its parameter."""
        return replace(
            schema,
            title=schema.title or text(parameter.get(SUMMARY)),
            description=schema.description or text(parameter.get("description")),
            visibility=visibility(parameter) or schema.visibility,
        )

    def _place(self, members: Members, at: str, type_: Type) -> Schema:
        return Schema(
            type=type_,
            at=at,
            title=text(members.get(SUMMARY)) or text(members.get("title")),
            description=text(members.get("description")),
            nullable=members.get("x-nullable") is True,
            read_only=_read_only(members),
            visibility=visibility(members),
            default=members.get("default", ABSENT),
            example=members.get("example", members.get("x-example", ABSENT)),
            limits=tuple((key, members[key]) for key in LIMITS if key in members),
            meanings=tuple(_meanings(members)),
            dynamic=tuple(self._dynamic.lower(members, at)),
            notification_url=members.get(NOTIFICATION_URL) is True,
        )

    def _type(self, members: Members, at: str) -> Type:
        if sequence(members.get("allOf")):
            return self._all_of(members, at)
        enum = sequence(members.get("enum"))
        format_ = text(members.get("format"))
        match _type_name(members):
            case "string":
                return StringType(
                    format_, _unique(v for v in enum if isinstance(v, str))
                )
            case "integer":
                return IntegerType(format_, _unique(v for v in enum if _is_integer(v)))
            case "number":
                is_exact = (format_ or "").strip().lower() in self._decimals
                kind = DecimalType if is_exact else NumberType
                return kind(format_, _unique(v for v in enum if _is_number(v)))
            case "boolean":
                return BooleanType(_unique(v for v in enum if isinstance(v, bool)))
            case "file":
                return FileType()
            case "array":
                return ArrayType(
                    self.lower(members.get("items"), join_pointer(at, "items"))
                )
            case "object":
                return self._object(members, at)
            case _:
                return AnyType()

    def _object(self, node: Members, at: str) -> ObjectType:
        required = set(texts(node.get("required")))
        properties = tuple(
            Property(
                name,
                self.lower(value, join_pointer(at, "properties", name)),
                name in required,
            )
            for name, value in mapping(node.get("properties")).items()
        )
        additional = node.get("additionalProperties")
        return ObjectType(
            properties,
            (
                self.lower(additional, join_pointer(at, "additionalProperties"))
                if isinstance(additional, Mapping) and additional
                else None
            ),
            is_open=bool(properties) and _is_open(node),
        )

    def _all_of(self, node: Members, at: str) -> AllOfType:
        parts = [
            self.lower(value, join_pointer(at, "allOf", index))
            for index, value in enumerate(sequence(node.get("allOf")))
        ]
        if "properties" in node or "additionalProperties" in node:
            own = Schema(self._object(node, at), at)
            parts.append(own)
        members = map(self.references.resolved, sequence(node.get("allOf")))
        nodes = [node, *members]
        required = {name for part in nodes for name in texts(part.get("required"))}
        is_open = any(map(_adds_any, nodes))
        return AllOfType(tuple(parts), frozenset(required), is_open)


def type_id(pointer: str) -> str:
    """Return the id of the type at a pointer: the text of a `$ref` to it."""
    return f"#{pointer}"


def definition_name(pointer: str) -> str | None:
    """Return the name of the definition at a pointer; None if it points elsewhere."""
    tokens = split_pointer(pointer)
    return tokens[1] if len(tokens) == 2 and tokens[0] == "definitions" else None


def visibility(members: Members) -> str | None:
    """Return the declared visibility; None if it is missing or not a known one."""
    declared = text(members.get(VISIBILITY))
    return declared if declared in VISIBILITIES else None


def _read_only(members: Members) -> bool:
    """Return whether only responses have a value."""
    return members.get("readOnly") is True or members.get(MUTABILITY) == ["read"]


def _meanings(members: Members) -> Iterator[tuple[Json, str]]:
    for item in sequence(members.get(ENUM_VALUES)):
        node = mapping(item)
        meaning = text(node.get("displayName")) or text(node.get("description"))
        if meaning is not None and "value" in node:
            yield node["value"], meaning


def _type_name(node: Members) -> str | None:
    declared = node.get("type")
    if isinstance(declared, str):
        return declared
    if "properties" in node or "additionalProperties" in node:
        return "object"
    return "array" if "items" in node else None


def _unique(values: Iterable[Value]) -> tuple[Value, ...]:
    """Return each value once; nothing if they exceed the limit."""
    kept = tuple(dict.fromkeys(values))
    return kept if len(kept) <= MAX_VALUES else ()


def _is_integer(value: Json) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Json) -> TypeGuard[int | float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _adds_any(node: Members) -> bool:
    """Return whether a part of an `allOf` only adds undeclared members."""
    more = node.get("additionalProperties", False) is not False
    return more and not mapping(node.get("properties"))


def _is_open(node: Members) -> bool:
    """Return whether an object is expected to have members that it does not declare.

    OpenAPI allows them everywhere, but expects them only where a schema speaks of them.
    """
    undeclared = (
        set(texts(node.get("required"))) - mapping(node.get("properties")).keys()
    )
    return (
        node.get("additionalProperties", False) is not False
        or "discriminator" in node
        or bool(undeclared)
    )
