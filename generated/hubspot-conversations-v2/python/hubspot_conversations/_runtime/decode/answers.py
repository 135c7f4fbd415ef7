"""Decoding of a response: its declared type, and its body as that type."""

from __future__ import annotations

import json
import types
from typing import Any, Union, get_args, get_origin

import httpx2

from ..operation import Answers
from .charset import charset, text
from .misfit import UndecodableError


def is_answer(status: int, answers: Answers) -> bool:
    """Return whether a status is a success rather than an error: any 2xx, or declared as a success."""
    return 200 <= status < 300 or status in answers


def declared(status: int, answers: Answers) -> Any:
    """Return the type of the body for a status.

    The declared type of the status, else that of the first declared 2xx (servers often send 201
    instead of 200), else that of `default`; `object` if none is declared.
    """
    if status in answers:
        return answers[status]
    successes = sorted(s for s in answers if isinstance(s, int) and 200 <= s < 300)
    if successes:
        return answers[successes[0]]
    return answers.get("default", object)


def read(response: httpx2.Response, answers: Answers, *, strict: bool = False) -> Any:
    """Return the body as the type declared for its status. Raises `UndecodableError`.

    A value of another type is converted if it has only one meaning there, unless `strict`. A 204
    and a 205 are `None`, whatever is declared. An empty body is `b""` or `""` for bytes or text.
    Otherwise, an empty body and a JSON null are `None` if the type allows it, else an error.
    """
    kind = declared(response.status_code, answers)
    if kind is None or response.status_code in (204, 205):
        return None
    if kind is bytes:
        return response.content
    if not response.content:
        if kind is str:
            return ""
        if _allows(kind, type(None)) or kind is Any or kind is object:
            return None
        raise UndecodableError("", "the body is empty")
    if kind is object:
        return _undeclared(response)
    if response.content.strip() == b"null" and _is_json(response):
        if _allows(kind, type(None)) or kind is Any:
            return None
        raise UndecodableError("", "the body is null")
    return decode(response, kind, strict=strict)


def decode(response: httpx2.Response, kind: Any, *, strict: bool = False) -> Any:
    """Return a body that is not empty as `kind`. Raises `UndecodableError`.

    A text content type is decoded as text if `kind` allows a `str`; all others as JSON.
    """
    if kind is bytes:
        return response.content
    if kind is str:
        return _string(response, strict)
    if kind is Any and not _is_json(response):
        return _anything(response)

    from .parsing import parse  # importing pydantic is slow

    try:
        return parse(_json_bytes(response), kind, strict=strict)
    except UndecodableError as error:
        if not _is_json(response) and _allows(kind, str):
            return text(response)
        if _allows(kind, bytes):
            return response.content
        if not _is_json(response) and not error.where:
            content_type = response.headers["content-type"].partition(";")[0].strip()
            raise UndecodableError(
                "", f"the body must be JSON, not {content_type}"
            ) from None
        raise


def lenient(response: httpx2.Response, kind: Any) -> Any:
    """Return the body as `kind` if it fits, else as JSON, else as text; `None` if empty. Never raises."""
    if not response.content:
        return None
    # A malformed body must not hide the status of the response.
    for attempt in (kind, Any):
        try:
            return decode(response, attempt)
        except Exception:  # noqa: S112 - the next attempt reads what this one cannot
            continue
    return response.content.decode("utf-8", "replace")


def request_id(response: httpx2.Response) -> str | None:
    """Return the server's id of the request, from the first header with such a name; `None` if missing."""
    for name, value in response.headers.items():
        if name.endswith(
            ("request-id", "correlation-id", "requestid", "correlationid")
        ):
            return value
    return None


def _is_json(response: httpx2.Response) -> bool:
    """Return whether the content type is JSON or missing."""
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind in ("", "application/json", "text/json") or kind.endswith("+json")


def _json_bytes(response: httpx2.Response) -> bytes:
    declared_charset = charset(response.headers.get("content-type", ""))
    if declared_charset not in ("", "utf-8", "utf8", "us-ascii"):
        return text(response).encode()
    return response.content.removeprefix(b"\xef\xbb\xbf")


def _string(response: httpx2.Response, strict: bool) -> str:
    if _is_json(response):
        try:
            value = json.loads(_json_bytes(response))
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, str):
            return value
        if strict:
            raise UndecodableError("", "expected a string")
    # Nothing is lost: any other value is returned as its text.
    return text(response)


def _undeclared(response: httpx2.Response) -> Any:
    """Return a body without a declared type as its content type says. Never raises."""
    if not _is_json(response):
        return _plain(response)
    try:
        return json.loads(_json_bytes(response))
    except (ValueError, RecursionError):
        pass
    # Many servers label a plain "OK" as JSON.
    if "content-type" in response.headers:
        return text(response)
    try:
        return response.content.decode()
    except UnicodeDecodeError:
        return response.content


def _anything(response: httpx2.Response) -> Any:
    """Return a body of the declared type `Any`, in which JSON can be labelled as text."""
    try:
        return json.loads(_json_bytes(response))
    except (ValueError, RecursionError):
        return _plain(response)


def _plain(response: httpx2.Response) -> str | bytes:
    kind = response.headers.get("content-type", "").lower()
    if kind.startswith(_TEXTS) or "xml" in kind or charset(kind):
        return text(response)
    return response.content


_TEXTS = ("text/", "application/javascript", "application/x-www-form-urlencoded")


def _allows(kind: Any, wanted: type) -> bool:
    if get_origin(kind) in (Union, types.UnionType):
        return any(_allows(member, wanted) for member in get_args(kind))
    return kind is wanted
