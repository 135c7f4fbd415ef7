"""What a `FakeServer` was told: which calls to expect, and what to reply to them."""

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
from .replies import again, answered, example_of, paged, response

if TYPE_CHECKING:
    from .recorded import RecordedCall

T = TypeVar("T")

_MOST = 5
"""As many expectations are shown for a call that fits none."""

Reply = Callable[[httpx2.Request, "RecordedCall"], httpx2.Response]


class Expectation(Generic[T]):
    """A call that is expected, and the replies to it, in order; the last one is repeated.

    Without a reply, the answer is an `example` of what the operation declares.
    """

    def __init__(self, operation: Operation[T], any_arguments: bool = False) -> None:
        self.calls: list[RecordedCall] = []
        """The calls that came."""
        self._operation = operation
        self._any_arguments = any_arguments
        self._replies: list[Reply] = []
        self._replied = 0
        self._times: int | None = None

    def __str__(self) -> str:
        one = self._operation
        if self._any_arguments:
            return f"{one.id} (any arguments)"
        given = [f"{pair.name}={pair.joined}" for pair in pairs(one.query)]
        query = f"?{'&'.join(given)}" if given else ""
        body = body_of(one.body)
        said = "" if body is UNSET else f" {body!r}"
        return f"{one.id}: {one.method} {one.path}{query}{said}"

    __repr__ = __str__

    def times(self, count: int) -> Self:
        """Expect exactly so many calls: a further one is not taken. Retries do not count."""
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
        """Reply with an answer as the operation declares it, or with any status and body.

        An answer comes with the status that declares its type. Of `json`, `text` and `content`
        give one or none; `retry_after` is in seconds. Raises `TypeError` for an answer of a type
        that the operation does not declare.
        """
        more = dict(headers or {})
        if retry_after is not None:
            more["Retry-After"] = f"{retry_after:g}"
        if not isinstance(answer, Unset):
            made = answered(self._operation, answer, status)
        elif json is not UNSET:
            made = response(status or 200, wire(json))
        elif text is not None:
            kind = {"Content-Type": "text/plain; charset=utf-8"}
            made = httpx2.Response(status or 200, content=text.encode(), headers=kind)
        else:
            made = httpx2.Response(status or 200, content=content or b"")
        made.headers.update(more)
        return self._then(lambda request, call: again(made))

    def reply_with(self, answer: Callable[[RecordedCall], T | httpx2.Response]) -> Self:
        """Reply with what a function makes of the call: an answer, or a response of httpx2."""

        def reply(request: httpx2.Request, call: RecordedCall) -> httpx2.Response:
            made = answer(call)
            if isinstance(made, httpx2.Response):
                return made
            return answered(self._operation, made, None)

        return self._then(reply)

    def reply_pages(self, pages: Iterable[Iterable[object]]) -> Self:
        """Reply with the items of one page after the other, linked as the operation's pages are.

        Raises `ValueError` for an operation that has no pages, or that would end with one before
        the last: it is empty, or has fewer items than the operation asks for.
        """
        made = list(paged(self._operation, [list(page) for page in pages]))

        def reply(request: httpx2.Request, call: RecordedCall) -> httpx2.Response:
            came: Operation[Any] = request.extensions["operation"]
            # The first page is asked for with the least: it would fit all others too.
            fitting = (page for asked, page in reversed(made) if fits(asked, came))
            return response(200, next(fitting, made[0][1]))

        return self._then(reply)

    def fail(self, error: Exception) -> Self:
        """Break the connection with an error of httpx2, such as `httpx2.ConnectError("refused")`."""

        def reply(request: httpx2.Request, call: RecordedCall) -> httpx2.Response:
            raise error

        return self._then(reply)

    def time_out(self) -> Self:
        """Do not answer in time."""

        def reply(request: httpx2.Request, call: RecordedCall) -> httpx2.Response:
            raise httpx2.ReadTimeout("the fake server does not answer", request=request)

        return self._then(reply)

    def _then(self, reply: Reply) -> Self:
        self._replies.append(reply)
        return self

    def next_reply(self) -> Reply:
        """What to say now."""
        if not self._replies:
            return lambda request, call: example_of(self._operation)
        reply = self._replies[min(self._replied, len(self._replies) - 1)]
        self._replied += 1
        return reply

    def takes(self, came: Operation[Any]) -> bool:
        """Whether a call is the expected one, and one more is expected."""
        return next(self.differences(came), None) is None

    def differences(self, came: Operation[Any]) -> Iterator[str]:
        """Why a call is not the expected one, most telling first."""
        if came.id != self._operation.id:
            yield "another operation"
        elif not self._any_arguments:
            yield from differences(self._operation, came)
        if self._times is not None and len(self.calls) >= self._times:
            yield f"it came {len(self.calls)} of {self._times} times already"

    def distance(self, came: Operation[Any]) -> tuple[float, ...]:
        """How far a call is from the expected one, to sort by."""
        alike = SequenceMatcher(None, self._operation.path, came.path).ratio()
        other = came.id != self._operation.id
        return other, len(list(self.differences(came))), -alike

    def shortfall(self) -> str | None:
        """What did not come of what was expected."""
        wanted = 1 if self._times is None else self._times
        came = len(self.calls)
        if came >= wanted:
            return None
        return f"expected call that did not come: {self} ({came} of {wanted})"


def closest(
    came: Operation[Any] | None, expectations: Sequence[Expectation[Any]]
) -> str:
    """What was expected instead of a call, closest first."""
    if not expectations:
        return "nothing was expected"
    if came is None:
        lines = [f"  {one}" for one in expectations]
    else:
        ordered = sorted(expectations, key=lambda one: one.distance(came))
        lines = [f"  {one}\n    {'; '.join(one.differences(came))}" for one in ordered]
    more = [f"  and {len(lines) - _MOST} more"] if len(lines) > _MOST else []
    return "\n".join(["expected, closest first:", *lines[:_MOST], *more])
