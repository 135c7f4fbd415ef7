"""Responses that no schema declares, over HTTP: what the server sends is returned."""

from __future__ import annotations

import asyncio
import importlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from support.loopback import Loopback, Reply

from connectorsmith.commands.pipeline import make
from connectorsmith.inputs.folders import find_connectors
from connectorsmith.inputs.reading import read_inputs

CASE = Path(__file__).parents[2] / "cases/responses/input/spec"


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    work = tmp_path_factory.mktemp("lost")
    shutil.copytree(CASE, work / "spec")
    connector = find_connectors([work / "spec/lost-and-found"])[0]
    for path, content in make(read_inputs(connector), ["python"]).files.items():
        target = work / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    sys.path.insert(0, str(work / "python"))
    try:
        yield importlib.import_module("lost_and_found")
    finally:
        sys.path.remove(str(work / "python"))


def _reply(kind: str | None, body: bytes, status: int = 200) -> Reply:
    return Reply(status, {"Content-Type": kind} if kind else {}, body)


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize(
    ("method", "reply", "expected"),
    [
        ("forget_thing", _reply("application/json", b'{"gone": true}'), {"gone": True}),
        ("forget_thing", _reply("text/plain; charset=utf-8", b"17"), "17"),
        ("forget_thing", _reply("image/png", b"\x89PNG"), b"\x89PNG"),
        ("forget_thing", _reply(None, b""), None),
        ("forget_thing", _reply(None, b"", 204), None),
        ("get_thing", _reply("application/json", b"[1]"), [1]),
        ("move_thing", _reply(None, b"", 204), None),
        ("check_thing", _reply("application/json", b'{"name": "hat"}'), None),
        ("get_label", _reply("text/plain", b"lost hat"), "lost hat"),
        ("get_photo", _reply("image/jpeg", b"\xff\xd8"), b"\xff\xd8"),
        ("get_record", _reply("application/xml", b"<hat/>"), "<hat/>"),
    ],
)
def test_what_comes_is_returned(
    lost: ModuleType, method: str, reply: Reply, expected: object, is_async: bool
) -> None:
    async def call(url: str) -> Any:
        async with lost.AsyncClient(base_url=url) as client:
            return await getattr(client, method)("hat")

    with Loopback(reply) as server:
        if is_async:
            result = asyncio.run(call(server.url))
        else:
            with lost.Client(base_url=server.url) as client:
                result = getattr(client, method)("hat")
    assert result == expected


def test_a_declared_and_an_undeclared_success(lost: ModuleType) -> None:
    looked_for = _reply("application/json", b'{"ticket": 7}', 202)
    found = _reply("application/json", b'{"name": "hat"}')
    with (
        Loopback(found, looked_for) as server,
        lost.Client(base_url=server.url) as client,
    ):
        assert client.report_thing().name == "hat"
        assert client.report_thing() == {"ticket": 7}
