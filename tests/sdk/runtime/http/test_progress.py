"""How far an upload or a download is."""

from __future__ import annotations

import asyncio
import gzip
import io
from pathlib import Path
from typing import Any

import pytest
from shelf import WORLDS, AsyncLibrary, Library, World, settings
from support.loopback import Loopback, Reply, reply

from runtime.bodies.json import Json
from runtime.bodies.multipart import Multipart
from runtime.bodies.raw import Bytes
from runtime.operation import Operation
from runtime.unset import UNSET

both = pytest.mark.parametrize("world", WORLDS)

SIZE = 200_000
CONTENT = bytes(range(250)) * 800


class Told:
    """Remembers what it is told."""

    def __init__(self) -> None:
        self.calls: list[tuple[int, int | None]] = []

    def __call__(self, done: int, total: int | None) -> None:
        self.calls.append((done, total))


def put(body: Any) -> Operation[None]:
    return Operation(
        id="Put", method="PUT", path="/file", body=body, answers={204: None}
    )


@both
def test_an_upload(world: World, tmp_path: Path) -> None:
    file = tmp_path / "file.bin"
    file.write_bytes(CONTENT)
    for body in (
        Bytes(file),
        Bytes(CONTENT),
        Bytes(io.BytesIO(CONTENT)),
        Multipart({"title": "A", "file": file}),
        Json({"content": "x" * SIZE}),
    ):
        told = Told()
        with Loopback(Reply(204)) as server:
            world.send(settings(server.url), put(body), progress=told)
        size = len(server.requests[0].body)
        assert size >= SIZE
        assert told.calls[0] == (0, size)
        assert told.calls[-1] == (size, size)
        assert len(told.calls) > 3
        assert told.calls == sorted(told.calls)


@both
def test_an_upload_of_unknown_size(world: World) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    told = Told()
    with Loopback(Reply(204)) as server:
        world.send(settings(server.url), put(Bytes(Pipe(CONTENT))), progress=told)
    assert server.requests[0].body == CONTENT
    assert told.calls[0] == (0, None)
    assert told.calls[-1] == (SIZE, None)


@both
def test_it_starts_again_with_the_body(world: World) -> None:
    told = Told()
    with Loopback(reply(None, 429), Reply(204)) as server:
        world.send(settings(server.url), put(Bytes(CONTENT)), progress=told)
    assert [heard.body for heard in server.requests] == [CONTENT] * 2
    assert told.calls.count((0, SIZE)) == 2
    assert told.calls.count((SIZE, SIZE)) == 2


@both
def test_no_body_is_no_progress(world: World) -> None:
    for body in (None, Bytes(UNSET)):
        told = Told()
        with Loopback(Reply(204)) as server:
            world.send(settings(server.url), put(body), progress=told)
        assert told.calls == []


@both
def test_who_raises_ends_the_call(world: World) -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int, total: int | None) -> None:
        if done:
            raise StoppedError

    with Loopback(otherwise=Reply(204)) as server, pytest.raises(StoppedError):
        world.send(settings(server.url), put(Bytes(CONTENT)), progress=stop)


def scan() -> Operation[bytes]:
    return Operation(id="Scan", method="GET", path="/scan", answers={200: bytes})


def test_a_download(tmp_path: Path) -> None:
    told = Told()
    with (
        Loopback(Reply(200, {}, CONTENT)) as server,
        Library(settings(server.url)) as library,
        library.stream(scan()) as body,
    ):
        assert body.total == SIZE
        assert body.save(tmp_path / "scan.bin", progress=told) == SIZE
    assert (tmp_path / "scan.bin").read_bytes() == CONTENT
    assert told.calls[0] == (0, SIZE)
    assert told.calls[-1] == (SIZE, SIZE)
    assert len(told.calls) > 3


def test_a_download_async(tmp_path: Path) -> None:
    told = Told()

    async def main(url: str) -> None:
        async with (
            AsyncLibrary(settings(url)) as library,
            library.stream(scan()) as body,
        ):
            assert body.total == SIZE
            assert await body.save(tmp_path / "scan.bin", progress=told) == SIZE

    with Loopback(Reply(200, {}, CONTENT)) as server:
        asyncio.run(main(server.url))
    assert (tmp_path / "scan.bin").read_bytes() == CONTENT
    assert told.calls[0] == (0, SIZE)
    assert told.calls[-1] == (SIZE, SIZE)


def test_a_download_that_is_packed(tmp_path: Path) -> None:
    packed = gzip.compress(CONTENT)
    told = Told()
    with (
        Loopback(Reply(200, {"Content-Encoding": "gzip"}, packed)) as server,
        Library(settings(server.url)) as library,
        library.stream(scan()) as body,
    ):
        assert body.total is None
        assert body.save(tmp_path / "scan.bin", progress=told) == SIZE
    assert told.calls[-1] == (SIZE, None)
