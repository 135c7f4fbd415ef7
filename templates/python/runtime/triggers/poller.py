"""Polling triggers: repeated requests for new events, each of which resumes where the last one ended."""

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

_MAX_WAIT = 86_400.0
"""The longest `Retry-After` that a poller follows, in seconds; a longer one is shortened to it."""


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
        """The start of the next poll: store it to resume later with `after=`, also in another
        process. It advances before the last event of a response is yielded: storing it after an
        event is handled loses no event, though some may be repeated. `None` before the first poll.
        It holds a URL if the server sent a `Location`."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._operation.id})"

    def _polls(self, after: str | None, interval: float = 0.0) -> Polls:
        if not interval >= 0.0:
            raise ValueError("interval must not be negative")
        start = self.cursor if after is None else after
        return Polls(self._operation, self._polling, start)

    def _advance(self, events: list[Any], polls: Polls) -> Iterator[Any]:
        yield from events[:-1]
        self.cursor = polls.cursor
        yield from events[-1:]

    def _pause(self, response: Response[Any], interval: float) -> float:
        asked = retry_after(response.http, self._clock.wall)
        return interval if asked is None else max(interval, min(asked, _MAX_WAIT))


class Poller(_Polled, Generic[Item]):
    """The events of a polling trigger. Nothing is sent before the first event is requested.

    Iteration is endless. It starts at `cursor`; without a cursor it starts now, and items that
    exist already are no events, unless the server keeps track with a `Location`. An item that
    changes is a new event. An error of a poll ends the iteration; the next iteration resumes.
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
        """Yield events as they come, from an earlier `cursor` if given.

        Between polls it waits for `interval` seconds, or longer if the server asks for it: up to a
        day. Raises `ValueError` for an invalid cursor.
        """
        polls = self._polls(after, interval)
        while True:
            response = self._send(polls.request)
            yield from self._advance(polls.take(response), polls)
            self._clock.sleep(self._pause(response, interval))

    def poll(self, *, after: str | None = None) -> list[Item]:
        """Return the events of one poll, from an earlier `cursor` if given.

        The first poll has no events unless the server keeps track with a `Location`. Raises
        `ValueError` for an invalid cursor.
        """
        polls = self._polls(after)
        return list(self._advance(polls.take(self._send(polls.request)), polls))


class AsyncPoller(_Polled, Generic[Item]):
    """The events of a polling trigger. Nothing is sent before the first event is requested.

    Iteration is endless. It starts at `cursor`; without a cursor it starts now, and items that
    exist already are no events, unless the server keeps track with a `Location`. An item that
    changes is a new event. An error of a poll ends the iteration; the next iteration resumes.
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
        """Yield events as they come, from an earlier `cursor` if given.

        Between polls it waits for `interval` seconds, or longer if the server asks for it: up to a
        day. Raises `ValueError` for an invalid cursor.
        """
        polls = self._polls(after, interval)
        while True:
            response = await self._send(polls.request)
            for event in self._advance(polls.take(response), polls):
                yield event
            await self._clock.asleep(self._pause(response, interval))

    async def poll(self, *, after: str | None = None) -> list[Item]:
        """Return the events of one poll, from an earlier `cursor` if given.

        The first poll has no events unless the server keeps track with a `Location`. Raises
        `ValueError` for an invalid cursor.
        """
        polls = self._polls(after)
        response = await self._send(polls.request)
        return list(self._advance(polls.take(response), polls))


def poller(
    client: SyncClient,
    operation: Operation[Any],
    polling: Polling,
    options: CallOptions,
) -> Poller[Any]:
    """Return a poller that sends with a client."""
    # Users of a client do not need its clock, so it has no public name.
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
    """Return a poller that sends with a client."""
    # Users of a client do not need its clock, so it has no public name.
    clock = client._settings.clock  # pyright: ignore[reportPrivateUsage]

    async def send(request: Operation[Any]) -> Response[Any]:
        return await client.send(request, **options)

    return AsyncPoller(send, operation, polling, clock)
