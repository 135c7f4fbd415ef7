"""The source of a request body."""

from __future__ import annotations

from typing import TypeAlias

from connectorsmith.ir.types import (
    ArrayType,
    FileType,
    NamedType,
    ObjectType,
    Property,
    Schema,
    StringType,
)
from connectorsmith.render.code import Code, compose, identifier, join, literal
from connectorsmith.sdk.annotations import Annotations
from connectorsmith.sdk.body import BodyShape
from connectorsmith.sdk.media_types import (
    binary_type,
    json_type,
    takes_form,
    takes_json,
    text_type,
)
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
        if body.is_filled:
            hint = annotations.answer(body.schema)
            sent = compose("{}({}, {})", runtime("filled"), sent, hint)
        return join("", [keyword, sent])
    if not body.constants and not body.required:
        return None
    items = [(one.name, literal(one.schema.default)) for one in body.constants]
    head = compose("{}{}(", keyword, runtime(_kind(body)))
    return call(head, [mapping(items, indent=12)], indent=8)


def _kind(body: BodyShape) -> str:
    return "Form" if takes_form(body.content_types) else "Json"


def _either(body: BodyShape, annotations: Annotations, keyword: Code) -> Code:
    """Return the expression for a body that is given by members or whole."""
    members = body.members or ()
    indent = 12 if body.is_filled else 8
    items = [(one.name, _member(body, one)) for one in members]
    arguments = [Code("body"), mapping(items, indent=indent + 4)]
    needed = [one.name for one in members if one.required and body.required]
    if needed:
        arguments.append(compose("needs={}", literal(tuple(needed))))
    # Constants of the client are sent in any case.
    if not body.required and not body.constants:
        arguments.append(Code("optional=True"))
    type_ = json_type(body.content_types)
    if _kind(body) == "Json" and type_ != JSON:
        arguments.append(compose("content_type={}", literal(type_)))
    head = compose("{}.either(", runtime(_kind(body)))
    if not body.is_filled:
        return call(join("", [keyword, head]), arguments, indent=indent)
    either = call(head, arguments, indent=indent)
    hint = annotations.answer(body.schema)
    return call(compose("{}{}(", keyword, runtime("filled")), [either, hint], indent=8)


def _member(body: BodyShape, member: Property) -> Code:
    return list_value(body.names[member.name], member.schema)


def _whole(body: BodyShape) -> Code | None:
    """Return the value of a body that is only whole; None if the body is no argument."""
    if not body.is_argument:
        return literal(body.schema.default) if body.required else None
    return list_value("body", body.schema)


def _sent(body: BodyShape, value: Code) -> Code:
    schema, types = body.schema, body.content_types
    kind, more = "Json", list[Code]()
    if isinstance(schema.type, FileType):
        kind, more = "Bytes", [literal(binary_type(types))]
        value = file_value("body", value)
    elif isinstance(schema.type, StringType) and not takes_json(types):
        kind, more = "Bytes", [literal(text_type(types))]
    elif isinstance(schema.type, ObjectType | NamedType) and takes_form(types):
        kind = "Form"
    elif json_type(types) != JSON:
        more = [literal(json_type(types))]
    return compose("{}({})", runtime(kind), join(", ", [value, *more]))
