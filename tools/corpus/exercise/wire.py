"""Checks of requests: every operation is sent, and compared with what the definition asks for."""

from __future__ import annotations

import base64
import email
import email.policy
import inspect
import json
import re
import types
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Union, get_args, get_origin
from urllib.parse import parse_qsl, unquote, unquote_to_bytes

import httpx2
from pydantic import TypeAdapter

from tools.corpus.exercise.applied import Call, apply, connection, is_changed
from tools.corpus.exercise.definition import Definition, RawOperation
from tools.corpus.exercise.expected import expect, give
from tools.corpus.exercise.policies import is_made_of_values, policies_of
from tools.corpus.exercise.report import Report, Sdk
from tools.corpus.exercise.request import ANY_CREDENTIAL, Expected, Given
from tools.corpus.exercise.sampler import MOMENTS

OURS = frozenset(
    "accept accept-encoding connection content-length content-type host "
    "transfer-encoding user-agent".split()
)
"""Headers that a client adds by itself."""


def check(sdk: Sdk, definition: Definition, report: Report) -> None:
    """Check every operation with all arguments, with the required ones,
    and with the body as one argument.

    Every seventh is also sent asynchronously.
    """
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        request.read()
        seen.append(request)
        return httpx2.Response(204)

    with sdk.client(httpx2.MockTransport(answer)) as client:
        for index, raw in enumerate(definition.operations()):
            if any(map(is_made_of_values, policies_of(definition, raw))):
                report.skip("a path of values, apart from its policies")
                continue
            for case in ("all", "required", "whole"):
                if case == "whole" and not sdk.can_be_whole(raw):
                    continue
                with report.case(raw.id, case):
                    given = give(definition, raw, required=case == "required")
                    arguments = sdk.arguments(raw, given, whole=case == "whole")
                    seen.clear()
                    _call(sdk, client, raw, arguments)
                    expected = expect(definition, raw, given, sdk.values())
                    expected.origin = sdk.origin
                    for cause, detail in differences(expected, seen[0]):
                        report.fail(raw.id, case, cause, detail)
                    if index % 7 == 0 and case != "whole":
                        _same_async(sdk, raw, given, seen[0])
    changed = [one for one in definition.operations() if is_changed(definition, one)]
    if not changed:
        return
    with sdk.client(httpx2.MockTransport(answer), policies=True) as client:
        for raw in changed:
            with report.case(raw.id, "policies"):
                given = give(definition, raw, required=False)
                expected = expect(definition, raw, given, sdk.values())
                call = Call(expected, connection(definition, sdk.values()))
                unknown = apply(definition, raw, call)
                if unknown:
                    report.skip(f"requests behind the policy {unknown}")
                    continue
                seen.clear()
                _call(sdk, client, raw, sdk.arguments(raw, given))
                for cause, detail in differences(expected, seen[0]):
                    report.fail(raw.id, "policies", f"policies: {cause}", detail)


def _call(
    sdk: Sdk, client: Any, raw: RawOperation, arguments: Mapping[str, Any]
) -> None:
    """Call the operation's method if it sends at once, else use `send`."""
    method = None if raw.internal else sdk.method(client, raw)
    later = ("Pager", "Poller", "Stream")
    if method is None or any(
        kind in str(inspect.signature(method).return_annotation) for kind in later
    ):
        client.send(sdk.function(raw)(**arguments))
    else:
        method(**arguments)


def _same_async(
    sdk: Sdk, raw: RawOperation, given: Given, sent: httpx2.Request
) -> None:
    import asyncio

    seen: list[httpx2.Request] = []

    async def answer(request: httpx2.Request) -> httpx2.Response:
        await request.aread()
        seen.append(request)
        return httpx2.Response(204)

    async def call() -> None:
        transport = httpx2.MockTransport(answer)
        async with sdk.async_client(transport) as client:
            await client.send(sdk.function(raw)(**sdk.arguments(raw, given)))

    asyncio.run(call())
    other = seen[0]
    assert other.url.raw_path == sent.url.raw_path, "async differs"
    assert other.method == sent.method, "async differs"
    multipart = "multipart" in sent.headers.get("content-type", "")
    assert multipart or other.content == sent.content, "async differs"


def prepared(hint: Any, value: Any) -> Any:
    """Return a sampled value as an argument for an annotation, with models if it has some."""
    holds_files = isinstance(value, list) and any(isinstance(v, bytes) for v in value)
    if isinstance(value, bytes) or holds_files or hint is Any:
        return value
    parts = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    accepted = [part for part in parts if getattr(part, "__name__", "") != "Unset"]
    if datetime in accepted and value in MOMENTS:
        return datetime.fromisoformat(value)
    several: Any = Union.__getitem__(tuple(accepted))
    return TypeAdapter(several).validate_python(value)


def differences(
    expected: Expected, request: httpx2.Request
) -> Iterator[tuple[str, str]]:
    """Yield cause and detail of each difference between a request and the expected one."""
    origin = f"{request.url.scheme}://{request.url.netloc.decode('ascii')}"
    if expected.origin and origin != expected.origin:
        yield "host", f"{origin}, not {expected.origin}"
    if request.method != expected.method:
        yield "method", f"{request.method}, not {expected.method}"
    path, _, query = request.url.raw_path.decode("ascii").partition("?")
    segments = [unquote_to_bytes(part) for part in path.split("/")][1:]
    if segments != expected.segments:
        yield "path", f"{segments}, not {expected.segments}"
    yield from _query(expected.query, query)
    yield from _headers(expected, request)
    yield from _body(expected, request)


def _query(expected: list[tuple[str, str]], query: str) -> Iterator[tuple[str, str]]:
    parts = [part.partition("=")[::2] for part in query.split("&") if part]
    pairs = [(unquote(name), unquote(value)) for name, value in parts]
    names, wanted = [n for n, _ in pairs], [n for n, _ in expected]
    for name in sorted({*names} - {*wanted}):
        yield "query: undeclared", name
    for name in sorted({*wanted} - {*names}):
        yield "query: missing", name
    for name in sorted({*wanted} & {*names}):
        theirs = [v for n, v in pairs if n == name]
        ours = [v for n, v in expected if n == name]
        if len(theirs) != len(ours) or not all(map(same_text, ours, theirs)):
            yield "query: value", f"{name}: {theirs}, not {ours}"


def _headers(expected: Expected, request: httpx2.Request) -> Iterator[tuple[str, str]]:
    wanted = {name.lower(): value for name, value in expected.headers.items()}
    sent = {
        name.decode("ascii").lower(): value.decode("latin-1")
        for name, value in request.headers.raw
    }
    for name, value in wanted.items():
        if name not in sent:
            yield "header: missing", name
        elif value == "Basic *":
            if not re.match(r"credential-\d+:", _decoded(sent[name])):
                yield "header: value", f"{name}: {sent[name]}"
        elif name == "content-type" and expected.kind == "multipart":
            continue  # it contains the boundary: see _multipart
        elif not same_text(value.strip(), sent[name]):
            yield "header: value", f"{name}: {sent[name]!r}, not {value!r}"
    accept = {one.strip() for one in sent.get("accept", "").split(",")}
    if "accept" not in wanted and not expected.is_accepted(accept):
        yield "header: Accept", f"{sent.get('accept')!r}, not {expected.accept}"
    for name in sorted(sent.keys() - wanted.keys() - OURS):
        yield "header: undeclared", name


def _body(expected: Expected, request: httpx2.Request) -> Iterator[tuple[str, str]]:
    content = request.content
    content_type = request.headers.get("content-type", "")
    if expected.kind == "none" or (not content and expected.optional):
        if content:
            yield "body: not asked for", repr(content[:100])
        return
    plain = content_type.partition(";")[0].strip().lower()
    known = {one.partition(";")[0].strip().lower() for one in expected.content_types}
    if plain not in known:
        yield "content type", f"{content_type!r}, not one of {sorted(known)}"
    match expected.kind:
        case "bytes":
            body = expected.body
            wanted = body.encode() if isinstance(body, str) else body
            if content != wanted:
                yield "body: bytes", f"{content[:100]!r}, not {wanted[:100]!r}"
        case "form":
            yield from _form(expected.body, content)
        case "multipart":
            yield from _multipart(expected.body, content, content_type)
        case _:
            yield from _json(expected.body, content)


def _json(expected: Any, content: bytes) -> Iterator[tuple[str, str]]:
    try:
        sent = json.loads(content)
    except ValueError:
        yield "body: not JSON", repr(content[:100])
        return
    difference = next(unequal(expected, sent, "body"), None)
    if difference is not None:
        yield difference


def unequal(wanted: Any, found: Any, where: str) -> Iterator[tuple[str, str]]:
    """Yield the differences of JSON values; date-times are compared as instants."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        for name in wanted.keys() - found.keys():
            yield "JSON: a member is missing", f"{where}.{name}"
        for name in found.keys() - wanted.keys():
            yield "JSON: a member too many", f"{where}.{name}: {found[name]!r}"
        for name in wanted.keys() & found.keys():
            yield from unequal(wanted[name], found[name], f"{where}.{name}")
    elif isinstance(wanted, list) and isinstance(found, list):
        if len(wanted) != len(found):
            yield "JSON: another length", where
        for index, (wanted_item, found_item) in enumerate(
            zip(wanted, found, strict=False)
        ):
            yield from unequal(wanted_item, found_item, f"{where}[{index}]")
    elif isinstance(wanted, str) and isinstance(found, str):
        if not same_text(wanted, found):
            yield "JSON: a string differs", f"{where}: {found!r}, not {wanted!r}"
    elif wanted != found or isinstance(wanted, bool) is not isinstance(found, bool):
        yield "JSON: a value differs", f"{where}: {found!r}, not {wanted!r}"


def _form(expected: list[tuple[str, Any]], content: bytes) -> Iterator[tuple[str, str]]:
    sent = parse_qsl(content.decode("ascii"), keep_blank_values=True)
    names = [name for name, _ in expected]
    if sorted(name for name, _ in sent) != sorted(names):
        yield "form: names", f"{[n for n, _ in sent]}, not {names}"
        return
    for (name, value), (_, wanted) in zip(sorted(sent), _sorted(expected), strict=True):
        nested = isinstance(wanted, dict | list)
        equal = (
            json.loads(value) == wanted if nested else same_text(_plain(wanted), value)
        )
        if not equal:
            yield "form: value", f"{name}: {value!r}, not {wanted!r}"


def _sorted(pairs: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return sorted(pairs, key=lambda pair: (pair[0], str(pair[1])))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return (
        str(int(value))
        if isinstance(value, float) and value.is_integer()
        else str(value)
    )


def _multipart(
    expected: list[tuple[str, Any]], content: bytes, content_type: str
) -> Iterator[tuple[str, str]]:
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    message = email.message_from_bytes(head + content, policy=email.policy.HTTP)
    if not message.is_multipart():
        yield "multipart: no parts", content_type
        return
    sent = []
    for part in message.iter_parts():
        disposition = part["content-disposition"]
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        sent.append((disposition.params.get("name"), payload, part.get_filename()))
    names = [name for name, _ in expected]
    if sorted(str(part_sent[0]) for part_sent in sent) != sorted(names):
        yield "multipart: names", f"{[part_sent[0] for part_sent in sent]}, not {names}"
        return
    for name, payload, filename in sent:
        values = [
            v if isinstance(v, bytes) else v.encode() for n, v in expected if n == name
        ]
        is_file = any(isinstance(v, bytes) for n, v in expected if n == name)
        if payload not in values and not _instants(payload, values):
            yield "multipart: value", f"{name}: {payload!r}, not {values!r}"
        if is_file and not filename:
            yield "multipart: a file without a filename", str(name)


def _instants(payload: bytes, values: list[bytes]) -> bool:
    return any(
        same_text(v.decode("utf-8", "replace"), payload.decode("utf-8", "replace"))
        for v in values
    )


def _decoded(basic: str) -> str:
    return base64.b64decode(basic.partition(" ")[2]).decode()


def same_text(wanted: str, found: str) -> bool:
    """Return whether two texts are equal; date-times are compared as instants."""
    if wanted == found or (
        wanted.endswith(ANY_CREDENTIAL) and found.startswith(wanted[:-1])
    ):
        return True
    if wanted not in MOMENTS:
        return False
    wanted_moment, found_moment = moment(wanted), moment(found)
    return wanted_moment is not None and wanted_moment == found_moment


def moment(text: str) -> datetime | None:
    """Return a date-time as an instant, in UTC without a zone; None if it is not one."""
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        return None
    return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed
