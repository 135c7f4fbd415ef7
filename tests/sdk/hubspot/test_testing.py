"""What the SDK gives to the tests of its users."""

from __future__ import annotations

import textwrap
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from driving import KEY, Driver
from installed import Installed


@pytest.fixture
def testing(sdk: ModuleType) -> Any:
    import hubspot_conversations.testing as module

    return module


@pytest.fixture
def fake(testing: Any) -> Any:
    return testing.FakeServer()


def use(driver: Driver, fake: Any, what: Any) -> Any:
    return driver.use("https://hubspot.test", what, transport=fake)


def test_the_script_in_the_docstring(
    testing: Any, installed: Installed, tmp_path: Path
) -> None:
    script = testing.__doc__.partition("\n\n")[2].partition("\n\nIt works")[0]
    assert "def test_" in script
    (tmp_path / "test_it.py").write_text(textwrap.dedent(script), "utf-8")
    status, text = installed.run(
        "-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=tmp_path
    )
    assert status == 0, text
    assert "1 passed" in text


def test_a_list_of_two_pages(driver: Driver, fake: Any) -> None:
    models, operations = driver.sdk.models, driver.sdk.operations
    pages = [[models.Thread(id="1"), models.Thread(id="2")], [models.Thread(id="3")]]
    fake.on(operations.get_threads(inbox_id="7")).reply_pages(pages)
    threads = use(
        driver, fake, lambda c: driver.items(c.threads.list(inbox_id="7", limit="2"))
    )
    assert [thread.id for thread in threads] == ["1", "2", "3"]
    first, second = fake.calls
    assert dict(first.query) == {"limit": "2", "inboxId": "7"}
    assert dict(second.query) == {"limit": "2", "inboxId": "7", "after": "2"}
    assert first.headers["authorization"] == "***"
    assert KEY not in repr(fake.calls)
    fake.assert_all_called()


def test_the_throttle_waits_in_the_time_of_the_server(
    sdk: ModuleType, fake: Any
) -> None:
    fake.on(sdk.operations.archives_a_thread)
    with sdk.Client(KEY, transport=fake) as client:
        for _ in range(101):
            client.threads.archive("42")
    # A hundred calls in a minute are free.
    assert fake.waits == [60]


def test_every_answer_can_be_made_up(driver: Driver, testing: Any, fake: Any) -> None:
    made = testing.example(driver.sdk.models.MessagesPage)
    [message] = made.results
    assert (message.id, message.client.client_type) == ("1", "client type")
    fake.on(driver.sdk.operations.get_message_history_for_a_thread("42")).reply(made)
    [got] = use(driver, fake, lambda c: driver.items(c.messages.list("42")))
    assert got == message
