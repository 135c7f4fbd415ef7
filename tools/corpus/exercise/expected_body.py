"""The body that a definition asks for, and what it calls itself."""

from __future__ import annotations

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
    scalar,
    text,
)


def is_binary(schema: Node, consumes: tuple[str, ...] = ()) -> bool:
    """Whether a whole body is bytes as they are: by its schema, or by all that is consumed."""
    if kind(schema) == "file" or schema.get("format") == "binary":
        return kind(schema) in ("file", "string")
    known = ("json", "xml", "text/", "multipart/", "*/*", "urlencoded")
    opaque = consumes and not any(part in one for one in consumes for part in known)
    return bool(opaque) and (is_untyped(schema) or kind(schema) == "string")


def is_untyped(schema: Node) -> bool:
    """Whether nothing is said of what a body is."""
    return kind(schema) not in (
        "string integer number boolean array object file".split()
    )


def is_plain_text(schema: Node, consumes: tuple[str, ...]) -> bool:
    """Whether a whole body is a text as it stands: a string that is no JSON, or text of no type."""
    plain = [one.partition(";")[0].strip().lower() for one in consumes]
    if not plain or any(map(means_json, plain)):
        return False
    texts = all(one.startswith("text/") or one.endswith("xml") for one in plain)
    return kind(schema) == "string" or (is_untyped(schema) and texts)


def visibility(node: Node) -> Node:
    """What a body parameter itself says of who sees it."""
    return {k: node[k] for k in ("x-ms-visibility",) if k in node}


def means_json(media_type: str) -> bool:
    """Whether a media type, without its parameters, is JSON or anything."""
    return media_type.endswith(("/json", "+json")) or media_type == "*/*"


def expect_form(
    made: Expected, raw: RawOperation, form: list[tuple[RawParameter, Any]]
) -> None:
    """Multipart where a file is, or where it is the only form that is consumed."""
    declared = [
        one.node.get("type") for one in raw.parameters if one.location == "formData"
    ]
    multipart = "file" in declared or (
        MULTIPART in raw.consumes and FORM not in raw.consumes
    )
    made.kind = "multipart" if multipart else "form"
    made.content_types = (MULTIPART if multipart else FORM,)
    made.body = [
        (one.name, value if isinstance(value, bytes) else sent)
        for one, value in form
        for sent in (
            [scalar(item) for item in value]
            if isinstance(value, list) and one.node.get("collectionFormat") == "multi"
            else ["" if isinstance(value, bytes) else text(one.node, value)]
        )
    ]


def expect_body(
    made: Expected,
    definition: Definition,
    raw: RawOperation,
    body: RawParameter,
    given: Given,
) -> None:
    """Fill in the body of an operation that has a body parameter."""
    node = body.node.get("schema") or {}
    schema = definition.schema(node)
    value = given.body
    if given.callback:
        value = callbacks.place(definition, node, value, given.callback)
    own = {**schema, **visibility(body.node)}
    if is_constant(own, required=body.required):
        value = schema["default"]
    elif not given.has_body:
        if not is_given(own, required=body.required):
            return
        # An optional body still carries what the client itself has to say.
        if kind(schema) != "object":
            return
        value = {}
        made.optional = not body.required
    whole = complete(definition, node, value)
    if not given.has_body and made.optional and whole == {}:
        return
    plain = [one.partition(";")[0].strip().lower() for one in raw.consumes]
    takes_json = not plain or any(map(means_json, plain))
    made.body = whole
    if is_binary(schema, raw.consumes):
        made.kind = "bytes"
        made.content_types = raw.consumes or ("application/octet-stream",)
        made.content_types += ("application/octet-stream",)
    elif is_plain_text(schema, raw.consumes):
        made.kind = "bytes"
        made.content_types = raw.consumes
    elif kind(schema) == "object" and not takes_json and FORM in plain:
        made.kind = "form"
        made.body = list(whole.items())
        made.content_types = (FORM,)
    elif takes_json:
        made.kind = "json"
        made.content_types = _json_types(raw.consumes)
    else:
        # JSON under a name that is another format's would be read wrongly.
        made.kind = "json"
        textual = tuple(one for one in raw.consumes if one.startswith("text/"))
        made.content_types = (*textual, JSON)
    header = _content_type_given(made)
    if header is not None:
        made.content_types = (header,)


def _json_types(consumes: tuple[str, ...]) -> tuple[str, ...]:
    if not consumes or JSON in consumes:
        return (JSON,)
    concrete = tuple(one for one in consumes if "json" in one and "*" not in one)
    return concrete or (JSON,)


def _content_type_given(made: Expected) -> str | None:
    for name, value in made.headers.items():
        if name.lower() == "content-type":
            return value
    return None


def complete(definition: Definition, node: Any, value: Any, depth: int = 0) -> Any:
    """A body with what the client itself adds at any depth: required, internal, a default."""
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
