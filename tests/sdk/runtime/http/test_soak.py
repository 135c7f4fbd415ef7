"""Long runs: ten minutes of an invented clock under a throttle, and ten thousand real requests."""

from __future__ import annotations

import asyncio
import gc
import heapq
import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import httpx2
import pytest
from shelf import AsyncLibrary, Book, Library, get_book, settings

from runtime.auth.secret import Credentials
from runtime.http.flow import Attempt, Call, Clock, Exchange, Flow, Pause, exchange
from runtime.http.retry import Outcome, Retry
from runtime.http.throttle import Throttle

SERVER = Path(__file__).parents[3] / "support" / "fast_server.py"
MINUTES = 600.0


@dataclass
class World:
    """Callers that never rest, a server, and a clock that jumps to whatever is next."""

    answer: Callable[[float], tuple[float, httpx2.Response]]
    """At a moment: how long the server takes, and what it says."""
    throttle: Throttle | None
    now: float = 0.0
    starts: list[float] = field(default_factory=list[float])
    holds: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])
    """From the moment a 429 came to the end of what it asked for."""
    done: int = 0

    def call(self) -> Call:
        return Call(
            operation="GetBook",
            request=httpx2.Request("GET", "http://library.test/books/1"),
            credentials=Credentials(),
            auth=None,
            answers={200: Book},
            errors={},
            retry=Retry(attempts=5),
            throttle=self.throttle,
            clock=Clock(now=lambda: self.now, chance=lambda: 0.5),
            replayable=True,
        )

    def run(self, callers: int, until: float) -> None:
        """Let the callers call, one call after the other each."""
        turns = count()
        events: list[tuple[float, int, Flow[Exchange], Outcome | None]] = [
            (0.0, next(turns), exchange(self.call()), None) for _ in range(callers)
        ]
        while events and events[0][0] < until:
            self.now, _, flow, outcome = heapq.heappop(events)
            if isinstance(outcome, httpx2.Response) and outcome.status_code == 429:
                asked = float(outcome.headers["retry-after"])
                self.holds.append((self.now, self.now + asked))
            try:
                step = flow.send(outcome)
            except StopIteration:
                self.done += 1
                flow = exchange(self.call())
                step = flow.send(None)
            if isinstance(step, Pause):
                took, said = step.seconds, None
            else:
                assert isinstance(step, Attempt)
                self.starts.append(self.now)
                took, said = self.answer(self.now)
            heapq.heappush(events, (self.now + took, next(turns), flow, said))


def good(now: float) -> tuple[float, httpx2.Response]:
    return 0.2, httpx2.Response(200, json={"id": "1"})


def test_ten_minutes_under_a_throttle() -> None:
    """What is allowed is used, and nothing more, in any window."""
    world = World(good, Throttle(100, 60))
    world.run(callers=50, until=MINUTES)
    assert len(world.starts) == 1000
    for early, late in zip(world.starts, world.starts[100:], strict=False):
        assert late - early >= 60 - 1e-9
    # Of each minute's hundred the last starts as soon as fifty callers can.
    assert [round(world.starts[n], 1) for n in (0, 99, 100, 999)] == [0, 0.2, 60, 540.2]


@pytest.mark.parametrize("seed", range(5))
def test_ten_minutes_with_a_server_that_has_enough(seed: int) -> None:
    """A 429 holds every caller, for as long as the server asks, and no window is ever too full."""
    chance = random.Random(seed)

    def answer(now: float) -> tuple[float, httpx2.Response]:
        took = chance.uniform(0.01, 3.0)
        if chance.random() < 0.02:
            asked = {"Retry-After": str(chance.randint(1, 40))}
            return took, httpx2.Response(429, headers=asked)
        if chance.random() < 0.02:
            return took, httpx2.Response(503)
        return took, httpx2.Response(200, json={"id": "1"})

    world = World(answer, Throttle(100, 60))
    world.run(callers=50, until=MINUTES)
    starts = world.starts
    assert starts == sorted(starts)
    for early, late in zip(starts, starts[100:], strict=False):
        assert late - early >= 60 - 1e-9
    assert len(world.holds) > 5
    for begin, end in world.holds:
        assert not [one for one in starts if begin + 1e-9 < one < end - 1e-9]
    # Held back, and not stalled.
    assert len(starts) > 400
    assert world.done > 0.9 * len(starts) - 60


@contextmanager
def fast_server() -> Iterator[tuple[str, Callable[[], tuple[int, int]]]]:
    """The URL of a server in a process of its own; the end of it, with requests and connections."""
    process = subprocess.Popen(
        [sys.executable, str(SERVER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None

    def end() -> tuple[int, int]:
        out, _ = process.communicate(timeout=10)
        requests, connections = out.split()
        return int(requests), int(connections)

    with process:
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}", end
        finally:
            process.kill()


def descriptors() -> int:
    """How many files are open; 0 where the system does not say."""
    folder = Path("/proc/self/fd")
    return len(os.listdir(folder)) if folder.is_dir() else 0


def blocks() -> int:
    """Blocks of memory that the interpreter has in use, whatever the system lends it."""
    gc.collect()
    return sys.getallocatedblocks()


def objects() -> int:
    gc.collect()
    return len(gc.get_objects())


def test_ten_thousand_requests_of_fifty_tasks() -> None:
    before = descriptors()
    marks: list[tuple[int, int]] = []

    async def main(url: str) -> None:
        left = iter(range(10_000))

        async def caller() -> None:
            for _ in left:
                got = await library.send(get_book("42"))
                assert got.data.id == "42"

        async with AsyncLibrary(settings(url, clock=Clock())) as library:
            for share in (2_000, 8_000):
                left = iter(range(share))
                await asyncio.gather(*(caller() for _ in range(50)))
                marks.append((blocks(), objects()))
        await asyncio.sleep(0)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    with fast_server() as (url, end):
        within = descriptors()
        asyncio.run(main(url))
        assert descriptors() == within
        requests, connections = end()
    assert descriptors() == before
    # Between the two shares only some connections are kept.
    assert (requests, connections <= 100) == (10_000, True)
    (early, few), (late, many) = marks
    # Eight thousand more requests leave nothing behind.
    assert late - early < 4_000
    assert many - few < 1_000


def test_threads_leave_nothing_behind() -> None:
    before, threads = descriptors(), threading.active_count()
    with fast_server() as (url, end):
        with (
            Library(settings(url, clock=Clock())) as library,
            ThreadPoolExecutor(8) as pool,
        ):
            few = 0
            for share in (200, 1_000):
                calls = pool.map(library.send, [get_book("42")] * share)
                assert {one.data.id for one in calls} == {"42"}
                many = objects()
                few = few or many
        requests, connections = end()
    assert (requests, connections <= 8) == (1_200, True)
    assert (descriptors(), threading.active_count()) == (before, threads)
    assert many - few < 500
