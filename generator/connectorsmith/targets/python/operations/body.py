"""The source of a request body."""

from __future__ import annotations

from typing import TypeAlias

from connectorsmith.ir.types import (
    AnyType,
    ArrayType,
    FileType,
    NamedType,
    ObjectType,
    Property,
    Schema,
    StringType,
    innermost,
)
from connectorsmith.naming.members import plain_keyword
from connectorsmith.render.code import Code, compose, identifier, join, literal
from connectorsmith.sdk.annotations import Annotations
from connectorsmith.sdk.body import BodyShape
from connectorsmith.sdk.media_types import holds_file, takes_form, takes_json
from connectorsmith.sdk.runtime_names import runtime
from connectorsmith.targets.python.code.layout import call, mapping
from connectorsmith.text.media_types import JSON

Member: TypeAlias = tuple[str, Code]
"""A wire name, and the expression for its value."""


def list_value(name: str, schema: Schema) -> Code:
    """Return an argument; one that has to be a list is seen to be one."""
    if not isinstance(schema.type, ArrayType):
        return identifier(name)
    return compose("{}({}, {})", runtime("listed"), literal(name), identifier(name))


def parameter_value(name: str, schema: Schema, *, required: bool) -> Code:
    """Return the argument for a parameter or for a member of a body, as it is sent."""
    if holds_file(schema):
        is_list = isinstance(schema.type, ArrayType)
        arguments = [literal(name), identifier(name)]
        arguments += [Code("required=True")] if is_list and required else []
        check = runtime("need_files" if is_list else "need_file")
        return compose("{}({})", check, join(", ", arguments))
    return dated(list_value(name, schema), innermost(schema))


def dated(value: Code, item: Schema) -> Code:
    """Return the argument for a date, or for a list of dates."""
    type_ = item.type
    if isinstance(type_, StringType) and type_.format == "date" and not type_.enum:
        return compose("{}({})", runtime("date_only"), value)
    return value


def file_value(name: str, value: Code) -> Code:
    """Return the value of an argument for a file, checked to be one."""
    return compose("{}({}, {})", runtime("need_file"), literal(name), value)


def body_value(body: BodyShape, annotations: Annotations, keyword: Code) -> Code | None:
    """Return the `body` keyword; None if nothing is sent."""
    if body.members:
        return _either(body, annotations, keyword)
    if body.members is None:
        value = _whole(body)
        if value is None:
            return None
        sent = _sent(body, value)
        if body.is_checked:
            hint = annotations.answer(body.schema)
            sent = compose("{}({}, {})", runtime("declared"), sent, hint)
        return join("", [keyword, sent])
    if not body.constants and not body.required:
        return None
    items = [(one.name, literal(one.schema.default)) for one in body.constants]
    head = compose("{}{}(", keyword, runtime(_kind(body)))
    return call(head, [mapping(items, indent=12)], indent=8)


def _kind(body: BodyShape) -> str:
    if body.choice is not None:
        return "Chosen"
    return "Form" if takes_form(body.content_types) else "Json"


def _either(body: BodyShape, annotations: Annotations, keyword: Code) -> Code:
    """Return the expression for a body that is given by members or whole."""
    members = body.members or ()
    indent = 12 if body.is_checked else 8
    items = [(one.name, _member(body, one)) for one in members]
    arguments = [Code("body"), mapping(items, indent=indent + 4)]
    needed = [one.name for one in members if one.is_demanded and body.required]
    if needed:
        arguments.append(compose("needs={}", literal(tuple(needed))))
    names = {
        member.name: body.names[member.name]
        for member in members
        if body.names[member.name] != plain_keyword(member.name)
    }
    if names:
        arguments.append(compose("names={}", literal(names)))
    if body.hidden != ():
        arguments.append(compose("also={}", literal(body.hidden)))
    # Constants of the client are sent in any case.
    if not body.required and not body.constants:
        arguments.append(Code("optional=True"))
    if body.choice is not None:
        arguments.append(compose("content_type={}", identifier(body.choice)))
    elif _kind(body) == "Json" and body.content_type != JSON:
        arguments.append(compose("content_type={}", literal(body.content_type)))
    head = compose("{}.either(", runtime(_kind(body)))
    if not body.is_checked:
        return call(join("", [keyword, head]), arguments, indent=indent)
    either = call(head, arguments, indent=indent)
    hint = annotations.answer(body.schema)
    return call(
        compose("{}{}(", keyword, runtime("declared")), [either, hint], indent=8
    )


def _member(body: BodyShape, member: Property) -> Code:
    value = list_value(body.names[member.name], member.schema)
    return dated(value, innermost(member.schema))


def _whole(body: BodyShape) -> Code | None:
    """Return the value of a body that is only whole; None if the body is no argument."""
    if not body.is_argument:
        return literal(body.schema.default) if body.required else None
    # A list can be text too if there is a choice.
    chosen = body.choice is not None
    value = Code("body") if chosen else list_value("body", body.schema)
    return dated(value, innermost(body.schema))


def _sent(body: BodyShape, value: Code) -> Code:
    type_ = body.schema.type
    content_type = literal(body.content_type)
    if body.choice is not None:
        content_type = identifier(body.choice)
    kind, more = "Json", list[Code]()
    if isinstance(type_, FileType):
        kind, more = "Bytes", [content_type]
        value = file_value("body", value)
    elif body.choice is not None:
        kind, more = "Chosen", [content_type]
        if isinstance(type_, StringType | AnyType):
            more.append(Code("text=True"))
        if body.patch:
            more.append(Code("patch=True"))
    elif isinstance(type_, StringType) and not takes_json(body.content_types):
        kind, more = "Bytes", [content_type]
    elif isinstance(type_, ObjectType | NamedType) and takes_form(body.content_types):
        kind = "Form"
    elif body.content_type != JSON:
        more = [content_type]
    return compose("{}({})", runtime(kind), join(", ", [value, *more]))
