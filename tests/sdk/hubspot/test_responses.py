"""Answers come back as the declared models, with nothing lost; errors as errors."""

from __future__ import annotations

import time
from types import ModuleType
from typing import Any

import jsonschema
import pytest
from driving import Driver
from published import BY_ID, METHOD_OF, OPERATIONS, snake
from support.loopback import Loopback, Reply, reply
from support.sampler import UNKNOWN, sample

# What each answer with a body is, by hand.
MODELS = {
    ("GetConversationsInboxes", "200"): "InboxesPage",
    ("GetASingleConversationsInbox", "200"): "Inbox",
    ("GetThreads", "200"): "ThreadsPage",
    ("GetASingleThread", "200"): "Thread",
    ("UpdateAThread", "200"): "Thread",
    ("GetMessageHistoryForAThread", "200"): "MessagesPage",
    ("GetASingleMessage", "200"): "MessageValue",
    ("GetTheOriginalContentOfASingleMessage", "200"): "OriginalContent",
    ("SendAMessageToAThread", "201"): "MessageValue",
    ("GetASingleActor", "200"): "Actor",
    ("GetActors", "200"): "ActorBatch",
    ("GetActors", "207"): "PartialActorBatch",
    ("GetChannels", "200"): "ChannelsPage",
    ("GetASingleChannel", "200"): "Channel",
    ("GetChannelAccounts", "200"): "ChannelAccountsPage",
    ("GetASingleChannelAccount", "200"): "ChannelAccount",
    ("GenerateAToken", "200"): "Token",
}


def operation(sdk: ModuleType, id_: str) -> Any:
    """An operation, with something in each place of its path."""
    places = ["42"] * len(BY_ID[id_].named("path"))
    return getattr(sdk.operations, snake(id_))(*places)


def as_json(model: Any) -> Any:
    return model.model_dump(mode="json", by_alias=True, exclude_unset=True)


def test_every_declared_answer_is_tested() -> None:
    declared = {(one.id, status) for one in OPERATIONS for status in one.responses}
    others = {
        ("ArchivesAThread", "204"),
        ("SendAMessageToAThread", "200"),
        ("GenerateAToken", "500"),
    }
    assert declared == set(MODELS) | others


@pytest.mark.parametrize(("id_", "status"), MODELS, ids=map("-".join, MODELS))
def test_a_whole_answer(
    driver: Driver, server: Loopback, id_: str, status: str
) -> None:
    schema = BY_ID[id_].responses[status]["schema"]
    body = sample(schema, unknown=True)
    jsonschema.validate(body, schema, jsonschema.Draft4Validator)
    assert UNKNOWN in body
    server.script(reply(body, int(status)))
    answer = driver.use(server.url, lambda c: c.send(operation(driver.sdk, id_)))
    assert type(answer.data).__name__ == MODELS[id_, status]
    assert isinstance(answer.data, getattr(driver.sdk.models, MODELS[id_, status]))
    assert as_json(answer.data) == body
    assert answer.data.model_extra == {UNKNOWN: body[UNKNOWN]}
    assert (answer.status, answer.attempts) == (int(status), 1)
    assert answer.http.json() == body


@pytest.mark.parametrize(("id_", "status"), MODELS, ids=map("-".join, MODELS))
def test_an_answer_with_as_little_as_can_be(
    driver: Driver, server: Loopback, id_: str, status: str
) -> None:
    """Only what connector.toml calls present is needed, and null is not the same as absent."""
    members = BY_ID[id_].responses[status]["schema"]["properties"]
    present = {"id": "1"} if "id" in members else {}
    server.script(reply(present, int(status)))
    nulls = dict.fromkeys(members) | present
    server.script(reply(nulls, int(status)))

    def send(client: Any) -> Any:
        return client.send(operation(driver.sdk, id_))

    assert as_json(driver.use(server.url, send).data) == present
    assert as_json(driver.use(server.url, send).data) == nulls


def test_attributes_are_snake_case(driver: Driver, server: Loopback) -> None:
    server.script(
        reply(
            {
                "id": 42,
                "createdAt": "2026-01-31T12:00:00Z",
                "associatedContactId": "7",
                "latestMessageSentTimestamp": None,
                "archived": False,
                "status": "A_NEW_ONE",
            }
        )
    )
    thread = driver.call(server.url, "threads.get", "42")
    assert thread.id == "42"
    assert thread.created_at == "2026-01-31T12:00:00Z"
    assert thread.associated_contact_id == "7"
    assert thread.latest_message_sent_timestamp is None
    assert thread.archived is False
    assert thread.status == "A_NEW_ONE"
    assert thread.spam is None


def test_no_content_is_none(driver: Driver, server: Loopback) -> None:
    server.script(Reply(204))
    assert driver.call(server.url, "threads.archive", "42") is None


def test_a_string_or_an_object(driver: Driver, server: Loopback) -> None:
    """A message is answered by 200 with a string or by 201 with an object."""
    server.script(reply("sent"), reply({"value": "7"}, 201))
    assert driver.call(server.url, "messages.send", "42", text="a") == "sent"
    made = driver.call(server.url, "messages.send", "42", text="b")
    assert isinstance(made, driver.sdk.models.MessageValue)
    assert made.value == "7"


def test_a_partial_batch(driver: Driver, server: Loopback) -> None:
    server.script(
        reply(
            {
                "results": [{"id": "A-1"}],
                "numErrors": 1,
                "errors": [
                    {
                        "status": "error",
                        "subCategory": {"deep": 1},
                        "errors": [{"in": "inputs", "subCategory": "UNKNOWN"}],
                    }
                ],
            },
            207,
        )
    )
    batch = driver.call(server.url, "actors.get_many", inputs=["A-1", "A-2"])
    assert isinstance(batch, driver.sdk.models.PartialActorBatch)
    assert [actor.id for actor in batch.results] == ["A-1"]
    assert batch.num_errors == "1"
    [error] = batch.errors
    assert error.sub_category == {"deep": 1}
    assert error.errors[0].in_ == "inputs"
    assert error.errors[0].sub_category == "UNKNOWN"


def test_a_declared_error_is_a_model(driver: Driver, server: Loopback) -> None:
    schema = BY_ID["GenerateAToken"].responses["500"]["schema"]
    body = sample(schema, unknown=True) | {"message": "no tokens today"}
    server.script(reply(body, 500, X_HubSpot_Correlation_Id="c-7"))
    with pytest.raises(driver.sdk.errors.ServerError) as caught:
        driver.call(server.url, METHOD_OF["GenerateAToken"], email="ada@example.com")
    error = caught.value
    assert isinstance(error.body, driver.sdk.models.TokenError)
    assert as_json(error.body) == body
    assert (error.status, error.operation) == (500, "GenerateAToken")
    assert error.request_id == "c-7"
    assert str(error) == "GenerateAToken: 500 Internal Server Error: no tokens today"
    # A POST that failed may have been done.
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (400, "BadRequestError"),
        (401, "UnauthorizedError"),
        (403, "ForbiddenError"),
        (404, "NotFoundError"),
        (409, "ConflictError"),
        (418, "StatusError"),
        (422, "UnprocessableError"),
    ],
)
def test_an_undeclared_error(
    driver: Driver, server: Loopback, status: int, name: str
) -> None:
    body = {"status": "error", "message": "Thread 42: no such thing"}
    server.script(reply(body, status))
    with pytest.raises(driver.sdk.HubspotConversationsError) as caught:
        driver.call(server.url, "threads.get", "42")
    assert type(caught.value).__name__ == name
    assert isinstance(caught.value, getattr(driver.sdk.errors, name))
    assert caught.value.body == body
    assert str(caught.value).startswith(f"GetASingleThread: {status} ")
    assert str(caught.value).endswith(": Thread 42: no such thing")


def test_too_many_calls_then_an_answer(driver: Driver, server: Loopback) -> None:
    server.script(reply({"message": "slow down"}, 429, Retry_After="1"))
    server.script(reply({"id": "42"}))
    started = time.monotonic()
    what = driver.sdk.operations.update_a_thread("42", status="CLOSED")
    answer = driver.use(server.url, lambda client: client.send(what))
    assert time.monotonic() - started >= 1.0
    assert answer.data.id == "42"
    assert answer.attempts == 2
    assert [heard.json for heard in server.requests] == [{"status": "CLOSED"}] * 2


def test_too_many_calls_for_good(driver: Driver, server: Loopback) -> None:
    server.script(*[reply({}, 429, Retry_After="0")] * 3)
    with pytest.raises(driver.sdk.errors.RateLimitError) as caught:
        driver.call(server.url, "threads.get", "42")
    assert caught.value.retry_after == 0.0
    assert len(server.requests) == 3


def test_an_answer_of_another_shape(driver: Driver, server: Loopback) -> None:
    server.script(reply({"results": [{"id": "1"}, {"id": "2", "archived": "later"}]}))
    with pytest.raises(driver.sdk.errors.DecodeError) as caught:
        driver.call(server.url, "threads.list")
    assert caught.value.where == "results[1].archived"
    assert "\n" not in str(caught.value)


def test_what_is_called_present_and_is_not(driver: Driver, server: Loopback) -> None:
    server.script(reply({"status": "OPEN"}))
    with pytest.raises(driver.sdk.errors.DecodeError) as caught:
        driver.call(server.url, "threads.get", "42")
    assert caught.value.where == "id"
