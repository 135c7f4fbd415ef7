"""Polling triggers: asking again and again for events, and going on where the last poll ended."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ..http.retry import retry_after
from .polling import Polling, Polls

if TYPE_CHECKING:
    from ..http.client import AsyncClient, Response, SyncClient
    from ..http.flow import Clock
    from ..http.settings import CallOptions
    from ..operation import Operation

Item = TypeVar("Item")

_LONGEST = 86_400.0
"""Seconds that a server can make a poller wait at most: a day."""


class _Polled:
    def __init__(
        self,
        operation: Operation[Any],
        polling: Polling,
        clock: Clock,
    ) -> None:
        self._operation = operation
        self._polling = polling
        self._clock = clock
        self.cursor: str | None = None
        """Where the next poll starts: keep it to go on later with `after=`, in another run too.
        It moves on before the last event of an answer is given out, so what is kept behind the
        handling of an event loses none; some may come again. `None` before the first poll. It
        holds a URL of the server, where that named one."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._operation.id})"

    def _polls(self, after: str | None, interval: float = 0.0) -> Polls:
        if not interval >= 0.0:
            raise ValueError("interval: a wait cannot be negative")
        start = self.cursor if after is None else after
        return Polls(self._operation, self._polling, start)

    def _given_out(self, events: list[Any], polls: Polls) -> Iterator[Any]:
        yield from events[:-1]
        self.cursor = polls.cursor
        yield from events[-1:]

    def _pause(self, response: Response[Any], interval: float) -> float:
        asked = retry_after(response.http, self._clock.wall)
        return interval if asked is None else max(interval, min(asked, _LONGEST))


class Poller(_Polled, Generic[Item]):
    """The events of a polling trigger. Nothing is sent before it is asked for one.

    Iterating over it goes on for ever; it starts, and goes on, at `cursor`. Without one it starts
    now: what is there already is no event, unless the server itself keeps the books. An item that
    changes is an event again. An error of a poll ends an iteration, and the next one goes on.
    """

    def __init__(
        self,
        send: Callable[[Operation[Any]], Response[Any]],
        operation: Operation[Any],
        polling: Polling,
        clock: Clock,
    ) -> None:
        super().__init__(operation, polling, clock)
        self._send = send

    def __iter__(self) -> Iterator[Item]:
        return self.events()

    def events(
        self, *, interval: float = 60.0, after: str | None = None
    ) -> Iterator[Item]:
        """Events as they come, from a `cursor` of before where one is given.

        Between polls it waits for `interval` seconds, longer where the server asks for that: up to
        a day. Raises `ValueError` for what is no cursor.
        """
        polls = self._polls(after, interval)
        while True:
            response = self._send(polls.request)
            yield from self._given_out(polls.take(response), polls)
            self._clock.sleep(self._pause(response, interval))

    def poll(self, *, after: str | None = None) -> list[Item]:
        """The events of one request, from a `cursor` of before where one is given.

        The first poll of all has none unless the server keeps the books. Raises `ValueError` for
        what is no cursor.
        """
        polls = self._polls(after)
        return list(self._given_out(polls.take(self._send(polls.request)), polls))


class AsyncPoller(_Polled, Generic[Item]):
    """The events of a polling trigger. Nothing is sent before it is asked for one.

    Iterating over it goes on for ever; it starts, and goes on, at `cursor`. Without one it starts
    now: what is there already is no event, unless the server itself keeps the books. An item that
    changes is an event again. An error of a poll ends an iteration, and the next one goes on.
    """

    def __init__(
        self,
        send: Callable[[Operation[Any]], Awaitable[Response[Any]]],
        operation: Operation[Any],
        polling: Polling,
        clock: Clock,
    ) -> None:
        super().__init__(operation, polling, clock)
        self._send = send

    def __aiter__(self) -> AsyncIterator[Item]:
        return self.events()

    async def events(
        self, *, interval: float = 60.0, after: str | None = None
    ) -> AsyncIterator[Item]:
        """Events as they come, from a `cursor` of before where one is given.

        Between polls it waits for `interval` seconds, longer where the server asks for that: up to
        a day. Raises `ValueError` for what is no cursor.
        """
        polls = self._polls(after, interval)
        while True:
            response = await self._send(polls.request)
            for event in self._given_out(polls.take(response), polls):
                yield event
            await self._clock.asleep(self._pause(response, interval))

    async def poll(self, *, after: str | None = None) -> list[Item]:
        """The events of one request, from a `cursor` of before where one is given.

        The first poll of all has none unless the server keeps the books. Raises `ValueError` for
        what is no cursor.
        """
        polls = self._polls(after)
        response = await self._send(polls.request)
        return list(self._given_out(polls.take(response), polls))


def poller(
    client: SyncClient,
    operation: Operation[Any],
    polling: Polling,
    options: CallOptions,
) -> Poller[Any]:
    """A poller that calls with a client."""
    # Users of a client need no clock of it, so that it has no public name.
    clock = client._settings.clock  # pyright: ignore[reportPrivateUsage]

    def send(request: Operation[Any]) -> Response[Any]:
        return client.send(request, **options)

    return Poller(send, operation, polling, clock)


def async_poller(
    client: AsyncClient,
    operation: Operation[Any],
    polling: Polling,
    options: CallOptions,
) -> AsyncPoller[Any]:
    """A poller that calls with a client."""
    # Users of a client need no clock of it, so that it has no public name.
    clock = client._settings.clock  # pyright: ignore[reportPrivateUsage]

    async def send(request: Operation[Any]) -> Response[Any]:
        return await client.send(request, **options)

    return AsyncPoller(send, operation, polling, clock)
