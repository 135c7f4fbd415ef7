"""The expectations of a `FakeServer`: calls, and the replies to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

import httpx2

from ..encode.text import pairs
from ..encode.wire import wire
from ..operation import Operation
from ..unset import UNSET, Unset
from .matching import body_of, differences, fits
from .replies import again, encoded, example_of, paged, response

if TYPE_CHECKING:
    from .recorded import RecordedCall

T = TypeVar("T")

_MAX_SHOWN = 5
"""Expectations that are listed for an unexpected call; others are counted."""

Reply = Callable[[httpx2.Request, "RecordedCall"], httpx2.Response]


class Expectation(Generic[T]):
    """An expected call, and the replies to it, in order; the last one is repeated.

    Without a reply, the response is an `example` of the declared type.
    """

    def __init__(self, operation: Operation[T], any_arguments: bool = False) -> None:
        self.calls: list[RecordedCall] = []
        """The calls that were received."""
        self._operation = operation
        self._any_arguments = any_arguments
        self._replies: list[Reply] = []
        self._replied = 0
        self._times: int | None = None

    def __str__(self) -> str:
        operation = self._operation
        if self._any_arguments:
            return f"{operation.id} (any arguments)"
        given = [f"{pair.name}={pair.joined}" for pair in pairs(operation.query)]
        query = f"?{'&'.join(given)}" if given else ""
        body = body_of(operation.body)
        shown_body = "" if body is UNSET else f" {body!r}"
        return f"{operation.id}: {operation.method} {operation.path}{query}{shown_body}"

    __repr__ = __str__

    def times(self, count: int) -> Self:
        """Expect exactly `count` calls; a further call is unexpected. Retries do not count."""
        self._times = count
        return self

    @overload
    def reply(
        self,
        answer: T,
        *,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Self: ...
    @overload
    def reply(
        self,
        *,
        status: int | None = None,
        json: object = UNSET,
        text: str | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        retry_after: float | None = None,
    ) -> Self: ...
    def reply(
        self,
        answer: T | Unset = UNSET,
        *,
        status: int | None = None,
        json: object = UNSET,
        text: str | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        retry_after: float | None = None,
    ) -> Self:
        """Reply with a value of the declared type, or with any status and body.

        A value is sent with the status that declares its type. Pass at most one of `json`, `text`
        and `content`; `retry_after` is in seconds. Raises `TypeError` for a value of an undeclared
        type.
        """
        more = dict(headers or {})
        if retry_after is not None:
            more["Retry-After"] = f"{retry_after:g}"
        if not isinstance(answer, Unset):
            result = encoded(self._operation, answer, status)
        elif json is not UNSET:
            result = response(status or 200, wire(json))
        elif text is not None:
            kind = {"Content-Type": "text/plain; charset=utf-8"}
            result = httpx2.Response(status or 200, content=text.encode(), headers=kind)
        else:
            result = httpx2.Response(status or 200, content=content or b"")
        result.headers.update(more)
        return self._then(lambda request, call: again(result))

    def reply_with(self, answer: Callable[[RecordedCall], T | httpx2.Response]) -> Self:
        """Reply with the result of a function of the call: a value, or a response of httpx2."""

        def reply(request: httpx2.Request, call: RecordedCall) -> httpx2.Response:
            result = answer(call)
            if isinstance(result, httpx2.Response):
                return result
            return encoded(self._operation, result, None)

        return self._then(reply)

    def reply_pages(self, pages: Iterable[Iterable[object]]) -> Self:
        """Reply with pages of these items, linked by the operation's kind of paging.

        Raises `ValueError` for an operation without paging, and if a page before the last would end
        the list, because it is empty or has fewer items than the operation requests.
        """
        linked = list(paged(self._operation, [list(page) for page in pages]))

        def reply(request: httpx2.Request, call: RecordedCall) -> httpx2.Response:
            came: Operation[Any] = request.extensions["operation"]
            # In reverse, because the expectation of the first page fits all requests.
            fitting = (page for asked, page in reversed(linked) if fits(asked, came))
            return response(200, next(fitting, linked[0][1]))

        return self._then(reply)

    def fail(self, error: Exception) -> Self:
        """Fail with an error of httpx2, such as `httpx2.ConnectError("refused")`."""

        def reply(request: httpx2.Request, call: RecordedCall) -> httpx2.Response:
            raise error

        return self._then(reply)

    def time_out(self) -> Self:
        """Fail with a read timeout."""

        def reply(request: httpx2.Request, call: RecordedCall) -> httpx2.Response:
            raise httpx2.ReadTimeout("the fake server does not answer", request=request)

        return self._then(reply)

    def _then(self, reply: Reply) -> Self:
        self._replies.append(reply)
        return self

    def next_reply(self) -> Reply:
        """Return the next reply, and advance."""
        if not self._replies:
            return lambda request, call: example_of(self._operation)
        reply = self._replies[min(self._replied, len(self._replies) - 1)]
        self._replied += 1
        return reply

    def takes(self, came: Operation[Any]) -> bool:
        """Return whether a call is expected, and not too often."""
        return next(self.differences(came), None) is None

    def differences(self, came: Operation[Any]) -> Iterator[str]:
        """Yield the differences of a call from the expected one, most important first."""
        if came.id != self._operation.id:
            yield "another operation"
        elif not self._any_arguments:
            yield from differences(self._operation, came)
        if self._times is not None and len(self.calls) >= self._times:
            yield f"it came {len(self.calls)} of {self._times} times already"

    def distance(self, came: Operation[Any]) -> tuple[float, ...]:
        """Return a sort key: the distance of a call from the expected one."""
        alike = SequenceMatcher(None, self._operation.path, came.path).ratio()
        other = came.id != self._operation.id
        return other, len(list(self.differences(came))), -alike

    def shortfall(self) -> str | None:
        """Return the message about missing calls; `None` if all have come."""
        wanted = 1 if self._times is None else self._times
        came = len(self.calls)
        if came >= wanted:
            return None
        return f"expected call that did not come: {self} ({came} of {wanted})"


def closest(
    came: Operation[Any] | None, expectations: Sequence[Expectation[Any]]
) -> str:
    """Return a list of the expected calls, closest to the received call first."""
    if not expectations:
        return "nothing was expected"
    if came is None:
        lines = [f"  {expectation}" for expectation in expectations]
    else:
        ordered = sorted(expectations, key=lambda e: e.distance(came))
        lines = [f"  {e}\n    {'; '.join(e.differences(came))}" for e in ordered]
    more = [f"  and {len(lines) - _MAX_SHOWN} more"] if len(lines) > _MAX_SHOWN else []
    return "\n".join(["expected, closest first:", *lines[:_MAX_SHOWN], *more])
