"""What every operation promises of every kind of answer, by the published definition."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
from driving import KEY, Driver
from published import BY_ID, OPERATIONS, snake
from support.loopback import Loopback, Reply, reply
from support.sampler import UNKNOWN, sample

SUCCESSES = [
    (one.id, int(status))
    for one in OPERATIONS
    for status in one.responses
    if status.startswith("2")
]
each = pytest.mark.parametrize(("id_", "status"), SUCCESSES)
JSON = {"Content-Type": "application/json"}


def called(driver: Driver, server: Loopback, id_: str, **options: Any) -> Any:
    """The answer of an operation, with something in each place of its path."""
    places = ["42"] * len(BY_ID[id_].named("path"))
    operation = getattr(driver.sdk.operations, snake(id_))(*places)
    return driver.use(server.url, lambda c: c.send(operation, **options))


def schema_of(id_: str, status: int) -> Any:
    return BY_ID[id_].responses[str(status)].get("schema")


def body_of(id_: str, status: int) -> Any:
    """A made-up answer, with a member that the definition does not know."""
    schema = schema_of(id_, status)
    return None if schema is None else sample(schema, unknown=True)


def answer(id_: str, status: int) -> Reply:
    return Reply(204) if status == 204 else reply(body_of(id_, status), status)


def as_json(data: Any) -> Any:
    if not hasattr(data, "model_dump"):
        return data
    return data.model_dump(mode="json", by_alias=True, exclude_unset=True)


def refused(driver: Driver, error: str, *call: Any, **options: Any) -> Any:
    """The error of a call: of this class, of the operation, on one line and without a secret."""
    with pytest.raises(getattr(driver.sdk.errors, error)) as caught:
        called(driver, *call, **options)
    raised = caught.value
    assert type(raised).__name__ == error
    assert raised.operation == call[1]
    assert str(raised).startswith(f"{call[1]}: ")
    assert len(str(raised).splitlines()) == 1
    assert KEY not in f"{raised} {raised!r} {raised.request.headers!r}"
    return raised


@each
def test_success(driver: Driver, server: Loopback, id_: str, status: int) -> None:
    server.script(answer(id_, status))
    got = called(driver, server, id_)
    assert (got.status, got.attempts) == (status, 1)
    assert as_json(got.data) == (None if status == 204 else body_of(id_, status))
    if isinstance(body_of(id_, status), dict):
        assert UNKNOWN in got.data.model_extra
    [heard] = server.requests
    assert heard.method == BY_ID[id_].method
    assert BY_ID[id_].url.fullmatch(heard.path.partition("?")[0])


@each
def test_too_many_calls_first(
    driver: Driver, server: Loopback, id_: str, status: int
) -> None:
    server.script(reply({}, 429, Retry_After="0"), answer(id_, status))
    got = called(driver, server, id_)
    assert (got.status, got.attempts) == (status, 2)
    first, second = server.requests
    assert (first.path, first.body) == (second.path, second.body)


@each
def test_a_body_that_is_no_json(
    driver: Driver, server: Loopback, id_: str, status: int
) -> None:
    broken = Reply(status, JSON, b'{"id": ')
    server.script(Reply(204) if status == 204 else broken)
    if (schema_of(id_, status) or {}).get("type") == "object":
        error = refused(driver, "DecodeError", server, id_)
        assert (error.status, error.response.content) == (status, broken.body)
    else:
        got = called(driver, server, id_)
        assert got.data == (None if status == 204 else '{"id": ')


@pytest.mark.parametrize("id_", BY_ID)
def test_errors(driver: Driver, server: Loopback, id_: str) -> None:
    once = {"retry": driver.sdk.Retry(attempts=1)}
    server.script(reply({"message": "no\nsuch thing"}, 404))
    error = refused(driver, "NotFoundError", server, id_)
    assert str(error) == f"{id_}: 404 Not Found: no such thing"
    assert error.body == {"message": "no\nsuch thing"}
    server.script(reply({"message": f"not with {KEY}"}, 401))
    assert str(refused(driver, "UnauthorizedError", server, id_)).endswith(
        "not with ***"
    )
    server.script(reply({}, 429, Retry_After="7"))
    assert refused(driver, "RateLimitError", server, id_, **once).retry_after == 7
    server.script(Reply(503, body=b"<html>busy</html>"))
    error = refused(driver, "ServerError", server, id_, **once)
    assert (error.status, error.body) == (503, "<html>busy</html>")


@pytest.mark.parametrize("id_", BY_ID)
def test_no_answer(driver: Driver, server: Loopback, id_: str) -> None:
    once = {"retry": driver.sdk.Retry(attempts=1), "timeout": 0.1}
    server.script(Reply(delay=5.0), Reply(drop=True))
    refused(driver, "NetworkTimeoutError", server, id_, **once)
    refused(driver, "NetworkError", server, id_, **once)


def test_every_declared_error_is_here(sdk: ModuleType) -> None:
    """One is declared: `test_a_declared_error_is_a_model` has it."""
    declared = {(one.id, s) for one in OPERATIONS for s in one.responses}
    assert {(id_, s) for id_, s in declared if not s.startswith("2")} == {
        ("GenerateAToken", "500")
    }
