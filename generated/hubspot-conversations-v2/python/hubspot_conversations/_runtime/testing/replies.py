"""What a `FakeServer` sends: answers as they come over the wire."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, Union, cast, get_args, get_origin

import httpx2

from ..encode.place import placed
from ..encode.wire import wire
from ..operation import Operation

if TYPE_CHECKING:
    from ..operation import Answers, Paging, Place


def answered(
    operation: Operation[Any], answer: object, status: int | None
) -> httpx2.Response:
    """An answer as it comes over the wire. Raises `TypeError` where its type is not declared."""
    status = status or _status(operation, answer)
    if answer is None:
        return httpx2.Response(status)
    if isinstance(answer, bytes):
        kind = {"Content-Type": "application/octet-stream"}
        return httpx2.Response(status, content=answer, headers=kind)
    return response(status, wire(answer))


def response(status: int, value: object) -> httpx2.Response:
    """JSON as it comes over the wire."""
    content = json.dumps(value, ensure_ascii=False).encode()
    kind = {"Content-Type": "application/json"}
    return httpx2.Response(status, content=content, headers=kind)


def again(made: httpx2.Response) -> httpx2.Response:
    """The same once more: a response is used up when it is sent."""
    return httpx2.Response(made.status_code, content=made.content, headers=made.headers)


def _successes(answers: Answers) -> Iterator[tuple[int, Any]]:
    for status, kind in answers.items():
        yield (200 if status == "default" else status), kind


def _status(operation: Operation[Any], answer: object) -> int:
    """The status that declares the type of an answer."""
    declared = list(_successes(operation.answers))
    for status, kind in declared:
        if _is_of(answer, kind):
            return status
    if answer is None or not declared:
        return 204 if answer is None else 200
    names = " or ".join(_name(kind) for _, kind in declared)
    raise TypeError(
        f"{operation.id} answers with {names}, not with {_name(type(answer))}; "
        "json=, text= and content= take anything"
    )


def _is_of(value: object, kind: Any) -> bool:
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is Any or kind is None:
        return kind is Any or value is None
    if origin in (Union, types.UnionType):
        return any(_is_of(value, one) for one in arguments)
    if origin is Literal:
        return value in arguments
    if origin is list and isinstance(value, list):
        items = cast("list[object]", value)
        return all(_is_of(item, arguments[0]) for item in items)
    if origin is dict and isinstance(value, dict):
        values = cast("dict[object, object]", value).values()
        return all(_is_of(item, arguments[1]) for item in values)
    # A whole number is a number, too.
    return isinstance(value, int | float if kind is float else origin or kind)


def _name(kind: Any) -> str:
    return kind.__name__ if isinstance(kind, type) else str(kind)


def example_of(operation: Operation[Any]) -> httpx2.Response:
    """A made-up answer of the first kind that is declared."""
    from .example import example

    status, kind = next(_successes(operation.answers), (204, None))
    answer = None if kind is None else example(kind)
    return answered(operation, answer, status)


def paged(
    operation: Operation[Any], pages: list[list[object]]
) -> Iterator[tuple[Operation[Any], object]]:
    """For each page, what asks for it, and its body."""
    paging = operation.paging
    if paging is None:
        raise ValueError(f"{operation.id} has no pages")
    asked: Operation[Any] = operation
    for number, items in enumerate(pages, start=2):
        token = str(number) if number <= len(pages) else None
        page = _page(paging, items, token)
        yield asked, page
        onward = paging.after(asked, page, len(items))
        if onward is None:
            if token is not None:
                raise ValueError(f"{operation.id} ends with page {number - 1}")
            return
        asked = paging.at(operation, onward)
    yield asked, _page(paging, [], None)


def _page(paging: Paging, items: list[object], token: str | None) -> object:
    place: Place | None = getattr(paging, "next", None)
    page = placed({}, paging.items, wire(items))
    return page if token is None or place is None else placed(page, place, token)
