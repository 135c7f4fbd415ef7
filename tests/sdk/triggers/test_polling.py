from __future__ import annotations

import asyncio
import dataclasses
import importlib
import json
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.loopback import Loopback, Reply, reply


class Slept:
    """A clock that does not wait, and remembers how long it should have."""

    def __init__(self, harbour: Any, client: Any) -> None:
        flow = importlib.import_module(f"{harbour.__name__}._runtime.http.flow")
        self.seconds: list[float] = []
        clock = flow.Clock(sleep=self.seconds.append, asleep=self.asleep)
        client._settings = dataclasses.replace(client._settings, clock=clock)

    async def asleep(self, seconds: float) -> None:
        self.seconds.append(seconds)


def ships(*names: str, **more: Any) -> Reply:
    """The newest first, as the policy wants them."""
    return reply(
        {"ships": [{"name": n, "sightedAt": f"2024-01-01T00:00:0{n}Z"} for n in names]},
        **more,
    )


def entries(*lines: str, status: int = 200, **headers: str) -> Reply:
    return reply([{"line": line} for line in lines], status, **headers)


NOTHING = Reply(202)


def test_a_policy_asks_for_what_is_newer(harbour: Any) -> None:
    with (
        Loopback(
            ships("1"), ships("3", "2", "1"), ships(), ships("4", retry_after="90")
        ) as server,
        harbour.Client("key", base_url=server.url) as client,
    ):
        slept = Slept(harbour, client)
        sightings = client.when_ship_is_sighted(pier="north")
        assert repr(sightings) == "Poller(WhenShipIsSighted)"
        assert server.requests == []
        events = sightings.events(interval=30)
        # What is there at first is no event; the others come in their order.
        assert [ship.name for ship in islice(events, 3)] == ["2", "3", "4"]
        assert slept.seconds == [30, 30, 30]
        server.script(ships("5"))
        assert next(events).name == "5"
        # The server asked for more.
        assert slept.seconds[-1] == 90
    assert [heard.query for heard in server.requests] == [
        [("pier", "north")],
        [("pier", "north"), ("filter", "sighted gt 2024-01-01T00:00:01Z")],
        [("pier", "north"), ("filter", "sighted gt 2024-01-01T00:00:03Z")],
        [("pier", "north"), ("filter", "sighted gt 2024-01-01T00:00:03Z")],
        [("pier", "north"), ("filter", "sighted gt 2024-01-01T00:00:04Z")],
    ]


def test_polling_goes_on_where_it_ended(harbour: Any) -> None:
    with (
        Loopback(ships("1"), ships("2", "1"), ships("3", "2")) as server,
        harbour.Client("key", base_url=server.url) as client,
    ):
        before = client.when_ship_is_sighted()
        assert before.cursor is None
        assert before.poll() == []
        assert [ship.name for ship in before.poll()] == ["2"]
        after = client.when_ship_is_sighted()
        assert [ship.name for ship in after.poll(after=before.cursor)] == ["3"]
    assert server.requests[-1].query == [("filter", "sighted gt 2024-01-01T00:00:02Z")]


def test_a_server_that_keeps_the_books_is_followed(harbour: Any) -> None:
    with (
        Loopback(
            entries("a", "b", location="/log?from=2"),
            Reply(202, {"Location": "?from=2", "Retry-After": "300"}),
            NOTHING,
            entries("b", location="log/3"),
            entries("c"),
        ) as server,
        harbour.Client("key", base_url=server.url) as client,
    ):
        slept = Slept(harbour, client)
        log = client.when_log_is_written()
        events = iter(log)
        # The same entry again is another event: the server says so.
        lines = [entry.line for entry in islice(events, 4)]
        assert lines == ["a", "b", "b", "c"]
        assert slept.seconds == [60, 300, 60, 60]
        assert json.loads(log.cursor)["link"] == f"{server.url}/log/3"
    assert [heard.path for heard in server.requests] == [
        "/log",
        "/log?from=2",
        "/log?from=2",
        "/log?from=2",
        "/log/3",
    ]
    assert {heard.headers["x-key"] for heard in server.requests} == {"key"}


def test_without_either_new_items_are_events(harbour: Any) -> None:
    with (
        Loopback(
            entries("a", "b"), entries("b", "c", "c", "d"), NOTHING, entries("e", "a")
        ) as server,
        harbour.Client("key", base_url=server.url) as client,
    ):
        Slept(harbour, client)
        log = client.when_log_is_written()
        lines = [entry.line for entry in islice(log, 4)]
        assert lines == ["c", "c", "d", "e"]


def test_the_whole_answer_of_a_single_trigger_is_an_event(harbour: Any) -> None:
    winds = (7, 7, 9, 9, 7, 8)
    with (
        Loopback(*(reply({"wind": wind}) for wind in winds)) as server,
        harbour.Client("key", base_url=server.url) as client,
    ):
        Slept(harbour, client)
        weather = client.when_weather_changes()
        # 7 was seen before.
        assert [event.wind for event in islice(weather, 2)] == [9, 8]


def test_an_event_that_was_not_handled_comes_again(harbour: Any) -> None:
    with (
        Loopback(entries(), entries("a", "b"), otherwise=entries("a", "b")) as server,
        harbour.Client("key", base_url=server.url) as client,
    ):
        Slept(harbour, client)
        log = client.when_log_is_written()
        assert next(iter(log)).line == "a"
        # The loop was left before the answer was used up.
        assert [entry.line for entry in log.poll()] == ["a", "b"]
        assert log.poll() == []


def test_an_error_ends_an_iteration_and_the_next_goes_on(harbour: Any) -> None:
    with (
        Loopback(entries("a"), reply({}, 403), entries("a", "b")) as server,
        harbour.Client("key", base_url=server.url) as client,
    ):
        Slept(harbour, client)
        log = client.when_log_is_written()
        with pytest.raises(harbour.errors.ForbiddenError):
            next(iter(log))
        assert next(iter(log)).line == "b"


def test_a_location_elsewhere_gets_no_credential(harbour: Any) -> None:
    with (
        Loopback(entries("a", location="https://evil.example/log")) as server,
        harbour.Client("key", base_url=server.url) as client,
    ):
        Slept(harbour, client)
        log = client.when_log_is_written()
        assert [entry.line for entry in log.poll()] == ["a"]
        with pytest.raises(harbour.errors.ForeignLinkError, match=r"evil\.example"):
            log.poll()
    assert len(server.requests) == 1


def test_the_operation_itself_is_the_raw_access(harbour: Any) -> None:
    with (
        Loopback(entries("a")) as server,
        harbour.Client("key", base_url=server.url) as client,
    ):
        raw = client.send(harbour.operations.when_log_is_written())
    assert [entry.line for entry in raw.data] == ["a"]


def test_without_a_declared_answer_nothing_is_polled(harbour: Any) -> None:
    assert "does not declare" in harbour.Client.when_anchor_drags.__doc__
    assert "poller" in harbour.Client.when_log_is_written.__doc__


def test_polling_async(harbour: Any) -> None:
    async def main(url: str) -> list[float]:
        async with harbour.AsyncClient("key", base_url=url) as client:
            slept = Slept(harbour, client)
            sightings = client.when_ship_is_sighted()
            assert repr(sightings) == "AsyncPoller(WhenShipIsSighted)"
            assert await sightings.poll() == []
            names: list[str] = []
            async for ship in sightings.events(interval=5):
                names.append(ship.name)
                if len(names) == 3:
                    break
            assert names == ["2", "3", "4"]
            other = client.when_ship_is_sighted()
            [ship] = await other.poll(after=sightings.cursor)
            assert ship.name == "5"
            async for ship in other:
                assert ship.name == "6"
                break
            return slept.seconds

    answers = [ships(*names) for names in ("1", "32", "4", "54", "6")]
    with Loopback(*answers) as server:
        assert asyncio.run(main(server.url)) == [5]
    assert server.requests[3].query == [("filter", "sighted gt 2024-01-01T00:00:04Z")]


NO_CURSORS = """
    x 7 null [] {"link":7} {"query":1} {"query":{"a":[]}} {"seen":1} {"seen":[1]}
    """.split()


@pytest.mark.parametrize("cursor", [*NO_CURSORS, "", "[" * 100_000])
def test_what_is_no_cursor_is_refused(harbour: Any, cursor: str) -> None:
    with harbour.Client("key") as client:
        log = client.when_log_is_written()
        with pytest.raises(ValueError, match="must be a cursor"):
            log.poll(after=cursor)
        with pytest.raises(ValueError, match="must be a cursor"):
            next(log.events(after=cursor))


@pytest.mark.parametrize("interval", [-1.0, float("nan")])
def test_no_wait_is_negative(harbour: Any, interval: float) -> None:
    with harbour.Client("key") as client:
        log = client.when_log_is_written()
        with pytest.raises(ValueError, match="interval"):
            next(log.events(interval=interval))


LINES = st.lists(st.lists(st.sampled_from("abcdef"), max_size=5), max_size=6)


@given(LINES, st.integers(0, 6))
def test_every_item_is_an_event_once_wherever_polling_stopped(
    harbour: Any, answers: list[list[str]], stop: int
) -> None:
    """Whether one poller asks all the time or another goes on from its cursor."""
    polls = PollsWithoutServer(harbour, answers)
    whole = polls.run(None, answers)
    first = polls.run(None, answers[:stop])
    assert first + polls.run(polls.cursor, answers[stop:]) == whole
    known = set(answers[0]) if answers else set()
    expected: list[str] = []
    for answer in answers[1:]:
        expected += [line for line in answer if line not in known]
        known |= set(answer)
    assert whole == expected


class PollsWithoutServer:
    def __init__(self, harbour: Any, answers: list[list[str]]) -> None:
        name = harbour.__name__
        self.polling = importlib.import_module(f"{name}._runtime.triggers.polling")
        self.client = importlib.import_module(f"{name}._runtime.http.client")
        self.httpx2 = importlib.import_module("httpx2")
        self.operation = harbour.operations.when_log_is_written()
        self.cursor: str | None = None

    def run(self, cursor: str | None, answers: list[list[str]]) -> list[str]:
        polls = self.polling.Polls(self.operation, self.polling.Polling(()), cursor)
        events: list[str] = []
        for answer in answers:
            http = self.httpx2.Response(200, json=answer)
            events += polls.take(self.client.Response(answer, http, 1, 0.0))
        self.cursor = polls.cursor
        return events
