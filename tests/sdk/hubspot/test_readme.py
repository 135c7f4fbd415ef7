"""Every script in the SDK's README runs as it is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from installed import Installed
from published import METHOD_OF, OPERATIONS, OUTPUT, Declared
from snippets import snippets
from support.loopback import Heard, Loopback, Reply, reply
from support.sampler import sample

BLOCKS = snippets("python")
SCRIPTS = [one for one in BLOCKS if "FakeServer" not in one]


def declared_for(heard: Heard) -> Declared:
    """The operation that a request is for; the most literal template wins."""
    path = heard.path.partition("?")[0]
    found = [
        one
        for one in OPERATIONS
        if one.method == heard.method and one.url.fullmatch(path)
    ]
    return min(found, key=lambda one: one.template.count("{"))


def service(heard: Heard) -> Reply:
    """HubSpot, as far as it is declared. Lists have two pages."""
    declared = declared_for(heard)
    status, response = next(iter(declared.responses.items()))
    if status == "204":
        return Reply(204)
    body = sample(response["schema"])
    if declared.paged and dict(heard.query).get("after"):
        body |= {"results": [{"id": "last"}], "paging": {}}
    return reply(body, int(status))


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback(otherwise=service) as running:
        yield running


def run(installed: Installed, script: str, cwd: Path, server: Loopback) -> str:
    (cwd / "script.py").write_text(script, "utf-8")
    status, printed = installed.run(
        "-W",
        "error",
        "script.py",
        cwd=cwd,
        HUBSPOT_CONVERSATIONS_API_KEY="pat-1",
        HUBSPOT_CONVERSATIONS_BASE_URL=server.url,
    )
    assert status == 0, f"{script}\n{printed}"
    return printed


@pytest.mark.parametrize("number", range(len(SCRIPTS)))
def test_a_script_runs(
    installed: Installed, tmp_path: Path, server: Loopback, number: int
) -> None:
    run(installed, SCRIPTS[number], tmp_path, server)
    assert server.requests
    assert {heard.headers["authorization"] for heard in server.requests} == {
        "Bearer pat-1"
    }


def test_the_test_runs_without_a_server(
    installed: Installed, tmp_path: Path, server: Loopback
) -> None:
    (block,) = [one for one in BLOCKS if one not in SCRIPTS]
    run(installed, f"{block}\n\ntest_something()\n", tmp_path, server)
    assert not server.requests


def test_the_quick_start_shows_the_threads(
    installed: Installed, tmp_path: Path, server: Loopback
) -> None:
    printed = run(installed, SCRIPTS[0], tmp_path, server).splitlines()
    assert printed[:3] == ["id-1 status-1"] * 2 + ["last None"]
    threads = "/conversations/v3/conversations/threads"
    assert [(heard.method, heard.path) for heard in server.requests] == [
        ("GET", threads),
        ("GET", f"{threads}?after=after-1"),
        ("GET", f"{threads}/42"),
        ("PATCH", f"{threads}/42"),
    ]


def test_a_model_is_printed_by_wire_names(
    installed: Installed, tmp_path: Path, server: Loopback
) -> None:
    (script,) = [one for one in SCRIPTS if "model_dump" in one]
    printed = run(installed, script, tmp_path, server)
    assert "'createdAt': " in printed
    assert "created_at" not in printed


def test_a_call_shows_its_keyword_only_arguments() -> None:
    text = (OUTPUT / "python" / "README.md").read_text("utf-8")
    assert "`client.actors.get_many(*, property=..., inputs=..., body=...)`" in text
    assert (
        "`client.threads.list(*, after=..., limit=..., sort=..., inbox_id=..., ...)`"
        in text
    )


def test_every_method_is_listed_once() -> None:
    text = (OUTPUT / "python" / "README.md").read_text("utf-8")
    listed = [
        line.split("`")[1].removeprefix("client.").partition("(")[0]
        for line in text.splitlines()
        if line.startswith("| `client.")
    ]
    assert listed == list(METHOD_OF.values())
    # What to install is in the folder itself, and nothing is to be fetched.
    assert snippets("sh") == ["pip install .\n"]
