"""The body that a definition asks for, and its content type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tools.corpus.exercise import callbacks
from tools.corpus.exercise.definition import (
    Definition,
    Node,
    RawOperation,
    RawParameter,
    is_constant,
    is_given,
    kind,
    members,
)
from tools.corpus.exercise.request import (
    FORM,
    JSON,
    MULTIPART,
    Expected,
    Given,
    text,
    texts,
)


def is_binary(schema: Node, consumes: tuple[str, ...] = ()) -> bool:
    """Return whether a body is sent as raw bytes: by its schema,
    or by all consumed media types.
    """
    if kind(schema) == "file" or schema.get("format") == "binary":
        return kind(schema) in ("file", "string")
    known = ("json", "xml", "text/", "multipart/", "*/*", "urlencoded")
    opaque = consumes and not any(part in one for one in consumes for part in known)
    return bool(opaque) and (is_untyped(schema) or kind(schema) == "string")


def is_untyped(schema: Node) -> bool:
    """Return whether a schema declares no known type."""
    return kind(schema) not in (
        "string integer number boolean array object file".split()
    )


def is_plain_text(schema: Node, consumes: tuple[str, ...]) -> bool:
    """Return whether a body is sent as plain text: a string that is not JSON, or untyped text."""
    media_types = [
        media_type.partition(";")[0].strip().lower() for media_type in consumes
    ]
    if not media_types or any(map(means_json, media_types)):
        return False
    texts = all(
        media_type.startswith("text/") or media_type.endswith("xml")
        for media_type in media_types
    )
    xml = all(media_type.endswith(("/xml", "+xml")) for media_type in media_types)
    return kind(schema) == "string" or (is_untyped(schema) and texts) or xml


def visibility(node: Node) -> Node:
    """Return the visibility that a body parameter itself declares."""
    return {k: node[k] for k in ("x-ms-visibility",) if k in node}


def means_json(media_type: str) -> bool:
    """Return whether a media type, without its parameters, is JSON or anything."""
    return media_type.endswith(("/json", "+json")) or media_type == "*/*"


def expect_form(
    expected: Expected, raw: RawOperation, form: list[tuple[RawParameter, Any]]
) -> None:
    """Set the form of the expected body: multipart if it has a file,
    or if only multipart is consumed.
    """
    fields = [one for one in raw.parameters if one.location == "formData"]
    binary = any(one.node.get("format") == "binary" for one in fields)
    multipart = any(map(is_file, fields)) or (
        (binary or MULTIPART in raw.consumes) and FORM not in raw.consumes
    )
    expected.kind = "multipart" if multipart else "form"
    expected.content_types = (MULTIPART if multipart else FORM,)
    expected.body = [
        (parameter.name, sent)
        for parameter, value in form
        for sent in _fields(parameter, value)
    ]


def is_file(parameter: RawParameter) -> bool:
    """Return whether a form field is a file or a list of files."""
    node = parameter.node
    items = node.get("items") if kind(node) == "array" else None
    if isinstance(items, Mapping):
        return kind(items) == "file" or items.get("format") == "binary"
    return kind(node) == "file"


def _fields(parameter: RawParameter, value: Any) -> list[Any]:
    """Return the values of the fields that a form parameter is sent as."""
    if isinstance(value, bytes):
        return [value]
    if isinstance(value, list):
        if is_file(parameter):
            return value
        if parameter.node.get("collectionFormat") == "multi":
            return list(texts(parameter.node, value))
    return [text(parameter.node, value)]


def expect_body(
    expected: Expected,
    definition: Definition,
    raw: RawOperation,
    body: RawParameter,
    given: Given,
) -> None:
    """Set the expected body of an operation that has a body parameter."""
    node = body.node.get("schema") or {}
    schema = definition.schema(node)
    value = given.body
    if given.callback:
        value = callbacks.place(definition, node, value, given.callback)
    described = {**schema, **visibility(body.node)}
    if is_constant(described, required=body.required):
        value = schema["default"]
    elif not given.has_body:
        if not is_given(described, required=body.required):
            return
        # An optional body still contains the values that the client sends by itself.
        if kind(schema) != "object":
            return
        value = {}
        expected.optional = not body.required
    whole = complete(definition, node, value)
    if not given.has_body and expected.optional and whole == {}:
        return
    media_types = [one.partition(";")[0].strip().lower() for one in raw.consumes]
    takes_json = not media_types or any(map(means_json, media_types))
    expected.body = whole
    if is_binary(schema, raw.consumes):
        expected.kind = "bytes"
        expected.content_types = raw.consumes or ("application/octet-stream",)
        expected.content_types += ("application/octet-stream",)
    elif is_plain_text(schema, raw.consumes):
        expected.kind = "bytes"
        expected.content_types = raw.consumes
    elif kind(schema) == "object" and not takes_json and FORM in media_types:
        expected.kind = "form"
        expected.body = list(whole.items())
        expected.content_types = (FORM,)
    elif takes_json:
        expected.kind = "json"
        expected.content_types = _json_types(raw.consumes)
    else:
        # JSON must not be sent with the media type of another format.
        expected.kind = "json"
        textual = tuple(one for one in raw.consumes if one.startswith("text/"))
        expected.content_types = (*textual, JSON)
    header = _content_type_given(expected)
    if header is not None:
        expected.content_types = (header,)


def _json_types(consumes: tuple[str, ...]) -> tuple[str, ...]:
    if not consumes or JSON in consumes:
        return (JSON,)
    concrete = tuple(one for one in consumes if "json" in one and "*" not in one)
    return concrete or (JSON,)


def _content_type_given(expected: Expected) -> str | None:
    for name, value in expected.headers.items():
        if name.lower() == "content-type":
            return value
    return None


def complete(definition: Definition, node: Any, value: Any, depth: int = 0) -> Any:
    """Return a body with the values that the client adds at any depth:
    required, internal, with a default.
    """
    if depth > 40 or isinstance(value, bytes):
        return value
    schema = definition.schema(node)
    if isinstance(value, list):
        items = schema.get("items")
        return [complete(definition, items, item, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    whole = dict(value)
    declared = {name: (inner, needed) for name, inner, needed in members(schema)}
    for name, (inner, needed) in declared.items():
        followed = definition.follow(inner)
        if name not in whole and is_constant(followed, required=needed):
            whole[name] = followed["default"]
        elif name in whole:
            whole[name] = complete(definition, inner, whole[name], depth + 1)
    return whole
