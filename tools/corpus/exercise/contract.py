"""What every operation promises, with each kind of answer: asked of the blocking and the awaited client.

Success (with a member that no definition declares), each declared error, a 429 and then success, a
body that is broken off, and no answer in time. What is expected is worked out of the definition.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import textwrap
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

import httpx2
from pydantic import TypeAdapter

from tools.corpus.exercise.answer import faults, response_of, successes
from tools.corpus.exercise.definition import Definition, Node, RawOperation, kind
from tools.corpus.exercise.expected import give
from tools.corpus.exercise.expected_body import is_binary
from tools.corpus.exercise.report import Report, Sdk
from tools.corpus.exercise.sampler import Sampler
from tools.corpus.exercise.wire import unequal

Outcome = Callable[[], httpx2.Response]
"""Makes what the server does next: an answer, or an error of httpx2."""
Came = Any
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
    """One call: what the server does, and what has to come of it."""

    name: str
    outcomes: tuple[Outcome, ...]
    judge: Callable[[Came], Faults]


def check(sdk: Sdk, definition: Definition, report: Report) -> None:
    """Every operation and every case, with each client; and the script of the testing module."""
    asyncio.run(_check(sdk, definition, report))
    with report.case("testing", "script"):
        testing = importlib.import_module(f"{sdk.package.__name__}.testing")
        script = (testing.__doc__ or "").partition("\n\n")[2].partition("\n\nIt ")[0]
        names: dict[str, Any] = {}
        exec(textwrap.dedent(script), names)
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
                            # As many attempts as the server has answers.
                            retry = sdk.package.Retry(attempts=len(script))
                            came = await call(operation, retry)
                            for cause, detail in case.judge(came):
                                report.fail(raw.id, name, cause, detail)
                            if script:
                                report.fail(raw.id, name, "too few requests", "")


def _operations(
    sdk: Sdk, definition: Definition, report: Report
) -> Iterator[tuple[RawOperation, Any]]:
    """Each operation with what it requires; one that cannot be made is a failure of `wire`."""
    for raw in definition.operations():
        try:
            given = give(definition, raw, required=True)
            yield raw, sdk.function(raw)(**sdk.arguments(raw, given))
        except Exception:
            report.skip("the operation cannot be made: see wire")


Call = Callable[[Any, Any], Awaitable[Came]]


def _blocking(client: Any) -> Call:
    async def blocking(operation: Any, retry: Any) -> Came:
        try:
            return client.send(operation, retry=retry)
        except Exception as error:
            return error

    return blocking


def _awaited(client: Any) -> Call:
    async def awaited(operation: Any, retry: Any) -> Came:
        try:
            return await client.send(operation, retry=retry)
        except Exception as error:
            return error

    return awaited


def cases(sdk: Sdk, definition: Definition, raw: RawOperation) -> Iterator[Case]:
    """The cases of one operation."""
    hint = get_args(sdk.hints(raw)["return"])[0]
    answers = [
        (status, node, *answer)
        for status, node in successes(raw)
        if (answer := response_of(definition, status, node, "all")) is not None
    ]
    for status, node, sent, made in answers:
        again = _again(made)
        yield Case(f"{status}", (again,), _succeeds(sent, hint, attempts=1))
        yield Case(
            f"429, {status}", (_limited, again), _succeeds(sent, hint, attempts=2)
        )
        if _is_structured(definition, status, node):
            broken = _json(status, BROKEN)
            yield Case(
                f"{status} broken off", (broken,), _fails(sdk, raw, "DecodeError")
            )
    for status, node in failures(raw):
        sent, refused = _refusal(definition, status, node)
        yield Case(f"{status}", (refused,), _refuses(sdk, raw, status, sent))
    yield Case("429", (_limited, _limited), _refuses(sdk, raw, 429, {}))
    yield Case("no answer", (_late,), _fails(sdk, raw, "NetworkTimeoutError"))


def failures(raw: RawOperation) -> Iterator[tuple[int, Node]]:
    """The declared errors, with a status to serve them with; a 404 where there are none."""
    exact = [(s, node) for s, node in raw.responses.items() if s.isdigit()]
    errors = [(int(s), node) for s, node in exact if 400 <= int(s) <= 599]
    # The 429 that every operation may get has a case of its own.
    yield from ((s, node) for s, node in errors if s != 429)
    succeeds = any(s.startswith("2") for s in raw.responses)
    if 404 not in dict(errors):
        yield 404, (raw.responses.get("default", {}) if succeeds else {})


def _again(made: httpx2.Response) -> Outcome:
    return lambda: httpx2.Response(
        made.status_code, content=made.content, headers=made.headers
    )


def _json(status: int, content: bytes) -> Outcome:
    kind = {"content-type": "application/json"}
    return lambda: httpx2.Response(status, content=content, headers=kind)


def _limited() -> httpx2.Response:
    return httpx2.Response(429, headers={"retry-after": "0"}, json={})


def _late() -> httpx2.Response:
    raise httpx2.ReadTimeout("too slow")


def _is_structured(definition: Definition, status: int, node: Node) -> bool:
    """Whether only JSON of some shape can be read as an answer."""
    schema = node.get("schema")
    if not isinstance(schema, Mapping) or status in (204, 205):
        return False
    found = definition.schema(schema)
    return not is_binary(found) and kind(found) not in ("any", "string", "file")


def _refusal(definition: Definition, status: int, node: Node) -> tuple[Any, Outcome]:
    """What an error says, and the answer that says it."""
    schema = node.get("schema")
    sent: Any = {"message": "no such thing"}
    if isinstance(schema, Mapping) and not is_binary(definition.schema(schema)):
        sampler = Sampler(definition, answer=True, unknown=True)
        sent = sampler.value(schema, "answer")
    return sent, _json(status, json.dumps(sent).encode())


def _succeeds(sent: Any, hint: Any, *, attempts: int) -> Callable[[Came], Faults]:
    def judge(came: Came) -> Faults:
        if isinstance(came, Exception):
            yield f"raises {type(came).__name__}", str(came)
            return
        if came.attempts != attempts:
            yield "attempts", f"{came.attempts}, not {attempts}"
        yield from faults(sent, came.data, hint)

    return judge


def _refuses(
    sdk: Sdk, raw: RawOperation, status: int, sent: Any
) -> Callable[[Came], Faults]:
    name = ERRORS.get(status, "ServerError" if status >= 500 else "StatusError")

    def judge(came: Came) -> Faults:
        yield from _is_error(sdk, raw, came, name)
        if not isinstance(came, sdk.package.errors.StatusError):
            return
        if came.status != status:
            yield "another status", f"{came.status}, not {status}"
        if not str(came).startswith(f"{sdk.id(raw)}: {status}"):
            yield "message", str(came)
        body = ANY.dump_python(
            came.body, mode="json", by_alias=True, exclude_unset=True
        )
        found = next(unequal(sent, body, "body"), None)
        if found is not None:
            yield found

    return judge


def _fails(sdk: Sdk, raw: RawOperation, name: str) -> Callable[[Came], Faults]:
    return lambda came: _is_error(sdk, raw, came, name)


def _is_error(sdk: Sdk, raw: RawOperation, came: Came, name: str) -> Faults:
    """Of this class, of this operation, on one line, and without a secret."""
    if type(came).__name__ != name:
        yield f"{type(came).__name__}, not {name}", str(came)
        return
    if came.operation != sdk.id(raw):
        yield "another operation", str(came.operation)
    if len(str(came).splitlines()) != 1 or "credential-" in f"{came} {came!r}":
        yield "message", str(came)
