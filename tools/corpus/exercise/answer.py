"""Checks of responses: a made-up one for every declared success,
compared with what the SDK reads.
"""

from __future__ import annotations

import json
import types
from collections.abc import Iterator, Mapping
from typing import Any, Literal, Union, get_args, get_origin

import httpx2
from pydantic import BaseModel, TypeAdapter

from tools.corpus.exercise.definition import Definition, Node, RawOperation, kind
from tools.corpus.exercise.expected import give
from tools.corpus.exercise.expected_body import is_binary, is_plain_text, is_untyped
from tools.corpus.exercise.policies import policies_of
from tools.corpus.exercise.report import Report, Sdk
from tools.corpus.exercise.sampler import UNKNOWN, Sampler
from tools.corpus.exercise.wire import unequal

ANY: TypeAdapter[Any] = TypeAdapter(Any)


def check(sdk: Sdk, definition: Definition, report: Report) -> None:
    """Check every declared success: all members and an unknown one,
    a few members, and an empty body.
    """
    served: list[httpx2.Response] = []
    transport = httpx2.MockTransport(lambda request: served[-1])
    with sdk.client(transport) as client:
        for raw in definition.operations():
            try:
                given = give(definition, raw, required=True)
                operation = sdk.function(raw)(**sdk.arguments(raw, given))
            except Exception:
                report.skip("the operation cannot be made: see wire")
                continue
            for policy in policies_of(definition, raw):
                if policy.section == "response":
                    report.skip(f"answers behind the policy {policy.template}")
            for status, node in successes(raw):
                for case in ("all", "little", "empty"):
                    with report.case(raw.id, f"{status} {case}"):
                        sample = response_of(definition, raw, status, node, case)
                        if sample is None:
                            continue
                        sent, response = sample
                        served.append(response)
                        data = client.send(operation).data
                        hint = get_args(sdk.hints(raw)["return"])[0]
                        for cause, detail in faults(sent, data, hint):
                            report.fail(raw.id, f"{status} {case}", cause, detail)


def successes(raw: RawOperation) -> list[tuple[int, Node]]:
    """Return the declared responses that are not errors, with a status to serve them with."""
    exact = [(s, node) for s, node in raw.responses.items() if s.startswith("2")]
    if exact:
        return [(int(s), node) for s, node in exact if s.isdigit()]
    return [(200, node) for s, node in raw.responses.items() if s == "default"]


def response_of(
    definition: Definition, raw: RawOperation, status: int, response: Node, case: str
) -> tuple[Any, httpx2.Response] | None:
    """Return the sent value and the response that holds it; None if the case does not apply."""
    schema = response.get("schema")
    if raw.method == "head" or status in (204, 205):
        return None, httpx2.Response(status)
    resolved = definition.schema(schema) if isinstance(schema, Mapping) else {}
    if is_binary(resolved, raw.produces):
        content = b"" if case == "empty" else b"\x00\xff" + case.encode()
        return content, httpx2.Response(
            status, content=content, headers=_content_type(raw)
        )
    if is_received_as_text(raw, resolved):
        text = "" if case == "empty" else "<a>Grüße</a>"
        return text, httpx2.Response(
            status, content=text.encode(), headers=_content_type(raw)
        )
    if not isinstance(schema, Mapping):
        if case == "empty":
            return None, httpx2.Response(status)
        schema = {}
    if case == "empty":
        return None
    sampler = Sampler(
        definition, is_response=True, sparse=case == "little", unknown=case == "all"
    )
    value = sampler.value(schema, "answer")
    headers = {"content-type": "application/json"}
    content = json.dumps(value).encode()
    return value, httpx2.Response(status, content=content, headers=headers)


def is_received_as_text(raw: RawOperation, schema: Node) -> bool:
    """Return whether a body is text by its media types: XML, or text of no declared type."""
    is_xml = all(one.partition(";")[0].endswith("xml") for one in raw.produces)
    if not raw.produces or kind(schema) == "string":
        return False
    return is_xml or (is_untyped(schema) and is_plain_text({}, raw.produces))


def _content_type(raw: RawOperation) -> dict[str, str]:
    """Return the first produced media type as a header; none if it is a range."""
    types = [one.partition(";")[0].strip() for one in raw.produces if "*" not in one]
    return {"content-type": f"{types[0]}; charset=utf-8"} if types else {}


def faults(sent: Any, data: Any, hint: Any) -> Iterator[tuple[str, str]]:
    """Yield cause and detail of each difference between the read and the sent value."""
    if not is_of(data, hint):
        yield "another type than declared", f"{type(data).__name__}, not {hint}"
    if isinstance(sent, bytes):
        if data != sent:
            yield "other bytes", repr(data)[:100]
        return
    dumped = ANY.dump_python(data, mode="json", by_alias=True, exclude_unset=True)
    difference = next(unequal(sent, dumped, "answer"), None)
    if difference is not None:
        yield difference
    undeclared = next(_undeclared(data), None)
    if undeclared is not None:
        yield "a declared member is no field", undeclared


def is_of(value: Any, hint: Any) -> bool:
    """Return whether a value is of a type, as a type checker reads it."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint is Any:
        return True
    if hint is None or hint is type(None):
        return value is None
    if origin in (Union, types.UnionType):
        return any(is_of(value, member) for member in arguments)
    if origin is Literal:
        return value in arguments
    if origin is list:
        return isinstance(value, list) and all(is_of(v, arguments[0]) for v in value)
    if origin is dict:
        return isinstance(value, dict) and all(
            is_of(v, arguments[1]) for v in value.values()
        )
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, hint)


def _undeclared(value: Any) -> Iterator[str]:
    """Yield the declared members that a model has as unknown ones instead of fields."""
    if isinstance(value, BaseModel):
        for name in value.model_extra or {}:
            if name != UNKNOWN:
                yield f"{type(value).__name__}: {name}"
        for name in type(value).model_fields:
            yield from _undeclared(getattr(value, name, None))
    elif isinstance(value, list):
        for item in value:
            yield from _undeclared(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _undeclared(item)
