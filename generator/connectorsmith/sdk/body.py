"""The arguments for the body of an operation, and the members that the client itself sends."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from connectorsmith.ir.connector import Operation, body_choices, body_types
from connectorsmith.ir.types import (
    AnyType,
    FileType,
    NamedType,
    ObjectType,
    Property,
    Schema,
    StringType,
    TypeId,
    innermost,
    references,
)
from connectorsmith.naming.members import flat_properties, is_argument
from connectorsmith.naming.names import Names
from connectorsmith.render.code import Code, identifier
from connectorsmith.sdk.annotations import holds_date
from connectorsmith.sdk.argument import Argument
from connectorsmith.sdk.media_types import content_type, is_patch, is_raw


def adapted_types(types: Mapping[TypeId, Schema]) -> frozenset[TypeId]:
    """Return the types that contain, at any depth, a date or a constant that the client sends."""
    found = {
        id_
        for id_, schema in types.items()
        if any(_constants(schema)) or holds_date(schema, "date")
    }
    if not found:
        return frozenset()
    users: dict[TypeId, list[TypeId]] = {}
    for id_, schema in types.items():
        for inside in references(schema):
            users.setdefault(inside, []).append(id_)
    pending = list(found)
    while pending:
        new = set(users.get(pending.pop(), ())) - found
        found |= new
        pending.extend(new)
    return frozenset(found)


def _constants(schema: Schema) -> Iterator[Property]:
    members = schema.type.properties if isinstance(schema.type, ObjectType) else ()
    return (member for member in members if member.is_constant)


def _hidden(schema: Schema, shown: Collection[str]) -> tuple[str, ...] | None:
    if not isinstance(schema.type, ObjectType) or schema.dynamic or schema.type.is_open:
        return None
    names = (member.name for member in schema.type.properties)
    return tuple(name for name in names if name not in shown)


class BodyShape:
    """The body of one operation.

    `adapted` are the types that `adapted_types` found.
    """

    def __init__(
        self,
        types: Mapping[TypeId, Schema],
        names: Names,
        operation: Operation,
        adapted: Collection[TypeId],
    ) -> None:
        assert operation.body is not None
        self.schema = operation.body.schema
        self.required = operation.body.required
        self.content_types = body_types(operation.parameters, operation.consumes)
        self.names = names.arguments[operation.id].body or {}
        """The argument for each member, by wire name."""
        self.choices = body_choices(operation)
        """The media types that the caller chooses from; empty if there is no choice."""
        self.choice = names.arguments[operation.id].content_type
        """The argument for the media type."""
        self.content_type = content_type(operation.body.schema, self.content_types)
        """The media type; the default if there is a choice."""
        is_object = isinstance(self.schema.type, ObjectType | NamedType)
        self.patch = is_object and any(map(is_patch, self.choices))
        """True if the caller can choose to send a JSON Patch in place of an object."""
        self.members = flat_properties(operation, types)
        """The properties that are arguments; None for a body that is only given whole."""
        schema = self.schema
        named = schema.type.id if isinstance(schema.type, NamedType) else None
        self.constants = [] if named is None else list(_constants(types[named]))
        """The properties that the client itself sends."""
        declared = types[named] if named is not None else schema
        self.hidden = _hidden(declared, self.names)
        """The properties that are no arguments; None if others are expected, too."""
        self.is_argument = is_argument(schema, required=self.required)
        """True if the body is an argument."""
        inside = references(declared if self.members else schema)
        is_map = isinstance(innermost(schema).type, ObjectType)
        self.is_checked = self.is_argument and (
            any(inside)
            or any(id_ in adapted for id_ in references(schema))
            or (is_map and holds_date(schema, "date"))
        )
        """True if the body can have models or dates inside, which the caller gives as mappings or times."""

    def arguments(self) -> list[Argument]:
        """Return the arguments for the body: its members, then the whole body."""
        if self.members is None:
            if not self.is_argument:
                return []
            return [self._whole(self.required), *self._choice()]
        members = [
            Argument(
                identifier(self.names[member.name]),
                member.schema,
                member.is_demanded and self.required,
                part="member",
                needed=member.is_demanded,
            )
            for member in self.members
        ]
        if members:
            members += [self._whole(required=False), *self._choice()]
        return members

    def _whole(self, required: bool) -> Argument:
        type_, types = self.schema.type, self.choices or self.content_types
        # The types of other bodies do not depend on the media type.
        fixed = isinstance(type_, AnyType | FileType)
        raw = not fixed and any(map(is_raw, types))
        return Argument(
            Code("body"),
            self.schema,
            required,
            part="whole",
            raw=raw and bool(self.choices or isinstance(type_, StringType)),
            patch=self.patch
            or (isinstance(type_, ObjectType) and any(map(is_patch, types))),
        )

    def _choice(self) -> list[Argument]:
        """Return the argument for the media type of the body, if there is a choice."""
        if self.choice is None:
            return []
        schema = Schema(
            StringType(enum=self.choices),
            self.schema.at,
            description="The media type of the body.",
        )
        return [
            Argument(
                identifier(self.choice),
                schema,
                required=False,
                default=self.content_type,
                choices=self.choices,
            )
        ]
