"""Checks of every operation with each kind of response, with the blocking and the asynchronous client.

The kinds are success (with an undeclared member), each declared error, a 429 followed by success, a
truncated body, and a timeout. The expected result is derived from the definition.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import re
import textwrap
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

import httpx2
from pydantic import TypeAdapter

from tools.corpus.exercise.answer import (
    faults,
    is_received_as_text,
    response_of,
    successes,
)
from tools.corpus.exercise.definition import Definition, Node, RawOperation, kind
from tools.corpus.exercise.expected import give
from tools.corpus.exercise.expected_body import is_binary
from tools.corpus.exercise.report import Report, Sdk
from tools.corpus.exercise.sampler import Sampler
from tools.corpus.exercise.wire import unequal

Outcome = Callable[[], httpx2.Response]
"""A function that makes the server's next response, or raises an error of httpx2."""
Result = Any
"""The `Response` of a call, or the exception that it raised."""
Faults = Iterator[tuple[str, str]]

ERRORS = {
    400: "BadRequestError",
    401: "UnauthorizedError",
    403: "ForbiddenError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableError",
    429: "RateLimitError",
}
ANY: TypeAdapter[Any] = TypeAdapter(Any)
BROKEN = b'{"a": [1, '


@dataclass(frozen=True, slots=True)
class Case:
    """A call: the server's responses, and a check of the result."""

    name: str
    outcomes: tuple[Outcome, ...]
    judge: Callable[[Result], Faults]


def check(sdk: Sdk, definition: Definition, report: Report) -> None:
    """Check every operation and every case with each client, and
    the script in the testing module.
    """
    asyncio.run(_check(sdk, definition, report))
    with report.case("testing", "script"):
        testing = importlib.import_module(f"{sdk.package.__name__}.testing")
        script = (testing.__doc__ or "").partition("\n\n")[2].partition("\n\nIt ")[0]
        names: dict[str, Any] = {}
        exec(textwrap.dedent(script), names)
        with TemporaryDirectory() as folder, chdir(folder):
            for name in re.findall(r'Path\("([^"/]+)"\)', script):
                Path(name).write_bytes(b"a file of the user")
            names.get("test_something", bool)()


async def _check(sdk: Sdk, definition: Definition, report: Report) -> None:
    script: list[Outcome] = []
    transport = httpx2.MockTransport(lambda request: script.pop(0)())
    with sdk.client(transport) as client:
        async with sdk.async_client(transport) as waiting:
            for raw, operation in _operations(sdk, definition, report):
                for case in cases(sdk, definition, raw):
                    for call in (_blocking(client), _awaited(waiting)):
                        name = f"{case.name} {call.__name__}"
                        with report.case(raw.id, name):
                            script[:] = case.outcomes
                            # As many attempts as the server has responses.
                            retry = sdk.package.Retry(attempts=len(script))
                            result = await call(operation, retry)
                            for cause, detail in case.judge(result):
                                report.fail(raw.id, name, cause, detail)
                            if script:
                                report.fail(raw.id, name, "too few requests", "")


def _operations(
    sdk: Sdk, definition: Definition, report: Report
) -> Iterator[tuple[RawOperation, Any]]:
    """Yield each operation with its required arguments. One that
    cannot be made is a failure of `wire`.
    """
    for raw in definition.operations():
        try:
            given = give(definition, raw, required=True)
            yield raw, sdk.function(raw)(**sdk.arguments(raw, given))
        except Exception:
            report.skip("the operation cannot be made: see wire")


Call = Callable[[Any, Any], Awaitable[Result]]


def _blocking(client: Any) -> Call:
    async def blocking(operation: Any, retry: Any) -> Result:
        try:
            return client.send(operation, retry=retry)
        except Exception as error:
            return error

    return blocking


def _awaited(client: Any) -> Call:
    async def awaited(operation: Any, retry: Any) -> Result:
        try:
            return await client.send(operation, retry=retry)
        except Exception as error:
            return error

    return awaited


def cases(sdk: Sdk, definition: Definition, raw: RawOperation) -> Iterator[Case]:
    """Yield the cases of an operation."""
    hint = get_args(sdk.hints(raw)["return"])[0]
    responses = [
        (status, node, *sample)
        for status, node in successes(raw)
        if (sample := response_of(definition, raw, status, node, "all")) is not None
    ]
    for status, node, sent, response in responses:
        again = _again(response)
        yield Case(f"{status}", (again,), _succeeds(sent, hint, attempts=1))
        yield Case(
            f"429, {status}", (_limited, again), _succeeds(sent, hint, attempts=2)
        )
        if _is_structured(definition, raw, status, node):
            broken = _json(status, BROKEN)
            yield Case(
                f"{status} broken off", (broken,), _fails(sdk, raw, "DecodeError")
            )
    for status, node in failures(raw):
        sent, refused = _refusal(definition, status, node)
        yield Case(f"{status}", (refused,), _refuses(sdk, raw, status, sent))
    yield Case("429", (_limited, _limited), _refuses(sdk, raw, 429, {}))
    yield Case("no response", (_late,), _fails(sdk, raw, "NetworkTimeoutError"))


def failures(raw: RawOperation) -> Iterator[tuple[int, Node]]:
    """Yield the declared errors, with a status to serve them with, and a 404."""
    exact = [(s, node) for s, node in raw.responses.items() if s.isdigit()]
    errors = [(int(s), node) for s, node in exact if 400 <= int(s) <= 599]
    # The 429 that every operation may get has a separate case.
    yield from ((s, node) for s, node in errors if s != 429)
    succeeds = any(s.startswith("2") for s in raw.responses)
    if 404 not in dict(errors):
        yield 404, (raw.responses.get("default", {}) if succeeds else {})


def _again(response: httpx2.Response) -> Outcome:
    return lambda: httpx2.Response(
        response.status_code, content=response.content, headers=response.headers
    )


def _json(status: int, content: bytes) -> Outcome:
    kind = {"content-type": "application/json"}
    return lambda: httpx2.Response(status, content=content, headers=kind)


def _limited() -> httpx2.Response:
    return httpx2.Response(429, headers={"retry-after": "0"}, json={})


def _late() -> httpx2.Response:
    raise httpx2.ReadTimeout("too slow")


def _is_structured(
    definition: Definition, raw: RawOperation, status: int, node: Node
) -> bool:
    """Return whether a response can only be read if it is JSON of a certain shape."""
    schema = node.get("schema")
    if not isinstance(schema, Mapping) or status in (204, 205) or raw.method == "head":
        return False
    resolved = definition.schema(schema)
    if is_received_as_text(raw, resolved):
        return False
    return not is_binary(resolved) and kind(resolved) not in ("any", "string", "file")


def _refusal(definition: Definition, status: int, node: Node) -> tuple[Any, Outcome]:
    """Return the body of an error, and the response that holds it."""
    schema = node.get("schema")
    sent: Any = {"message": "no such thing"}
    if isinstance(schema, Mapping) and not is_binary(definition.schema(schema)):
        sampler = Sampler(definition, is_response=True, unknown=True)
        sent = sampler.value(schema, "answer")
    return sent, _json(status, json.dumps(sent).encode())


def _succeeds(sent: Any, hint: Any, *, attempts: int) -> Callable[[Result], Faults]:
    def judge(result: Result) -> Faults:
        if isinstance(result, Exception):
            yield f"raises {type(result).__name__}", str(result)
            return
        if result.attempts != attempts:
            yield "attempts", f"{result.attempts}, not {attempts}"
        yield from faults(sent, result.data, hint)

    return judge


def _refuses(
    sdk: Sdk, raw: RawOperation, status: int, sent: Any
) -> Callable[[Result], Faults]:
    name = ERRORS.get(status, "ServerError" if status >= 500 else "StatusError")

    def judge(result: Result) -> Faults:
        yield from _is_error(sdk, raw, result, name)
        if not isinstance(result, sdk.package.errors.StatusError):
            return
        if result.status != status:
            yield "another status", f"{result.status}, not {status}"
        if not str(result).startswith(f"{sdk.id(raw)}: {status}"):
            yield "message", str(result)
        body = ANY.dump_python(
            result.body, mode="json", by_alias=True, exclude_unset=True
        )
        difference = next(unequal(sent, body, "body"), None)
        if difference is not None:
            yield difference

    return judge


def _fails(sdk: Sdk, raw: RawOperation, name: str) -> Callable[[Result], Faults]:
    return lambda result: _is_error(sdk, raw, result, name)


def _is_error(sdk: Sdk, raw: RawOperation, result: Result, name: str) -> Faults:
    """Yield the faults of an exception: it must be of the class and the
    operation, on one line, without a secret.
    """
    if type(result).__name__ != name:
        yield f"{type(result).__name__}, not {name}", str(result)
        return
    if result.operation != sdk.id(raw):
        yield "another operation", str(result.operation)
    if len(str(result).splitlines()) != 1 or "credential-" in f"{result} {result!r}":
        yield "message", str(result)
