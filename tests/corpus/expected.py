"""The request that a definition asks for, worked out from the raw definition alone."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from corpus.definition import (
    Definition,
    Node,
    RawOperation,
    RawParameter,
    is_constant,
    is_given,
    kind,
    members,
)
from corpus.sampler import Sampler

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
SEPARATORS = {"ssv": " ", "tsv": "\t", "pipes": "|"}


@dataclass(slots=True)
class Given:
    """What a caller gives to one call, by location and wire name."""

    parameters: dict[tuple[str, str], Any] = field(
        default_factory=dict[tuple[str, str], Any]
    )
    body: Any = None
    has_body: bool = False


@dataclass(slots=True)
class Expected:
    """What has to be on the wire. Texts are as they are before any encoding."""

    method: str
    segments: list[bytes]
    """The path between slashes, percent-decoded once."""
    query: list[tuple[str, str]]
    headers: dict[str, str]
    kind: str = "none"
    """`none`, `json`, `form`, `multipart` or `bytes`."""
    content_types: tuple[str, ...] = ()
    """Any of these is right."""
    body: Any = None
    optional: bool = False
    """Whether no body is right, too."""


def give(definition: Definition, raw: RawOperation, *, required: bool) -> Given:
    """Values for every parameter, or for the required ones alone."""
    sampler = Sampler(definition, sparse=required)
    given = Given()
    for one in raw.parameters:
        wanted = is_given(one.node, required=one.required)
        if wanted and (one.required or not required):
            given.parameters[one.key] = _sampled(sampler, one)
    body = raw.body
    if body is None or not _is_open(definition, body):
        return given
    if body.required or not required:
        schema = body.node.get("schema") or {}
        given.has_body = True
        given.body = sampler.value(schema, body.name)
        if is_binary(definition.schema(schema)):
            given.body = f"bytes of {body.name}".encode()
    return given


def is_binary(schema: Node) -> bool:
    """Whether a whole body of a schema is bytes as they are."""
    return kind(schema) == "file" or (
        kind(schema) == "string" and schema.get("format") == "binary"
    )


def _is_open(definition: Definition, body: RawParameter) -> bool:
    schema = definition.follow(body.node.get("schema"))
    return is_given({**schema, **_visibility(body.node)}, required=body.required)


def _visibility(node: Node) -> Node:
    return {k: node[k] for k in ("x-ms-visibility",) if k in node}


def _sampled(sampler: Sampler, one: RawParameter) -> Any:
    value = sampler.value(one.node, one.name)
    if one.location != "header":
        return value
    if one.name.lower() in ("content-type", "accept") and "enum" not in one.node:
        return str(one.node.get("default") or JSON).strip()
    return _printable(value)


def _printable(value: Any) -> Any:
    if isinstance(value, list):
        return [_printable(item) for item in value]
    if not isinstance(value, str):
        return value
    return "".join(c for c in value if ord(c) < 256).strip()


def expect(definition: Definition, raw: RawOperation, given: Given) -> Expected:
    """The request for what was given."""
    sent = dict(given.parameters)
    for one in raw.parameters:
        if is_constant(one.node, required=one.required):
            sent[one.key] = one.node["default"]
    base = str(definition.root.get("basePath") or "").strip().rstrip("/")
    by_key = {one.key: one for one in raw.parameters}
    headers, query = _credentials(definition)
    made = Expected(
        raw.method.upper(),
        [*_literal(base).split(b"/"), *_path(raw, sent, by_key)][1:],
        [
            *query,
            *(p for p in _pairs("query", sent, by_key) if p[0] not in dict(query)),
        ],
        {**dict(_pairs("header", sent, by_key)), **headers},
    )
    produced = [one.partition(";")[0].strip().lower() for one in raw.produces]
    asks = any(name == "accept" for name in map(str.lower, dict(raw_headers(raw))))
    if produced and not asks and not any(map(_means_json, produced)):
        made.headers["Accept"] = ", ".join(raw.produces)
    raw = replace(raw, consumes=_consumes(raw))
    form = [(one, sent[one.key]) for one in raw.parameters if one.key in sent]
    form = [(one, value) for one, value in form if one.location == "formData"]
    if form:
        _expect_form(made, raw, form)
    elif raw.body is not None:
        _expect_body(made, definition, raw, raw.body, given)
    return made


def raw_headers(raw: RawOperation) -> Iterator[tuple[str, RawParameter]]:
    """The declared header parameters by name."""
    yield from ((one.name, one) for one in raw.parameters if one.location == "header")


def _means_json(media_type: str) -> bool:
    return media_type.endswith(("/json", "+json")) or media_type == "*/*"


def _consumes(raw: RawOperation) -> tuple[str, ...]:
    """What is consumed; a Content-Type that the client always sends is what really holds."""
    fixed = [
        str(one.node["default"]).strip()
        for one in raw.parameters
        if one.location == "header" and one.name.lower() == "content-type"
        if is_constant(one.node, required=one.required)
    ]
    return tuple(fixed) or raw.consumes


def _credentials(
    definition: Definition,
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The headers and the query of the first way to prove who calls; see `CREDENTIALS`."""
    defined: Node = definition.root.get("securityDefinitions") or {}
    required = [
        requirement
        for owner in (definition.root, *(raw.node for raw in definition.operations()))
        for requirement in owner.get("security") or ()
        if requirement and all(name in defined for name in requirement)
    ]
    names = list(required[0]) if required else list(defined)[:1]
    headers: dict[str, str] = {}
    query: list[tuple[str, str]] = []
    connection: Node = definition.properties.get("connectionParameters") or {}
    types = [str(one.get("type")).lower() for one in connection.values()]
    if not names and "oauthsetting" in types:
        headers["Authorization"] = "Bearer credential-0"
    for index, name in enumerate(names):
        scheme = defined[name]
        match scheme.get("type"):
            case "apiKey" if scheme.get("in") == "query":
                query.append((scheme["name"], f"credential-{index}"))
            case "apiKey":
                headers[scheme["name"]] = f"credential-{index}"
            case "basic":
                headers["Authorization"] = "Basic *"
            case "oauth2":
                headers["Authorization"] = f"Bearer credential-{index}"
            case _:
                pass
    return headers, query


def _path(
    raw: RawOperation,
    sent: Mapping[tuple[str, str], Any],
    by_key: Mapping[tuple[str, str], RawParameter],
) -> Iterator[bytes]:
    for part in raw.path.split("/")[1:]:
        segment = b""
        rest = part
        while "{" in rest and "}" in rest:
            before, _, rest = rest.partition("{")
            name, _, rest = rest.partition("}")
            key = ("path", name)
            text = _text(by_key[key].node, sent[key])
            double = by_key[key].node.get("x-ms-url-encoding") == "double"
            # Decoded once, a value that was encoded twice is still encoded.
            segment += _literal(before)
            segment += (quote(text, safe="") if double else text).encode()
        # A slash in a value is no border of a segment: it has been decoded here.
        yield segment + _literal(rest)


def _literal(text: str) -> bytes:
    return unquote_to_bytes(text)


def _pairs(
    location: str,
    sent: Mapping[tuple[str, str], Any],
    by_key: Mapping[tuple[str, str], RawParameter],
) -> Iterator[tuple[str, str]]:
    for key, value in sent.items():
        if key[0] != location:
            continue
        node = by_key[key].node
        if isinstance(value, list) and node.get("collectionFormat") == "multi":
            yield from ((key[1], _scalar(item)) for item in value)
        else:
            yield key[1], _text(node, value)


def _text(node: Node, value: Any) -> str:
    if isinstance(value, list):
        separator = SEPARATORS.get(str(node.get("collectionFormat")), ",")
        return separator.join(_scalar(item) for item in value)
    return _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _expect_form(
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
        (one.name, value if isinstance(value, bytes) else text)
        for one, value in form
        for text in (
            [_scalar(item) for item in value]
            if isinstance(value, list) and one.node.get("collectionFormat") == "multi"
            else ["" if isinstance(value, bytes) else _text(one.node, value)]
        )
    ]


def _expect_body(
    made: Expected,
    definition: Definition,
    raw: RawOperation,
    body: RawParameter,
    given: Given,
) -> None:
    node = body.node.get("schema") or {}
    schema = definition.schema(node)
    value = given.body
    own = {**schema, **_visibility(body.node)}
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
    takes_json = not plain or any(map(_means_json, plain))
    made.body = whole
    if is_binary(schema):
        made.kind = "bytes"
        made.content_types = raw.consumes or ("application/octet-stream",)
        made.content_types += ("application/octet-stream",)
    elif kind(schema) == "string" and not takes_json:
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


def decoded_basic(value: str) -> str:
    """The name and password of a Basic credential, joined by a colon."""
    return base64.b64decode(value.partition(" ")[2]).decode()
