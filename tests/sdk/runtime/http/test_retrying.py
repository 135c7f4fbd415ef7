from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelf import Time

from runtime.auth.secret import Credentials
from runtime.errors import ConnectorError, NetworkError, RateLimitError, ServerError
from runtime.http.flow import Attempt, Call, Exchange, arun, exchange, run
from runtime.http.retry import Outcome, Retry, retry_after
from runtime.http.throttle import Slot, Throttle

REQUEST = httpx2.Request("GET", "http://library.test/books")


def said(status: int, **headers: str) -> httpx2.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx2.Response(status, headers=named, request=REQUEST)


def broken(kind: type[httpx2.RequestError]) -> httpx2.RequestError:
    return kind("no", request=REQUEST)


def call(
    time: Time,
    *,
    method: str = "GET",
    retry: Retry | None = None,
    throttle: Throttle | None = None,
    replayable: bool = True,
    headers: dict[str, str] | None = None,
) -> Call:
    return Call(
        operation="GetBooks",
        request=httpx2.Request(method, REQUEST.url, headers=headers),
        credentials=Credentials(),
        auth=None,
        answers={},
        errors={},
        retry=retry or Retry(),
        throttle=throttle,
        clock=time.clock(),
        replayable=replayable,
    )


def blocking(made: Call, time: Time, outcomes: Sequence[Outcome]) -> Exchange:
    left = iter(outcomes)

    def send(attempt: Attempt) -> httpx2.Response:
        outcome = next(left)
        if isinstance(outcome, httpx2.RequestError):
            raise outcome
        return outcome

    return run(exchange(made), send, time.sleep)


def awaited(made: Call, time: Time, outcomes: Sequence[Outcome]) -> Exchange:
    left = iter(outcomes)

    async def send(attempt: Attempt) -> httpx2.Response:
        outcome = next(left)
        if isinstance(outcome, httpx2.RequestError):
            raise outcome
        return outcome

    return asyncio.run(arun(exchange(made), send, time.asleep))


Drive = Callable[[Call, Time, Sequence[Outcome]], Exchange]
both = pytest.mark.parametrize("drive", [blocking, awaited])


@both
def test_a_429_then_a_fault_under_a_throttle(drive: Drive) -> None:
    time = Time()
    made = call(time, throttle=Throttle(2, 60.0))
    script = [said(429, retry_after="2"), said(503), said(200)]
    done = drive(made, time, [*script])
    # What the server asked for, the second backoff, then the rest of the first two's window.
    assert time.sleeps == [2.0, 1.0, 57.0]
    assert (done.attempts, done.elapsed) == (3, 60.0)


@both
def test_waits_double_up_to_the_cap(drive: Drive) -> None:
    time = Time()
    made = call(time, retry=Retry(attempts=7))
    drive(made, time, [said(500)] * 6 + [said(200)])
    assert time.sleeps == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0]


@both
def test_the_last_attempt_is_the_answer(drive: Drive) -> None:
    time = Time()
    with pytest.raises(ServerError, match=r"^GetBooks: 502 Bad Gateway$"):
        drive(call(time), time, [said(500), said(500), said(502)])
    assert time.sleeps == [0.5, 1.0]


@both
def test_patience_has_an_end(drive: Drive) -> None:
    time = Time()
    throttle = Throttle(10, 60.0)
    with pytest.raises(RateLimitError) as caught:
        drive(call(time, throttle=throttle), time, [said(429, retry_after="121")])
    assert time.sleeps == []
    assert caught.value.retry_after == 121.0
    # The others find out for themselves.
    assert throttle.reserve(time.now).start == time.now


SAFE = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"]
UNSAFE = ["POST", "PATCH"]


@pytest.mark.parametrize("method", SAFE + UNSAFE)
@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504, 400, 404, 501, 409])
def test_which_statuses_are_tried_again(method: str, status: int) -> None:
    time = Time()
    again = status == 429 or (method in SAFE and status in (408, 500, 502, 503, 504))
    if again:
        assert blocking(call(time, method=method), time, [said(status), said(200)])
        assert time.sleeps == [0.5]
    else:
        with pytest.raises(ConnectorError):
            blocking(call(time, method=method), time, [said(status)])


@pytest.mark.parametrize(
    ("kind", "safe", "unsafe"),
    [
        (httpx2.ConnectError, True, True),
        (httpx2.ConnectTimeout, True, True),
        (httpx2.PoolTimeout, True, True),
        (httpx2.ReadTimeout, True, False),
        (httpx2.ReadError, True, False),
        (httpx2.WriteError, True, False),
        (httpx2.RemoteProtocolError, True, False),
        (httpx2.LocalProtocolError, False, False),
        (httpx2.UnsupportedProtocol, False, False),
        (httpx2.ProxyError, False, False),
        (httpx2.DecodingError, False, False),
    ],
)
def test_which_failures_are_tried_again(
    kind: type[httpx2.RequestError], safe: bool, unsafe: bool
) -> None:
    for method, again in (("GET", safe), ("POST", unsafe)):
        time = Time()
        if again:
            script: list[Outcome] = [broken(kind), said(200)]
            assert blocking(call(time, method=method), time, script).attempts == 2
        else:
            with pytest.raises(ConnectorError):
                blocking(call(time, method=method), time, [broken(kind)])


def test_an_idempotency_key_makes_a_repeat_safe() -> None:
    time = Time()
    made = call(time, method="POST", headers={"Idempotency-Key": "k"})
    assert blocking(made, time, [said(503), said(200)]).attempts == 2


def test_a_body_that_is_gone_is_not_sent_again() -> None:
    time = Time()
    made = call(time, method="PUT", replayable=False)
    with pytest.raises(RateLimitError):
        blocking(made, time, [said(429)])
    # Where nothing was sent, nothing is gone.
    assert blocking(made, time, [broken(httpx2.ConnectError), said(200)]).attempts == 2


def test_a_retry_is_one_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    time = Time()
    with caplog.at_level(logging.INFO, logger="runtime"):
        blocking(call(time), time, [said(503), broken(httpx2.ReadError), said(200)])
    assert [(r.name, r.levelname, r.getMessage()) for r in caplog.records] == [
        ("runtime", "INFO", "GetBooks: 503 Service Unavailable; retry 1 of 2 in 0.5 s"),
        ("runtime", "INFO", "GetBooks: ReadError: no; retry 2 of 2 in 1.0 s"),
    ]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"retry_after": "3"}, 3.0),
        ({"retry_after": " 1.5 "}, 1.5),
        ({"retry_after": "0"}, 0.0),
        (
            {
                "retry_after": "Sun, 23 Nov 2025 10:00:30 GMT",
                "date": "Sun, 23 Nov 2025 10:00:00 GMT",
            },
            30.0,
        ),
        ({"retry_after": "Thu, 01 Jan 1970 00:01:40 GMT"}, 60.0),
        ({"retry_after": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0.0),
        ({"retry_after_ms": "250", "retry_after": "9"}, 0.25),
        ({"x_ms_retry_after_ms": "1500"}, 1.5),
        ({}, None),
        ({"retry_after": "soon"}, None),
        ({"retry_after": "-1"}, None),
        ({"retry_after": "nan"}, None),
        ({"retry_after": "1e9"}, None),
        ({"retry_after": "1_0"}, None),
        ({"retry_after": "9" * 400}, None),
        ({"retry_after": "Thu, 99 Foo 2025 10:00:00 GMT"}, None),
    ],
)
def test_what_the_server_asks_for(
    headers: dict[str, str], expected: float | None
) -> None:
    assert retry_after(said(429, **headers), lambda: 40.0) == expected


def test_jitter_takes_up_to_a_quarter() -> None:
    waits = [
        Retry().pause(
            said(500),
            REQUEST,
            tried=1,
            replayable=True,
            wall=lambda: 0.0,
            chance=chance,
        )
        for chance in (lambda: 0.0, lambda: 0.5, lambda: 1.0)
    ]
    assert waits == [0.5, 0.4375, 0.375]


@pytest.mark.parametrize("wrong", [{"attempts": 0}, {"cap": -1.0}, {"patience": -1.0}])
def test_a_retry_that_cannot_be(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"attempts|negative"):
        Retry(**wrong)  # type: ignore[arg-type]  # that is the point


def test_the_slots_of_a_window() -> None:
    throttle = Throttle(100, 60.0)
    starts = [throttle.reserve(0.0).start for _ in range(250)]
    assert starts == [0.0] * 100 + [60.0] * 100 + [120.0] * 50


def test_a_hold_moves_those_who_wait_and_keeps_their_distances() -> None:
    throttle = Throttle(1, 10.0)
    first, second, third = (throttle.reserve(0.0) for _ in range(3))
    throttle.hold(1.0, 25.0)
    assert [first.start, second.start, third.start] == [0.0, 25.0, 35.0]
    assert throttle.reserve(1.0).start == 45.0
    # An earlier hold changes nothing.
    throttle.hold(1.0, 5.0)
    assert second.start == 25.0


def test_who_comes_later_starts_later() -> None:
    """A hold moves who waits, and who comes then does not slip in before."""
    throttle = Throttle(3, 10.0)
    slots = [throttle.reserve(now) for now in (0.0, 3.0, 3.0, 5.0, 5.0)]
    assert [slot.start for slot in slots] == [0, 3, 3, 10, 13]
    throttle.hold(5.0, 12.0)
    slots.append(throttle.reserve(5.0))
    assert [slot.start for slot in slots] == [0, 3, 3, 12, 15, 15]
    throttle.hold(5.0, 14.0)
    assert [slot.start for slot in slots] == [0, 3, 3, 14, 17, 17]


def test_a_429_holds_the_other_calls() -> None:
    time, throttle = Time(), Throttle(10, 60.0)
    done = blocking(
        call(time, throttle=throttle), time, [said(429, retry_after="5"), said(200)]
    )
    assert done.attempts == 2
    other = Time(now=1001.0)
    blocking(call(other, throttle=throttle), other, [said(200)])
    assert other.sleeps == [4.0]


def test_a_hold_reaches_a_call_that_waits_already() -> None:
    throttle, time = Throttle(1, 10.0), Time()
    throttle.reserve(time.now)
    flow = exchange(call(time, throttle=throttle))
    pause = flow.send(None)
    assert not isinstance(pause, Attempt)
    assert pause.seconds == 10.0
    throttle.hold(time.now, time.now + 12.0)
    time.now += 10.0
    pause = flow.send(None)
    assert not isinstance(pause, Attempt)
    assert pause.seconds == 2.0
    time.now += 2.0
    assert isinstance(flow.send(None), Attempt)
    flow.close()


EVENTS = st.lists(
    st.tuples(st.integers(0, 30), st.one_of(st.none(), st.integers(0, 40))),
    max_size=40,
)


@given(st.integers(1, 4), st.integers(1, 20), EVENTS)
def test_no_window_ever_has_more_starts(
    calls: int, seconds: int, events: list[tuple[int, int | None]]
) -> None:
    throttle, now = Throttle(calls, seconds), 0.0
    slots: list[Slot] = []
    for step, hold in events:
        now += step
        if hold is None:
            slots.append(throttle.reserve(now))
        else:
            throttle.hold(now, now + hold)
    starts = sorted(slot.start for slot in slots)
    for early, late in zip(starts, starts[calls:], strict=False):
        assert late - early >= seconds


def test_threads_share_a_throttle() -> None:
    throttle = Throttle(5, 1.0)
    slots: list[Slot] = []

    def book() -> None:
        slots.extend(throttle.reserve(0.0) for _ in range(50))

    threads = [threading.Thread(target=book) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    starts = sorted(slot.start for slot in slots)
    assert starts == [float(n // 5) for n in range(200)]


@pytest.mark.parametrize(("calls", "seconds"), [(0, 1.0), (1, 0.0), (1, float("nan"))])
def test_a_throttle_that_cannot_be(calls: int, seconds: float) -> None:
    with pytest.raises(ValueError, match=r"calls must be 1 or more"):
        Throttle(calls, seconds)
    assert repr(Throttle(3, 2.0)) == "Throttle(calls=3, seconds=2.0)"


def test_an_interrupted_wait_ends_the_flow() -> None:
    time = Time()

    def interrupt(seconds: float) -> None:
        raise KeyboardInterrupt

    flow = exchange(call(time))
    with pytest.raises(KeyboardInterrupt):
        run(flow, lambda _: said(500), interrupt)
    with pytest.raises(StopIteration):
        next(flow)


def test_a_failure_keeps_its_cause() -> None:
    time = Time()
    with pytest.raises(NetworkError) as caught:
        blocking(call(time), time, [broken(httpx2.ReadError)] * 3)
    assert isinstance(caught.value.__cause__, httpx2.ReadError)
