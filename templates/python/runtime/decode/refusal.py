"""The error for an answer that is no success."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

import httpx2

from ..errors import StatusError, class_for
from ..operation import Answers
from .answers import lenient, request_id

_MESSAGES = (
    "message",
    "error_description",
    "detail",
    "title",
    "error",
    "errors",
    "description",
    "reason",
)
_LONGEST = 300


def refusal(
    operation: str,
    request: httpx2.Request,
    response: httpx2.Response,
    errors: Answers,
    scrub: Callable[[str], str],
) -> StatusError:
    """The error for an answer that is none. `scrub` takes secrets out of what the server says."""
    status = response.status_code
    kind = errors.get(status, errors.get("default", Any))
    said = message(lenient(response, Any))
    head = f"{operation}: {status} {response.reason_phrase}".rstrip()
    return class_for(status)(
        scrub(f"{head}: {said}" if said else head),
        operation=operation,
        request=request,
        response=response,
        body=lenient(response, kind),
        request_id=request_id(response),
    )


def message(body: object) -> str:
    """What a person would read of an error body, on one short line; empty where it says nothing."""
    # A hostile server says more than anybody reads.
    line = " ".join(next(_said(body, 0), "")[: 10 * _LONGEST].split())
    line = "".join(c for c in line if c.isprintable())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 3] + "..."


def _said(body: object, depth: int) -> Iterator[str]:
    if isinstance(body, str):
        text = body[: 100 * _LONGEST].strip()
        # A page for a browser says nothing on one line.
        if text and not text.startswith("<"):
            yield text
    elif isinstance(body, list) and depth < 4:
        for item in cast("list[object]", body)[:3]:
            yield from _said(item, depth + 1)
    elif isinstance(body, dict) and depth < 4:
        members = {
            str(k).lower(): v for k, v in cast("dict[object, object]", body).items()
        }
        for name in _MESSAGES:
            yield from _said(members.get(name), depth + 1)
