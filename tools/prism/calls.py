"""The calls of a generated SDK's operations against Prism, and its refusals."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import httpx2

from tools.corpus.exercise.definition import Definition, RawOperation
from tools.corpus.exercise.expected import give
from tools.corpus.exercise.report import Sdk
from tools.prism.values import Conforming

CASES = ("all", "required")


@dataclass(frozen=True, slots=True)
class Call:
    """A call and its result."""

    operation: str
    case: str
    refusals: tuple[str, ...] = ()
    """What Prism refuses, or else what the SDK says of the response."""


class Mock(httpx2.BaseTransport):
    """A transport that sends each request to Prism, which serves paths without their base."""

    def __init__(self, port: int, base: str) -> None:
        self._inner = httpx2.HTTPTransport()
        self._port = port
        self._base = base
        self.refused: list[str] = []
        """What Prism refused of the last request."""

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Return Prism's response, and note what it refuses."""
        path, mark, query = request.url.raw_path.partition(b"?")
        if not path.decode("ascii").startswith(f"{self._base}/"):
            raise AssertionError(f"{path!r} is not below {self._base}")
        target = path[len(self._base) :] + mark + query
        url = request.url.copy_with(
            scheme="http", host="127.0.0.1", port=self._port, raw_path=target
        )
        request.read()
        headers = [(k, v) for k, v in request.headers.raw if k.lower() != b"host"]
        sent = httpx2.Request(
            request.method, url, headers=headers, content=request.content
        )
        received = self._inner.handle_request(sent)
        received.read()
        self.refused = list(violations(request.method, received))
        return httpx2.Response(
            received.status_code,
            headers=received.headers.raw,
            content=received.content,
            request=request,
        )

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


def violations(method: str, response: httpx2.Response) -> Iterator[str]:
    """Yield what Prism says against a request, from its problem or its header."""
    kind = response.headers.get("content-type", "")
    found: Any = ()
    if method == "HEAD" and response.status_code >= 400:
        yield f"The response to HEAD has status {response.status_code}"
        return
    with suppress(ValueError):
        if kind.startswith("application/problem+json"):
            problem = json.loads(response.content)
            title = str(problem.get("title"))
            found = problem.get("validation") or [{"message": problem.get("detail")}]
            yield from (f"{title}: {_line(violation)}" for violation in found)
            return
        found = json.loads(response.headers.get("sl-violations", "[]"))
    for violation in found:
        of_request = violation.get("location", [""])[:1] == ["request"]
        if violation.get("severity") == "Error" and of_request:
            yield f"Invalid request: {_line(violation)}"


def _line(violation: dict[str, Any]) -> str:
    place = ".".join(map(str, violation.get("location") or ()))
    return f"{place} {violation.get('message')}".strip()


def calls(sdk: Sdk, definition: Definition, port: int) -> Iterator[Call]:
    """Yield a call of every operation, with every parameter and with the required ones."""
    base = unquote(str(definition.root.get("basePath") or "")).strip().rstrip("/")
    mock = Mock(port, base)
    with sdk.client(mock) as client:
        for raw in definition.operations():
            for case in CASES:
                mock.refused = []
                refusals = _refusals(sdk, client, mock, definition, raw, case)
                yield Call(raw.id, case, refusals)


def succeeds(raw: RawOperation) -> bool:
    """Return whether an operation declares a success."""
    return any(status[:1] == "2" for status in raw.responses)


def _refusals(
    sdk: Sdk,
    client: Any,
    mock: Mock,
    definition: Definition,
    raw: RawOperation,
    case: str,
) -> tuple[str, ...]:
    try:
        given = give(definition, raw, required=case == "required", sampler=Conforming)
        client.send(sdk.function(raw)(**sdk.arguments(raw, given)))
    except Exception as error:
        status = str(getattr(error, "status", None))
        if not mock.refused and status in raw.responses and not succeeds(raw):
            return ()  # the mock serves what is declared
        if not mock.refused:
            return (" ".join(f"{type(error).__name__}: {error}".split())[:400],)
    return tuple(mock.refused)
