"""Reading an answer: which declared type it has, and its body as that type."""

from __future__ import annotations

import json
import types
from typing import Any, Union, get_args, get_origin

import httpx2

from ..operation import Answers
from .misfit import UndecodableError


def is_answer(status: int, answers: Answers) -> bool:
    """Whether a status is an answer rather than an error: every 2xx, and what is declared as one."""
    return 200 <= status < 300 or status in answers


def declared(status: int, answers: Answers) -> Any:
    """The type of the body for a status.

    Its own; else, for a 2xx that is not declared (a 201 for a 200 is common), the first declared
    2xx; else `default`. Where nothing is declared, `Any`.
    """
    if status in answers:
        return answers[status]
    successes = sorted(s for s in answers if isinstance(s, int) and 200 <= s < 300)
    if successes:
        return answers[successes[0]]
    return answers.get("default", Any)


def read(response: httpx2.Response, answers: Answers, *, strict: bool = False) -> Any:
    """The body as the type that is declared for its status. Raises `UndecodableError`.

    What is not of that type is mended where it has one meaning there, unless it is to be `strict`.
    A 204 and a 205 are `None`, whatever is declared. No bytes are `b""` and no text is `""`; any
    other type that does not allow `None` is not what an empty body or a JSON null holds.
    """
    kind = declared(response.status_code, answers)
    if kind is None or response.status_code in (204, 205):
        return None
    if kind is bytes:
        return response.content
    if not response.content:
        if kind is str:
            return ""
        if _allows(kind, type(None)) or kind is Any:
            return None
        raise UndecodableError("", "the body is empty")
    if response.content.strip() == b"null" and _is_json(response):
        if _allows(kind, type(None)) or kind is Any:
            return None
        raise UndecodableError("", "the body is null")
    return decode(response, kind, strict=strict)


def decode(response: httpx2.Response, kind: Any, *, strict: bool = False) -> Any:
    """A body that is not empty, as `kind`. Raises `UndecodableError`.

    Text (by its content type) is text where `kind` allows a `str`; all else is read as JSON.
    """
    if kind is bytes:
        return response.content
    if kind is str:
        return _string(response, strict)
    if kind is Any and not _is_json(response):
        return _anything(response)

    from .parsing import parse  # pydantic takes its time to load

    try:
        return parse(_json_bytes(response), kind, strict=strict)
    except UndecodableError as error:
        if not _is_json(response) and _allows(kind, str):
            return response.text
        if _allows(kind, bytes):
            return response.content
        if not _is_json(response) and not error.where:
            came = response.headers["content-type"].partition(";")[0].strip()
            raise UndecodableError("", f"{came} is no JSON") from None
        raise


def lenient(response: httpx2.Response, kind: Any) -> Any:
    """The body as `kind` where it fits, else its JSON, else its text; `None` if empty. Never raises."""
    if not response.content:
        return None
    # A hostile or a broken body must not hide the status that it came with.
    for attempt in (kind, Any):
        try:
            return decode(response, attempt)
        except Exception:  # noqa: S112 - the next attempt reads what this one cannot
            continue
    return response.content.decode("utf-8", "replace")


def request_id(response: httpx2.Response) -> str | None:
    """What the server calls the request, by the first header that ends as such headers do."""
    for name, value in response.headers.items():
        if name.endswith(
            ("request-id", "correlation-id", "requestid", "correlationid")
        ):
            return value
    return None


def _is_json(response: httpx2.Response) -> bool:
    """Whether a body calls itself JSON; one that says nothing does."""
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind in ("", "application/json", "text/json") or kind.endswith("+json")


def _json_bytes(response: httpx2.Response) -> bytes:
    charset = _charset(response.headers.get("content-type", ""))
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        return response.text.encode()
    return response.content.removeprefix(b"\xef\xbb\xbf")


def _charset(content_type: str) -> str:
    """What it names, in lower case; empty for nothing. `charset_encoding` does more, and takes 20 µs."""
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'").lower()
    return ""


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
    # Nothing is lost: what a server sends in place of a string is there as its text.
    return response.text


def _anything(response: httpx2.Response) -> Any:
    try:
        return json.loads(_json_bytes(response))
    except (ValueError, RecursionError):
        pass
    kind = response.headers.get("content-type", "").lower()
    if kind.startswith("text/") or "xml" in kind or response.charset_encoding:
        return response.text
    return response.content


def _allows(kind: Any, wanted: type) -> bool:
    if get_origin(kind) in (Union, types.UnionType):
        return any(_allows(member, wanted) for member in get_args(kind))
    return kind is wanted
