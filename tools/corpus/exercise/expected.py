"""The request that a definition asks for, derived from the raw definition only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, quote, unquote_to_bytes

from tools.corpus.exercise import applied, callbacks
from tools.corpus.exercise.credentials import (
    credentials_of_connection,
    credentials_of_schemes,
    has_connection_parameters,
)
from tools.corpus.exercise.definition import (
    Definition,
    Node,
    RawOperation,
    RawParameter,
    is_constant,
    is_given,
    members,
)
from tools.corpus.exercise.expected_body import (
    expect_body,
    expect_form,
    is_binary,
    is_file,
    is_plain_text,
    is_untyped,
    visibility,
)
from tools.corpus.exercise.policies import routed
from tools.corpus.exercise.request import JSON, Expected, Given, text, texts
from tools.corpus.exercise.sampler import Sampler


def give(
    definition: Definition,
    raw: RawOperation,
    *,
    required: bool,
    sampler: type[Sampler] = Sampler,
) -> Given:
    """Return values for every parameter, or only for the required ones."""
    values = sampler(definition, sparse=required)
    given = Given()
    hosts = applied.places(definition, raw)
    for parameter in raw.parameters:
        wanted = is_given(parameter.node, required=parameter.required)
        if wanted and (parameter.required or not required):
            given.parameters[parameter.key] = _sampled(values, parameter)
        pattern = _segments(raw, parameter)
        if pattern is not None:
            given.parameters[parameter.key] = pattern.replace("*", "part-1")
        place = hosts.get((parameter.location, parameter.name.lower()))
        sampled = given.parameters.get(parameter.key)
        # A number or an enum value can be part of a host unchanged.
        if (
            place is not None
            and isinstance(sampled, str)
            and "enum" not in parameter.node
        ):
            given.parameters[parameter.key] = place
    body = raw.body
    url_path = callbacks.url_path(definition, raw)
    if body is None or not (url_path or _is_open(definition, body)):
        return given
    schema = body.node.get("schema") or {}
    if body.required or not required or url_path:
        given.has_body = True
        given.body = values.value(schema, body.name)
        if is_binary(definition.schema(schema), _consumes(raw)):
            given.body = f"bytes of {body.name}".encode()
        elif is_plain_text(definition.schema(schema), _consumes(raw)):
            given.body = f"text of {body.name}"
        elif url_path:
            _give_callback(definition, given, schema, url_path)
    return given


def _give_callback(
    definition: Definition, given: Given, schema: Node, url_path: tuple[str, ...]
) -> None:
    """Set the callback URL as a member of the body, or beside the body if it is deeper."""
    if len(url_path) == 1:
        given.body = callbacks.place(definition, schema, given.body, url_path)
        return
    given.callback = url_path
    inner = {n: s for n, s, _ in members(definition.schema(schema))}[url_path[0]]
    if callbacks.is_bare(definition, inner):
        # The URL is all that a caller gives of this object.
        given.body.pop(url_path[0], None)


def _is_open(definition: Definition, body: RawParameter) -> bool:
    schema = definition.follow(body.node.get("schema"))
    return is_given({**schema, **visibility(body.node)}, required=body.required)


def _sampled(sampler: Sampler, parameter: RawParameter) -> Any:
    value = sampler.value(parameter.node, parameter.name)
    if isinstance(value, list) and any(isinstance(item, list) for item in value):
        value = _without_separators(value)
    if parameter.location == "formData" and isinstance(value, list):
        # A binary text is a file in a list.
        if is_file(parameter):
            return [str(item).encode() for item in value]
        if parameter.node.get("collectionFormat") != "multi":
            value = _without_separators(value)
    if parameter.location != "header":
        return value
    if (
        parameter.name.lower() in ("content-type", "accept")
        and "enum" not in parameter.node
    ):
        return str(parameter.node.get("default") or JSON).strip()
    return _printable(value)


def _without_separators(value: Any) -> Any:
    """Return a list of lists without texts that hold a separator, which nothing escapes."""
    if isinstance(value, list):
        return [_without_separators(item) for item in value]
    return re.sub(r"[,|\s]", "-", value) if isinstance(value, str) else value


def _printable(value: Any) -> Any:
    if isinstance(value, list):
        return [_printable(item) for item in value]
    if not isinstance(value, str):
        return value
    return "".join(c for c in value if ord(c) < 256).strip()


def expect(
    definition: Definition,
    raw: RawOperation,
    given: Given,
    values: Mapping[str, str] | None = None,
) -> Expected:
    """Return the expected request for given arguments; `values` are those of the client."""
    sent = dict(given.parameters)
    for parameter in raw.parameters:
        if is_constant(parameter.node, required=parameter.required):
            sent[parameter.key] = parameter.node["default"]
    base = str(definition.root.get("basePath") or "").strip().rstrip("/")
    by_key = {one.key: one for one in raw.parameters}
    if has_connection_parameters(definition):
        headers, query = credentials_of_connection(definition, raw)
    else:
        headers, query = credentials_of_schemes(definition, raw, values or {})
    raw = routed(definition, raw)
    path, _, fixed = raw.path.partition("?")
    raw = replace(raw, path=path)
    expected = Expected(
        raw.method.upper(),
        [*_literal(base).split(b"/"), *_path(raw, sent, by_key)][1:],
        [
            *query,
            *(p for p in _pairs("query", sent, by_key) if p[0] not in dict(query)),
            *parse_qsl(fixed, keep_blank_values=True),
        ],
        {**dict(_pairs("header", sent, by_key)), **headers},
    )
    expected.base = len(_literal(base).split(b"/")) - 1
    expected.accept = raw.produces
    successes = [
        definition.schema(node.get("schema"))
        for status, node in raw.responses.items()
        if status[:1] == "2" and status not in ("204", "205")
    ]
    expected.returns = (
        raw.method != "head"
        and bool(successes)
        and not any(is_untyped(schema) or is_binary(schema) for schema in successes)
    )
    raw = replace(raw, consumes=_consumes(raw))
    form = [(one, sent[one.key]) for one in raw.parameters if one.key in sent]
    form = [(one, value) for one, value in form if one.location == "formData"]
    if form:
        expect_form(expected, raw, form)
    elif raw.body is not None:
        expect_body(expected, definition, raw, raw.body, given)
    return expected


def raw_headers(raw: RawOperation) -> Iterator[tuple[str, RawParameter]]:
    """Yield the declared header parameters by name."""
    yield from (
        (parameter.name, parameter)
        for parameter in raw.parameters
        if parameter.location == "header"
    )


def _consumes(raw: RawOperation) -> tuple[str, ...]:
    """Return the consumed media types; a Content-Type that the
    client always sends overrides them.
    """
    fixed = [
        str(parameter.node["default"]).strip()
        for parameter in raw.parameters
        if parameter.location == "header" and parameter.name.lower() == "content-type"
        if is_constant(parameter.node, required=parameter.required)
    ]
    return tuple(fixed) or raw.consumes


def _segments(raw: RawOperation, parameter: RawParameter) -> str | None:
    """Return the form of a path parameter of several segments; None for one of a single one."""
    if parameter.location != "path":
        return None
    found = re.search(rf"\{{{re.escape(parameter.name)}=([^{{}}]*)\}}", raw.path)
    if found is not None:
        return found[1]
    pattern = str(parameter.node.get("pattern") or "").strip("^$")
    if "/" in pattern.replace("[^/]", ""):
        simple = pattern.replace("[^/]+", "*")
        return simple if re.fullmatch(r"[\w/*-]+", simple) else None
    return "*/*" if parameter.node.get("x-ms-skip-url-encoding") is True else None


def _path(
    raw: RawOperation,
    sent: Mapping[tuple[str, str], Any],
    by_key: Mapping[tuple[str, str], RawParameter],
) -> Iterator[bytes]:
    path = raw.path
    for key, parameter in by_key.items():
        pattern = _segments(raw, parameter)
        if pattern is not None:
            # A slash in the value separates segments.
            value = quote(str(sent[key]), safe="/")
            path = path.replace(f"{{{key[1]}={pattern}}}", value)
            path = path.replace(f"{{{key[1]}}}", value)
    for part in path.split("/")[1:]:
        segment = b""
        remainder = part
        while "{" in remainder and "}" in remainder:
            before, _, remainder = remainder.partition("{")
            name, _, remainder = remainder.partition("}")
            key = ("path", name)
            value = text(by_key[key].node, sent[key])
            double = by_key[key].node.get("x-ms-url-encoding") == "double"
            # A value that was encoded twice is still encoded after decoding once.
            segment += _literal(before)
            segment += (quote(value, safe="") if double else value).encode()
        # A slash in a value does not separate segments: values are already decoded.
        yield segment + _literal(remainder)


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
            yield from ((key[1], item) for item in texts(node, value))
        else:
            yield key[1], text(node, value)
