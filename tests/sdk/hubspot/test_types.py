"""mypy --strict and pyright's strict mode on the installed SDK, on its README and on a user."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from installed import Installed, clean_environment
from published import OUTPUT
from snippets import snippets

GOOD = '''\
"""What a user of the SDK writes, and what its types are."""

from typing import Any, assert_type

from hubspot_conversations import (
    AsyncClient,
    AsyncPager,
    Client,
    HubspotConversationsError,
    Pager,
    Response,
    errors,
    models,
    operations,
)
from hubspot_conversations.testing import Expectation, FakeServer, example


def blocking(hubspot: Client) -> None:
    threads = hubspot.threads.list(thread_status="OPEN", archived=False)
    assert_type(threads, Pager[models.Thread, models.ThreadsPage])
    for thread in threads:
        assert_type(thread, models.Thread)
        assert_type(thread.id, str)
        assert_type(thread.status, str | None)
        assert_type(thread.spam, bool | None)
    assert_type(threads.first(), models.Thread | None)
    for page in threads.pages(after=threads.next_cursor):
        assert_type(page.results, list[models.Thread] | None)
    whole = hubspot.send(operations.get_a_single_thread("42"))
    assert_type(whole, Response[models.Thread])
    assert_type(whole.data.id, str)
    assert_type(hubspot.inboxes.get("42", timeout=None), models.Inbox)
    assert_type(hubspot.threads.update("42", body_archived=True), models.Thread)
    update = models.ThreadRequest(status="OPEN")
    assert_type(hubspot.threads.update("42", body=update), models.Thread)
    hubspot.threads.update("42", archived=True, body={"archived": False})
    hubspot.threads.archive(thread_id="42", headers={"X-Trace": "7"})
    to = models.OutgoingRecipient(actor_id="A-1", name=None)
    sent = hubspot.messages.send("42", text="On it", recipients=[to])
    assert_type(sent, str | models.MessageValue)
    actors = hubspot.actors.get_many(inputs=("A-1", "A-2"))
    assert_type(actors, models.ActorBatch | models.PartialActorBatch)
    assert_type(actors.links, dict[str, Any] | None)
    hubspot.messages.send("42", text="On it", subject=None)  # sent as null
    with hubspot.with_options(timeout=5.0) as other:
        assert_type(other, Client)


async def awaited(hubspot: AsyncClient) -> None:
    threads = hubspot.threads.list()
    assert_type(threads, AsyncPager[models.Thread, models.ThreadsPage])
    async for thread in threads:
        assert_type(thread.id, str)
    assert_type(await threads.first(), models.Thread | None)
    assert_type(await hubspot.threads.get("42"), models.Thread)
    whole = await hubspot.send(operations.generate_a_token(email="ada@example.com"))
    assert_type(whole, Response[models.Token])
    await hubspot.threads.archive("42")


def failing(hubspot: Client) -> None:
    try:
        hubspot.threads.get("42")
    except errors.RateLimitError as error:
        assert_type(error.retry_after, float | None)
    except HubspotConversationsError as error:
        assert_type(error.operation, str | None)


async def tested(fake: FakeServer) -> None:
    thread = example(models.Thread, status="OPEN")
    assert_type(thread, models.Thread)
    asked = fake.on(operations.get_a_single_thread("42"))
    assert_type(asked, Expectation[models.Thread])
    asked.times(2).reply(status=429, retry_after=1).reply(thread, headers={"X-A": "b"})
    fake.on(operations.get_a_single_thread).reply(status=404, json={"message": "no"})
    fake.on(operations.archives_a_thread("42")).reply(None)
    fake.on(operations.send_a_message_to_a_thread("42")).reply("sent")
    fake.on(operations.get_threads()).reply_pages([[thread], []])
    fake.on(operations.get_actors()).reply_with(lambda call: example(models.ActorBatch))
    with Client("key", transport=fake) as hubspot:
        assert_type(hubspot.threads.get("42").id, str)
    async with AsyncClient("key", transport=fake) as waiting:
        await waiting.threads.get("42")
    assert_type(fake.calls[0].operation, str | None)
'''

# Each line is a mistake that a type checker has to find.
BAD = """\
from hubspot_conversations import AsyncClient, Client, models, operations
def mistakes(hubspot: Client) -> None:
    hubspot.threads.list(thread_stats="OPEN")
    hubspot.threads.list("OPEN")
    hubspot.threads.get()
    hubspot.threads.get("42", archived="yes")
    hubspot.threads.get("42", timout=3)
    hubspot.thread.get("42")
    hubspot.threads.get("42").stats
    hubspot.threads.get("42").status.lower()
    hubspot.messages.send("42", text=7)
    hubspot.messages.send("42", recipients=[models.Recipient()])
    models.OutgoingRecipient(actorId="A-1")
    operations.get_thread("42")
    hubspot.threads.update("42", body=models.Thread())
    hubspot.threads.update("42", body="OPEN")
    hubspot.threads.get("42", progress=7)
async def more(hubspot: AsyncClient) -> None:
    for thread in hubspot.threads.list(): ...
from hubspot_conversations.testing import FakeServer, example
def tested(fake: FakeServer) -> None:
    fake.on(operations.get_threads()).reply(models.Thread(id="1"))
    fake.on(operations.get_threads).reply(None, text="a")
    example(models.Thread).stats
    Client("key", transport=fake.clock)
"""
MISTAKES = {*range(3, 18), 19, *range(22, 26)}


@pytest.fixture(scope="module")
def project(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of a user: one good file, one of mistakes, and the README's scripts."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "good.py").write_text(GOOD, "utf-8")
    (folder / "bad.py").write_text(BAD, "utf-8")
    for n, script in enumerate(snippets("python"), start=1):
        (folder / f"readme_{n}.py").write_text(script, "utf-8")
    return folder


def found_by(tool: str, *arguments: str, cwd: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", tool, *arguments],
        cwd=cwd,
        env=clean_environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


def check(found: list[tuple[Path, int, str]], project: Path) -> None:
    """Nothing is wrong but each of the mistakes."""
    elsewhere = [one for one in found if one[0] != project / "bad.py"]
    assert elsewhere == []
    assert {line for _, line, _ in found} == MISTAKES


def test_mypy(installed: Installed, project: Path) -> None:
    (project / "mypy.ini").write_text("[mypy]\nstrict = true\n", "utf-8")
    text = found_by(
        *("mypy", "--config-file", "mypy.ini", "--output", "json"),
        *("--python-executable", str(installed.python), str(installed.package), "."),
        cwd=project,
    )
    found = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    check(
        [
            (project / one["file"], one["line"], one["message"])
            for one in found
            if one["severity"] == "error"
        ],
        project,
    )


def test_pyright(installed: Installed, project: Path) -> None:
    settings = {
        # Relative: of other paths pyright takes no notice.
        "include": [".", os.path.relpath(installed.package, project)],
        "exclude": [],
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
        "venvPath": str(installed.home.parent),
        "venv": installed.home.name,
        "reportUnusedExpression": False,
    }
    (project / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    text = found_by("pyright", "--outputjson", "-p", ".", cwd=project)
    report = json.loads(text)
    assert report["summary"]["filesAnalyzed"] > 30
    check(
        [
            (Path(one["file"]), one["range"]["start"]["line"] + 1, one["message"])
            for one in report["generalDiagnostics"]
        ],
        project,
    )


def test_every_public_type_is_declared(installed: Installed, tmp_path: Path) -> None:
    """What a checker would infer, another one may infer otherwise."""
    path = os.pathsep.join([str(installed.python.parent), os.environ["PATH"]])
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pyright", "--outputjson", "--ignoreexternal"),
            *("--verifytypes", "hubspot_conversations"),
        ],
        cwd=tmp_path,
        env=clean_environment() | {"VIRTUAL_ENV": str(installed.home), "PATH": path},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    report = json.loads(done.stdout)["typeCompleteness"]
    unclear = [one["name"] for one in report["symbols"] if not one["isTypeKnown"]]
    assert unclear == []
    assert report["completenessScore"] == 1


def test_black() -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "black", "--check", "--quiet"),
            *("--config", str(OUTPUT / "python" / "pyproject.toml")),
            str(OUTPUT / "python"),
        ],
        timeout=120,
        check=False,
    )
    assert done.returncode == 0
