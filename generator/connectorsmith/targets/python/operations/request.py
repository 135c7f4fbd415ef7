"""The source of one operation: its signature, and the `Operation` that it builds."""

from __future__ import annotations

from collections.abc import Sequence

from connectorsmith.ir.connector import Parameter, RequestPlace, Response
from connectorsmith.ir.json import Absent
from connectorsmith.ir.types import ArrayType, FileType
from connectorsmith.naming.members import is_argument
from connectorsmith.render.code import Code, Need, compose, identifier, join, literal
from connectorsmith.sdk.annotations import Annotations, holds_date, is_any
from connectorsmith.sdk.argument import Argument, Form
from connectorsmith.sdk.media_types import accept_types, is_multipart
from connectorsmith.sdk.operation import OperationShape, content
from connectorsmith.sdk.runtime_names import runtime
from connectorsmith.targets.python.code.layout import (
    bracketed,
    call,
    mapping,
    parameter,
)
from connectorsmith.targets.python.operations.body import (
    Member,
    body_value,
    file_value,
    list_value,
)

UNSET = Code(" = UNSET", runtime("UNSET").needs | runtime("Unset").needs)
"""The default of an argument that can be left out."""

_JOINERS = {"ssv": "Ssv", "tsv": "Tsv", "pipes": "Pipes", "multi": "Multi"}


def signature(
    shape: OperationShape,
    annotations: Annotations,
    form: Form = "any",
    *,
    indent: int = 0,
) -> list[Code]:
    """The parameters of the function, without `self` and call options.

    `indent` is that of the function.
    """
    arguments = shape.signature(form)
    written = [
        _parameter(one, annotations, needed=needed, indent=indent + 4)
        for one, needed in arguments
    ]
    keywords = sum(one.positional for one, _ in arguments)
    return [
        *written[:keywords],
        *([Code("*")] if written[keywords:] else []),
        *written[keywords:],
    ]


def _parameter(
    one: Argument, annotations: Annotations, *, needed: bool, indent: int
) -> Code:
    annotation = annotations.argument(one.schema, whole_body=one.part == "whole")
    if needed:
        return parameter(one.name, annotation, Code(), indent=indent)
    return parameter(one.name, left_out(one, annotation), UNSET, indent=indent)


def left_out(one: Argument, annotation: Code) -> Code:
    """Return the annotation of an argument that can be left out.

    A member that a body need not have can be None, which is sent as null.
    """
    if is_any(one.schema):
        return annotation
    if one.part == "member" and not one.needed and not one.schema.nullable:
        return compose("{} | None | Unset", annotation)
    return compose("{} | Unset", annotation)


def overloads(shape: OperationShape) -> tuple[Form, ...]:
    """The signatures that a checker has to be told."""
    return ("members", "whole") if shape.overloaded else ()


def overloaded(end: Code) -> Code:
    """The end of a function's head, where it is that of an overload."""
    return Code(f"{end} ...", {*end.needs, Need("typing", "overload")})


def request(shape: OperationShape, annotations: Annotations) -> list[Code]:
    """The keyword arguments of the `Operation` that is built, in their order."""
    operation = shape.operation
    keywords = [
        compose("id={}", literal(operation.id)),
        compose("method={}", literal(operation.method)),
        _path(shape),
    ]
    query = _members(shape, "query")
    headers = [*_members(shape, "header"), *_accept(shape)]
    keywords += [mapping(query, head="query=")] if query else []
    keywords += [mapping(headers, head="headers=")] if headers else []
    keywords += _body(shape, annotations)
    keywords.append(_answers("answers", shape.successes(), annotations))
    errors = [one for one in shape.refusals() if one.schema is not None]
    if errors:
        keywords.append(_answers("errors", errors, annotations))
    return [*keywords, *_paging(shape)]


def _path(shape: OperationShape) -> Code:
    template = literal(shape.operation.path)
    members = _members(shape, "path")
    if not members:
        return compose("path={}", template)
    function = runtime("path", alias="url_path")
    values = mapping(members, indent=12)
    return call(compose("path={}(", function), [template, values], indent=8)


def _members(shape: OperationShape, location: str) -> list[Member]:
    """Wire names and values of one location; internal ones send their default."""
    members: list[Member] = []
    for one in shape.operation.parameters:
        if one.location != location:
            continue
        if is_argument(one.schema, required=one.required):
            name = shape.names.parameters[location, one.name]
            value = list_value(name, one.schema)
            if isinstance(one.schema.type, FileType):
                value = file_value(name, value)
            members.append((one.name, _encoded(one, value)))
        elif one.required and not isinstance(one.schema.default, Absent):
            default = one.schema.default
            if location == "header" and isinstance(default, str):
                # A line break that was typed by accident would end the header.
                default = default.strip()
            members.append((one.name, _encoded(one, literal(default))))
    return members


def _encoded(one: Parameter, value: Code) -> Code:
    if one.location == "path" and one.encodings == 2:
        return compose("{}({})", runtime("twice"), value)
    if not isinstance(one.schema.type, ArrayType):
        return value
    joiner = _JOINERS.get(one.collection_format)
    return compose("{}({})", runtime(joiner), value) if joiner else value


def _accept(shape: OperationShape) -> list[Member]:
    """The header that asks for what is produced, where that is not JSON."""
    asked = accept_types(shape.operation)
    return [("Accept", literal(", ".join(asked)))] if asked else []


def _body(shape: OperationShape, annotations: Annotations) -> list[Code]:
    """The `body` keyword, with the callback URL in its place, where that is deeper."""
    callback = shape.names.callback
    keyword = Code("body=") if callback is None else Code()
    if shape.body is None:
        value = _form(shape, keyword)
    else:
        value = body_value(shape.body, annotations, keyword)
    if value is None:
        return []
    if callback is None:
        return [value]
    place = literal(shape.operation.callback)
    head = compose("body={}(", runtime("calling_back"))
    return [call(head, [value, place, identifier(callback)], indent=8)]


def _form(shape: OperationShape, keyword: Code) -> Code | None:
    """The body of an operation that has form parameters."""
    form = _members(shape, "formData")
    if not form:
        return None
    kind = runtime("Multipart" if is_multipart(shape.operation) else "Form")
    return call(compose("{}{}(", keyword, kind), [mapping(form, indent=12)], indent=8)


def _answers(
    keyword: str, responses: Sequence[Response], annotations: Annotations
) -> Code:
    items = [
        compose("{}: {}", _status(one.status), _kind(one, annotations))
        for one in responses
        if one.status.isdigit() or one.status == "default"
    ]
    return bracketed(Code(f"{keyword}={{"), items, "}", indent=8, behind=1)


def _kind(response: Response, annotations: Annotations) -> Code:
    """Return the type that a response is read as."""
    schema = content(response)
    kind = annotations.answers([schema])
    if schema is None or not holds_date(schema):
        return kind
    return compose("{}({})", runtime("with_dates"), kind)


def _status(status: str) -> Code:
    return Code(status) if status.isdigit() else literal(status)


def _paging(shape: OperationShape) -> list[Code]:
    """The `paging` keyword, where pages are known."""
    paging = shape.operation.paging
    if paging is None:
        return []
    items = compose("items={}", literal(paging.items))
    next_ = compose("next={}", literal(paging.next))
    if paging.parameter is None:
        kind, ways = "NextLink", [next_, items]
    elif paging.kind == "cursor":
        kind, ways = "Cursor", [_place("parameter", paging.parameter), next_, items]
        if paging.parameter.is_number:
            ways.append(Code("number=True"))
    else:
        kind = "Offset" if paging.kind == "offset" else "PageNumber"
        ways = [_place("parameter", paging.parameter), items]
        if paging.size is not None:
            ways.append(_place("size", paging.size))
        if paging.largest is not None:
            ways.append(compose("largest={}", literal(paging.largest)))
        if paging.first is not None:
            ways.append(compose("first={}", literal(paging.first)))
    return [call(compose("paging={}(", runtime(kind)), ways, indent=8)]


def _place(keyword: str, place: RequestPlace) -> Code:
    """How the runtime is told a place: a query parameter by name, a property by its path."""
    told = literal(place.path[0] if place.location == "query" else place.path)
    return join("=", [Code(keyword), told])
