"""The source of one operation: its signature, and the `Operation` that it builds."""

from __future__ import annotations

from collections.abc import Sequence

from connectorsmith.ir.connector import Parameter, RequestPlace, Response
from connectorsmith.ir.json import Absent
from connectorsmith.ir.types import ArrayType, NamedType, ObjectType, innermost
from connectorsmith.naming.members import is_argument, plain_keyword
from connectorsmith.render.code import Code, Need, compose, identifier, join, literal
from connectorsmith.sdk.annotations import Annotations, holds_date, is_any
from connectorsmith.sdk.argument import Argument, Form
from connectorsmith.sdk.media_types import accept, holds_file, is_multipart
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
    parameter_value,
)

UNSET = Code(" = UNSET", runtime("UNSET").needs | runtime("Unset").needs)
"""The default of an argument that can be left out."""

_JOINERS = {"ssv": "Ssv", "tsv": "Tsv", "pipes": "Pipes", "multi": "Multi"}
_MULTI = ("query", "formData")
"""The locations in which `multi` has a meaning."""
_SEPARATORS = {"ssv": " ", "tsv": "\t", "pipes": "|"}
"""The separators of formats other than `csv`."""


def signature(
    shape: OperationShape,
    annotations: Annotations,
    form: Form = "any",
    *,
    indent: int = 0,
) -> list[Code]:
    """Return the parameters of the function, without `self` and call options.

    `indent` is that of the function.
    """
    arguments = shape.signature(form)
    written = [
        _parameter(argument, annotations, needed=needed, indent=indent + 4)
        for argument, needed in arguments
    ]
    keywords = sum(one.positional for one, _ in arguments)
    return [
        *written[:keywords],
        *([Code("*")] if written[keywords:] else []),
        *written[keywords:],
    ]


def _parameter(
    argument: Argument, annotations: Annotations, *, needed: bool, indent: int
) -> Code:
    # An object that is no member of a body can be a plain mapping, as a whole body can.
    outside = not argument.part and not holds_file(argument.schema)
    whole = argument.part == "whole" or outside
    annotation = annotations.argument(argument.schema, whole_body=whole)
    if argument.default is not None:
        annotation = annotations.literals(argument.choices)
        end = compose(" = {}", literal(argument.default))
        return parameter(argument.name, annotation, end, indent=indent)
    annotation = _with_others(argument, annotation, annotations)
    if needed:
        return parameter(argument.name, annotation, Code(), indent=indent)
    return parameter(
        argument.name, left_out(argument, annotation), UNSET, indent=indent
    )


def _with_others(
    argument: Argument, annotation: Code, annotations: Annotations
) -> Code:
    """Return the annotation of a body with the types that only some of its media types take."""
    others = list[Code]()
    if argument.patch:
        operation = compose(
            "{}[str, {}]", annotations.name("Mapping"), annotations.name("Any")
        )
        others.append(compose("{}[{}]", annotations.name("Sequence"), operation))
    if argument.raw:
        text, raw = annotations.name("str"), annotations.name("bytes")
        others += [raw] if str(annotation) == str(text) else [text, raw]
    return join(" | ", [annotation, *others])


def left_out(argument: Argument, annotation: Code) -> Code:
    """Return the annotation of an argument that can be left out.

    A member that a body need not have can be None, which is sent as null.
    """
    if is_any(argument.schema):
        return annotation
    if (
        argument.part == "member"
        and not argument.needed
        and not argument.schema.nullable
    ):
        return compose("{} | None | Unset", annotation)
    return compose("{} | Unset", annotation)


def overloads(shape: OperationShape) -> tuple[Form, ...]:
    """Return the forms of the overloads that type checkers need."""
    return ("members", "whole") if shape.overloaded else ()


def overloaded(end: Code) -> Code:
    """Return the end of an overload's head."""
    return Code(f"{end} ...", {*end.needs, Need("typing", "overload")})


def request(shape: OperationShape, annotations: Annotations) -> list[Code]:
    """Return the keyword arguments of the `Operation` that is built, in their order."""
    operation = shape.operation
    keywords = [
        compose("id={}", literal(operation.id)),
        compose("method={}", literal(operation.method)),
        _path(shape),
    ]
    query = _members(shape, "query")
    headers = _headers(shape)
    keywords += [mapping(query, head="query=")] if query else []
    keywords += [mapping(headers, head="headers=")] if headers else []
    keywords += _names(shape)
    keywords += _body(shape, annotations)
    keywords.append(_answers("answers", shape.successes(), annotations, shape))
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
    arguments = [template, values]
    if names := _other_names(shape, "path"):
        arguments.append(compose("names={}", literal(names)))
    return call(compose("path={}(", function), arguments, indent=8)


def _names(shape: OperationShape) -> list[Code]:
    """Return the `names` keyword, if the runtime cannot derive the argument of a value."""
    found = {
        keyword: names
        for keyword, location in (("query", "query"), ("headers", "header"))
        if (names := _other_names(shape, location))
    }
    return [compose("names={}", literal(found))] if found else []


def _other_names(shape: OperationShape, location: str) -> dict[str, str]:
    """Return the arguments of a location that cannot be derived, by wire name."""
    return {
        wire: name
        for (place, wire), name in shape.names.parameters.items()
        if place == location and name != plain_keyword(wire)
    }


def _members(shape: OperationShape, location: str) -> list[Member]:
    """Return wire names and values of one location; internal parameters send their default."""
    members: list[Member] = []
    for declared in shape.operation.parameters:
        if declared.location != location:
            continue
        if is_argument(declared.schema, required=declared.required):
            name = shape.names.parameters[location, declared.name]
            value = parameter_value(name, declared.schema, required=declared.required)
            members.append((declared.name, _encoded(declared, name, value)))
        elif declared.required and not isinstance(declared.schema.default, Absent):
            default = declared.schema.default
            if location == "header" and isinstance(default, str):
                # A line break that was typed by accident would end the header.
                default = default.strip()
            value = literal(default)
            members.append((declared.name, _encoded(declared, declared.name, value)))
    return members


def _encoded(declared: Parameter, name: str, value: Code) -> Code:
    """Return the value of a parameter in the form that its location and its type need."""
    is_list = isinstance(declared.schema.type, ArrayType)
    if isinstance(innermost(declared.schema).type, ObjectType | NamedType):
        return _as_json(declared, name, value)
    # A default that is text is sent as it is.
    is_text = isinstance(declared.schema.default, str) and not is_argument(
        declared.schema, required=declared.required
    )
    if is_list and not is_text and not holds_file(declared.schema):
        value = _joined(declared, name, value)
    return _in_path(declared, value) if declared.location == "path" else value


def _in_path(declared: Parameter, value: Code) -> Code:
    """Return the value of a path parameter, in a function for another form than the usual one."""
    if declared.encodings == 0:
        return compose("{}({})", runtime("unescaped"), value)
    if declared.segments is not None:
        pattern = literal(declared.segments)
        return compose("{}({}, {})", runtime("with_slashes"), value, pattern)
    return (
        compose("{}({})", runtime("twice"), value) if declared.encodings == 2 else value
    )


def _as_json(declared: Parameter, name: str, value: Code) -> Code:
    """Return an object or a list of objects as JSON text."""
    is_list = isinstance(declared.schema.type, ArrayType)
    is_form = declared.location == "formData"
    if (
        is_list
        and declared.collection_format == "multi"
        and declared.location in _MULTI
    ):
        texts = compose("{}({}, {})", runtime("json_texts"), literal(name), value)
        return compose("{}({})", runtime("Multi"), texts)
    if is_form:
        return value  # A form writes it as JSON itself.
    value = compose("{}({}, {})", runtime("json_text"), literal(name), value)
    if declared.location == "path" and declared.encodings == 2:
        return compose("{}({})", runtime("twice"), value)
    return value


def _joined(declared: Parameter, name: str, value: Code) -> Code:
    """Return a list in its `collectionFormat`; `multi` has a meaning only for a query and a form."""
    format_ = declared.collection_format
    if format_ == "multi" and declared.location not in _MULTI:
        format_ = "csv"
    if declared.item_formats:
        inner = [_SEPARATORS.get(one, ",") for one in declared.item_formats]
        texts = [literal(text) for text in (name, *inner)]
        listed = join(", ", [texts[0], value, *texts[1:]])
        value = compose("{}({})", runtime("nested_texts"), listed)
    joiner = _JOINERS.get(format_)
    return compose("{}({})", runtime(joiner), value) if joiner else value


def _headers(shape: OperationShape) -> list[Member]:
    """Return the headers; `Accept` only if it is not the default, or if a parameter sets it."""
    members = _members(shape, "header")
    asked = accept(shape.operation)
    if asked is None:
        return members
    sent = [name for name, _ in members]
    parameters = (one for one in shape.operation.parameters if one.location == "header")
    accepts = (one for one in parameters if one.name.lower() == "accept")
    own = next((one for one in accepts if one.name in sent), None)
    if own is None:
        return [*members, ("Accept", literal(asked))]
    if not own.required:
        index = sent.index(own.name)
        argument = identifier(shape.names.parameters["header", own.name])
        value = compose(
            "{} if {} is not {} else {}",
            members[index][1],
            argument,
            runtime("UNSET"),
            literal(asked),
        )
        members[index] = own.name, value
    return members


def _body(shape: OperationShape, annotations: Annotations) -> list[Code]:
    """Return the `body` keyword, with a nested callback URL in its place."""
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
    """Return the body of an operation that has form parameters."""
    form = _members(shape, "formData")
    if not form:
        return None
    kind = runtime("Multipart" if is_multipart(shape.operation) else "Form")
    arguments = [mapping(form, indent=12)]
    if names := _other_names(shape, "formData"):
        arguments.append(compose("names={}", literal(names)))
    return call(compose("{}{}(", keyword, kind), arguments, indent=8)


def _answers(
    keyword: str,
    responses: Sequence[Response],
    annotations: Annotations,
    shape: OperationShape | None = None,
) -> Code:
    is_events = shape is not None and shape.operation.stream == "events"
    items = [
        compose(
            "{}: {}",
            _status(response.status),
            (
                shape.answer(annotations)
                if shape is not None and is_events
                else _kind(response, annotations)
            ),
        )
        for response in responses
        if response.status.isdigit() or response.status == "default"
    ]
    return bracketed(Code(f"{keyword}={{"), items, "}", indent=8, behind=1)


def _kind(response: Response, annotations: Annotations) -> Code:
    """Return the type that a response is read as."""
    schema = content(response)
    if schema is not None and response.undeclared and is_any(schema):
        return annotations.name("object")
    kind = annotations.answers([schema])
    if schema is None or not holds_date(schema):
        return kind
    return compose("{}({})", runtime("with_dates"), kind)


def _status(status: str) -> Code:
    return Code(status) if status.isdigit() else literal(status)


def _paging(shape: OperationShape) -> list[Code]:
    """Return the `paging` keyword, if paging is known."""
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
    """Return the keyword for a place: the name of a query parameter, the path of a property."""
    value = literal(place.path[0] if place.location == "query" else place.path)
    return join("=", [Code(keyword), value])
