"""The responses of a `FakeServer`."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, Union, cast, get_args, get_origin

import httpx2

from ..encode.dumps import dumps
from ..encode.place import placed
from ..encode.wire import wire
from ..operation import Operation

if TYPE_CHECKING:
    from ..operation import Answers, Paging, Place


def encoded(
    operation: Operation[Any], value: object, status: int | None
) -> httpx2.Response:
    """Return the response with a value. Raises `TypeError` if its type is not declared."""
    status = status or _status(operation, value)
    if value is None:
        return httpx2.Response(status)
    if isinstance(value, bytes):
        kind = {"Content-Type": "application/octet-stream"}
        return httpx2.Response(status, content=value, headers=kind)
    return response(status, wire(value))


def response(status: int, value: object) -> httpx2.Response:
    """Return a response with JSON."""
    content = dumps(value).encode()
    kind = {"Content-Type": "application/json"}
    return httpx2.Response(status, content=content, headers=kind)


def again(sent: httpx2.Response) -> httpx2.Response:
    """Return a copy of a response: a response can be sent only once."""
    return httpx2.Response(sent.status_code, content=sent.content, headers=sent.headers)


def _successes(answers: Answers) -> Iterator[tuple[int, Any]]:
    for status, kind in answers.items():
        yield (200 if status == "default" else status), kind


def _status(operation: Operation[Any], value: object) -> int:
    """Return the status that declares the type of a value."""
    declared = list(_successes(operation.answers))
    for status, kind in declared:
        if _is_of(value, kind):
            return status
    if value is None or not declared:
        return 204 if value is None else 200
    names = " or ".join(_name(kind) for _, kind in declared)
    raise TypeError(
        f"the reply of {operation.id} must be {names}, not {_name(type(value))}; "
        "json=, text= and content= take any value"
    )


def _is_of(value: object, kind: Any) -> bool:
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is Any or kind is None:
        return kind is Any or value is None
    if origin in (Union, types.UnionType):
        return any(_is_of(value, member) for member in arguments)
    if origin is Literal:
        return value in arguments
    if origin is list and isinstance(value, list):
        items = cast("list[object]", value)
        return all(_is_of(item, arguments[0]) for item in items)
    if origin is dict and isinstance(value, dict):
        values = cast("dict[object, object]", value).values()
        return all(_is_of(item, arguments[1]) for item in values)
    # An int is a valid number.
    return isinstance(value, int | float if kind is float else origin or kind)


def _name(kind: Any) -> str:
    return kind.__name__ if isinstance(kind, type) else str(kind)


def example_of(operation: Operation[Any]) -> httpx2.Response:
    """Return a response with an example of the first declared type."""
    from .example import example

    status, kind = next(_successes(operation.answers), (204, None))
    value = None if kind is None or kind is object else example(kind)
    return encoded(operation, value, status)


def paged(
    operation: Operation[Any], pages: list[list[object]]
) -> Iterator[tuple[Operation[Any], object]]:
    """Yield the operation that requests each page, and the body of the page."""
    paging = operation.paging
    if paging is None:
        raise ValueError(f"{operation.id} has no pages")
    asked: Operation[Any] = operation
    for number, items in enumerate(pages, start=2):
        token = str(number) if number <= len(pages) else None
        page = _page(paging, items, token)
        yield asked, page
        next_token = paging.after(asked, page, len(items))
        if next_token is None:
            if token is not None:
                raise ValueError(
                    f"page {number - 1} of {operation.id} must not be the last"
                )
            return
        asked = paging.at(operation, next_token)
    yield asked, _page(paging, [], None)


def _page(paging: Paging, items: list[object], token: str | None) -> object:
    place: Place | None = getattr(paging, "next", None)
    page = placed({}, paging.items, wire(items))
    return page if token is None or place is None else placed(page, place, token)
