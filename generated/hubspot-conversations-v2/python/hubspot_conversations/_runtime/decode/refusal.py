"""The errors of responses with an error status."""

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
_MAX_LENGTH = 300
"""Characters of a message; a longer one is cut."""


def refusal(
    operation: str,
    request: httpx2.Request,
    response: httpx2.Response,
    errors: Answers,
    scrub: Callable[[str], str],
) -> StatusError:
    """Return the error for a response. `scrub` masks secrets in the server's message."""
    status = response.status_code
    kind = errors.get(status, errors.get("default", Any))
    detail = message(lenient(response, Any), scrub)
    head = scrub(f"{operation}: {status} {response.reason_phrase}".rstrip())
    cut = response.extensions.get("cut")
    return class_for(status)(
        (f"{head}: {detail}" if detail else head)
        + (f" (the body was not read to its end: {cut})" if cut else ""),
        operation=operation,
        request=request,
        response=response,
        body=lenient(response, kind),
        request_id=request_id(response),
    )


def message(body: object, scrub: Callable[[str], str] = str) -> str:
    """Return the message of an error body on one short line; empty if it has none.

    Secrets are masked before it is cut: a part of one would not be recognized.
    """
    line = " ".join(scrub(next(_messages(body, 0), ""))[: 10 * _MAX_LENGTH].split())
    line = "".join(c for c in line if c.isprintable())
    return line if len(line) <= _MAX_LENGTH else line[: _MAX_LENGTH - 3] + "..."


def _messages(body: object, depth: int) -> Iterator[str]:
    if isinstance(body, str):
        # The body of a hostile server may be huge. A secret at the cut is left out whole.
        text = body[: 100 * _MAX_LENGTH].strip()
        if len(body) > 100 * _MAX_LENGTH:
            text = text.rpartition(" ")[0]
        # HTML is no message.
        if text and not text.startswith("<"):
            yield text
    elif isinstance(body, list) and depth < 4:
        for item in cast("list[object]", body)[:3]:
            yield from _messages(item, depth + 1)
    elif isinstance(body, dict) and depth < 4:
        by_name = {
            str(k).lower(): v for k, v in cast("dict[object, object]", body).items()
        }
        for name in _MESSAGES:
            yield from _messages(by_name.get(name), depth + 1)
