"""How the body of an operation is given by a caller, and how it is sent."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from connectorsmith.ir.connector import Operation, body_types
from connectorsmith.ir.types import (
    ArrayType,
    FileType,
    NamedType,
    ObjectType,
    Property,
    Schema,
    StringType,
    TypeId,
    references,
)
from connectorsmith.naming.members import flat_properties, is_argument
from connectorsmith.naming.names import Names
from connectorsmith.render.code import Code, identifier, literal
from connectorsmith.targets.python.code.annotations import Annotations
from connectorsmith.targets.python.code.layout import call, mapping
from connectorsmith.targets.python.operations.argument import Argument, binary, listed
from connectorsmith.targets.python.operations.media_types import (
    binary_type,
    json_type,
    takes_form,
    takes_json,
    text_type,
)
from connectorsmith.text.media_types import JSON


def constant_types(types: Mapping[TypeId, Schema]) -> frozenset[TypeId]:
    """The types in which, at any depth, there is something that the client itself sends."""
    found = {id_ for id_, schema in types.items() if any(_constants(schema))}
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


class BodyShape:
    """The body of one operation.

    `sending` are the types that `constant_types` found.
    """

    def __init__(
        self,
        types: Mapping[TypeId, Schema],
        names: Names,
        operation: Operation,
        sending: Collection[TypeId],
    ) -> None:
        assert operation.body is not None
        self._body = operation.body
        self._content_types = body_types(operation.parameters, operation.consumes)
        self._names = names.arguments[operation.id].body or {}
        self.members = flat_properties(operation, types)
        """The properties that can be given one by one; None for a body that is only whole."""
        schema = self._body.schema
        named = schema.type.id if isinstance(schema.type, NamedType) else None
        self._constants = [] if named is None else list(_constants(types[named]))
        self._fills = is_argument(schema, required=self._body.required) and any(
            one in sending for one in references(schema)
        )

    def arguments(self) -> list[Argument]:
        """What a caller gives: members, then the whole body."""
        schema, required = self._body.schema, self._body.required
        if self.members is None:
            if not is_argument(schema, required=required):
                return []
            return [Argument(Code("body"), schema, required, part="whole")]
        made = [
            Argument(
                identifier(self._names[member.name]),
                member.schema,
                member.required and required,
                part="member",
                needed=member.required,
            )
            for member in self.members
        ]
        if made:
            made.append(Argument(Code("body"), schema, required=False, part="whole"))
        return made

    def request(self, annotations: Annotations) -> str | None:
        """The `body` keyword of the `Operation`, or None where nothing is sent."""
        if self.members:
            return self._either(annotations)
        if self.members is None:
            value = self._whole()
            if value is None:
                return None
            sent = self._sent(value)
            if self._fills:
                sent = f"filled({sent}, {annotations.answer(self._body.schema)})"
            return f"body={sent}"
        if not self._constants and not self._body.required:
            return None
        items = [(one.name, literal(one.schema.default)) for one in self._constants]
        return call(f"body={self._kind}(", [mapping(items, indent=12)], indent=8)

    @property
    def _kind(self) -> str:
        return "Form" if takes_form(self._content_types) else "Json"

    def _either(self, annotations: Annotations) -> str:
        """The members as they were given one by one, or the body that was given whole."""
        members = self.members or ()
        indent = 12 if self._fills else 8
        items = [(one.name, self._member(one)) for one in members]
        arguments = [Code("body"), mapping(items, indent=indent + 4)]
        needed = [one.name for one in members if one.required and self._body.required]
        if needed:
            arguments.append(Code(f"needs={literal(tuple(needed))}"))
        # What the client itself has to say is sent in any case.
        if not self._body.required and not self._constants:
            arguments.append(Code("optional=True"))
        type_ = json_type(self._content_types)
        if self._kind == "Json" and type_ != JSON:
            arguments.append(Code(f"content_type={literal(type_)}"))
        head = f"{self._kind}.either("
        if not self._fills:
            return call(f"body={head}", arguments, indent=indent)
        made = call(head, arguments, indent=indent)
        hint = annotations.answer(self._body.schema)
        return call("body=filled(", [made, hint], indent=8)

    def _member(self, member: Property) -> str:
        name = self._names[member.name]
        return listed(name) if isinstance(member.schema.type, ArrayType) else name

    def _whole(self) -> str | None:
        """The value of a body that is only whole; None where nobody sends one."""
        schema = self._body.schema
        if not is_argument(schema, required=self._body.required):
            return literal(schema.default) if self._body.required else None
        return listed("body") if isinstance(schema.type, ArrayType) else "body"

    def _sent(self, value: str) -> str:
        schema, types = self._body.schema, self._content_types
        if isinstance(schema.type, FileType):
            return f"Bytes({binary(value)}, {literal(binary_type(types))})"
        if isinstance(schema.type, StringType) and not takes_json(types):
            return f"Bytes({value}, {literal(text_type(types))})"
        if isinstance(schema.type, ObjectType | NamedType) and takes_form(types):
            return f"Form({value})"
        if json_type(types) == JSON:
            return f"Json({value})"
        return f"Json({value}, {literal(json_type(types))})"
