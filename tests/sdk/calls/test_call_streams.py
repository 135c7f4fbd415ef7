"""Streams over sockets: items as they arrive, and a connection that is closed in time."""

from __future__ import annotations

import asyncio
import importlib
import json
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from support.raw import CLOSE, RawServer, Step, head

from connectorsmith.commands.pipeline import make
from connectorsmith.inputs.folders import find_connectors
from connectorsmith.inputs.reading import read_inputs

CASE = Path(__file__).parents[2] / "cases/streams/input/spec/tram-board"
LINES = head("Content-Type: application/x-ndjson", "Transfer-Encoding: chunked")
EVENTS = head("Content-Type: text/event-stream", "Connection: close")
NOW, END = {"line": "4", "due": 3}, b"0\r\n\r\n"
both = pytest.mark.parametrize("is_async", [False, True])


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    work = tmp_path_factory.mktemp("board")
    inputs = read_inputs(find_connectors([CASE])[0])
    for path, content in make(inputs, ["python"]).files.items():
        target = work / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    sys.path.insert(0, str(work / "python"))
    try:
        yield importlib.import_module("tram_board")
    finally:
        sys.path.remove(str(work / "python"))


def chunk(text: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(text), text)


def line(value: object) -> bytes:
    return json.dumps(value).encode() + b"\n"


def items(
    board: ModuleType,
    script: Sequence[Step],
    method: str,
    *arguments: Any,
    is_async: bool,
    count: int | None = None,
    **options: Any,
) -> list[Any]:
    """Return the items of a call, and stop after `count`."""

    async def main(url: str) -> list[Any]:
        found: list[Any] = []
        async with board.AsyncClient(base_url=url) as client:
            async for item in getattr(client, method)(*arguments, **options):
                found.append(item)
                if len(found) == count:
                    break
        return found

    with RawServer(script) as server:
        if is_async:
            return asyncio.run(main(server.url))
        found: list[Any] = []
        with board.Client(base_url=server.url) as client:
            for item in getattr(client, method)(*arguments, **options):
                found.append(item)
                if len(found) == count:
                    break
        return found


@both
def test_lines_are_typed_items(board: ModuleType, is_async: bool) -> None:
    body = line(NOW) + b"\r\n\n" + line({"line": "5"}) + json.dumps(NOW).encode()
    script = [LINES, *(chunk(bytes([byte])) for byte in body), END]
    got = items(board, script, "watch_departures", is_async=is_async)
    assert [(one.line, one.due) for one in got] == [("4", 3), ("5", None), ("4", 3)]
    assert all(type(one) is board.models.Departure for one in got)


@both
def test_a_json_text_sequence(board: ModuleType, is_async: bool) -> None:
    start = head("Content-Type: application/json-seq", "Connection: close")
    body = b'\x1e{\n"line": "4"\n}\n\x1e{"line": "5"}\n'
    got = items(board, [start, body, CLOSE], "watch_departures", is_async=is_async)
    assert [one.line for one in got] == ["4", "5"]


@both
def test_results_of_grpc_gateway(board: ModuleType, is_async: bool) -> None:
    start = head("Content-Type: application/json", "Transfer-Encoding: chunked")
    script = [start, chunk(line({"result": NOW}) + line({"result": NOW})), END]
    got = items(board, script, "follow_log", "4", is_async=is_async)
    assert [one.result.due for one in got] == [3, 3]


@both
def test_events(board: ModuleType, is_async: bool) -> None:
    body = "\ufeff: hello\r\ndata: ä\rdata:b\r\n\r\n\nevent: stop\nid: 7\nretry: 500\ndata\n\ndata: lost"
    script = [EVENTS, *(bytes([byte]) for byte in body.encode()), CLOSE]
    got = items(board, script, "watch_alerts", is_async=is_async)
    kind = board.ServerSentEvent
    assert got == [kind("ä\nb"), kind("", "stop", "7", 500)]


@both
def test_typed_events_and_their_end(board: ModuleType, is_async: bool) -> None:
    body = b"data: " + line(NOW) + b"\ndata: [DONE]\n\n"
    got = items(board, [EVENTS, body, 9.0], "watch_positions", is_async=is_async)
    assert [one.due for one in got] == [3]


@both
@pytest.mark.parametrize("broken", [b"{oops\n", b"[1]\n", b'{"due": []}\n'])
def test_a_broken_line(board: ModuleType, is_async: bool, broken: bytes) -> None:
    script = [LINES, chunk(line(NOW) + broken), END]
    with pytest.raises(board.errors.DecodeError) as caught:
        items(board, script, "watch_departures", is_async=is_async)
    assert caught.value.where.startswith("[1]")
    assert caught.value.operation == "WatchDepartures"


@both
def test_an_error_and_a_broken_connection(board: ModuleType, is_async: bool) -> None:
    script: list[Step] = [head("Content-Length: 0", status="404 Not Found")]
    with pytest.raises(board.errors.NotFoundError):
        items(board, script, "watch_positions", is_async=is_async)
    script = [LINES, chunk(line(NOW)), CLOSE]
    assert items(board, script, "watch_departures", is_async=is_async, count=1)
    with pytest.raises(board.errors.NetworkError):
        items(board, script, "watch_departures", is_async=is_async)


@both
def test_a_line_that_does_not_end(board: ModuleType, is_async: bool) -> None:
    script = [LINES, *[chunk(b"x" * 2**20)] * 17, 9.0]
    with pytest.raises(board.errors.DecodeError, match="longer than"):
        items(board, script, "watch_departures", is_async=is_async)


class Watched(RawServer):
    """A server that says when its client has closed the connection."""

    def __init__(self, *scripts: Sequence[Step]) -> None:
        self.left = threading.Event()
        super().__init__(*scripts)

    def _serve(self, connection: Any) -> None:
        super()._serve(connection)
        self.left.set()


@pytest.mark.parametrize("how", ["break", "with", "close", "error"])
@both
def test_the_connection_is_closed(board: ModuleType, how: str, is_async: bool) -> None:
    async def main(url: str) -> None:
        async with board.AsyncClient(base_url=url) as client:
            stream = client.watch_departures()
            if how == "with":
                async with stream:
                    assert (await anext(stream)).line == "4"
            elif how == "close":
                assert (await anext(stream)).line == "4"
                await stream.aclose()
            else:
                async for _ in stream:
                    if how == "break":
                        break
            await asyncio.to_thread(server.left.wait, 5)
            assert server.left.is_set()

    second = b"{oops\n" if how == "error" else b""
    with Watched([LINES, chunk(line(NOW) + second), 0.0]) as server:
        error = board.errors.DecodeError
        if is_async:
            if how == "error":
                with pytest.raises(error):
                    asyncio.run(main(server.url))
            else:
                asyncio.run(main(server.url))
        else:
            with board.Client(base_url=server.url) as client:
                stream = client.watch_departures()
                if how == "with":
                    with stream:
                        assert next(stream).line == "4"
                elif how == "close":
                    assert next(stream).line == "4"
                    stream.close()
                elif how == "break":
                    for _ in stream:
                        break
                else:
                    with pytest.raises(error):
                        list(stream)
                assert server.left.wait(5)


def test_nothing_is_sent_before_iteration(board: ModuleType) -> None:
    with RawServer() as server, board.Client(base_url=server.url) as client:
        assert repr(client.watch_departures(open_stream_=True))
        with pytest.raises(TypeError, match="timout"):
            client.watch_departures(timout=3)
        assert not server.requests
