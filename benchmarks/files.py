"""Peak memory and speed of large files, up and down, through a real server in another process.

    python benchmarks/files.py [--mib 1024]

Each case runs in a process of its own. Memory is what the process had at most beyond a client
that made one small call; the ratio is to httpx2 alone, doing the same by hand.
"""

# ruff: noqa: ASYNC230, ASYNC240 - what is measured reads and writes files as clients do

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

CHUNK = 65_536
MOST = 60
"""MiB that a client may need beyond an idle one."""
WORLDS = ("sync", "async")
TASKS = ("raw", "multipart", "download")


# The server: as little as there can be, so that it is not what is measured.


async def serve(size: int) -> None:
    """Answer on a free port, which is printed: a PUT with the bytes that came, a GET with `size` bytes."""

    async def handle(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
                await _answer(head, reader, writer, size)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0, limit=1 << 20)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


async def _answer(
    head: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, size: int
) -> None:
    length = 0
    for line in head.split("\r\n"):
        if line.startswith("content-length:"):
            length = int(line.partition(":")[2])
    left = length
    while left:
        chunk = await reader.read(min(left, 1 << 20))
        if not chunk:
            raise ConnectionError
        left -= len(chunk)
    if head.startswith("get /file"):
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % size)
        zeros = bytes(CHUNK)
        for start in range(0, size, CHUNK):
            writer.write(zeros[: size - start])
            await writer.drain()
        return
    said = b'{"length": %d}' % length
    writer.write(
        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
        b"content-length: %d\r\n\r\n%s" % (len(said), said)
    )


# The clients.


def _operations(path: Path) -> dict[str, Any]:
    from runtime.bodies.multipart import Multipart
    from runtime.bodies.raw import Bytes
    from runtime.operation import Operation

    def put(body: Any) -> Any:
        return Operation(
            id="Put",
            method="PUT",
            path="/file",
            body=body,
            answers={200: dict[str, int]},
        )

    return {
        "small": put(Bytes(b"x")),
        "raw": put(Bytes(path)),
        "multipart": put(Multipart({"title": "A file", "file": path})),
        "download": Operation(
            id="Get", method="GET", path="/file", answers={200: bytes}
        ),
    }


def sdk_sync(task: str, url: str, path: Path, target: Path) -> int:
    """Through the blocking client of an SDK; the bytes that went over the wire."""
    from runtime.http.downloads import SyncClient
    from runtime.http.settings import Settings

    operations = _operations(path)
    with SyncClient(Settings(base_url=url)) as client:
        client.send(operations["small"])
        if task == "download":
            with client.stream(operations[task]) as body:
                return body.save(target)
        length: int = client.send(operations[task]).data["length"]
        return length


async def sdk_async(task: str, url: str, path: Path, target: Path) -> int:
    """Through the awaited client of an SDK."""
    from runtime.http.downloads import AsyncClient
    from runtime.http.settings import Settings

    operations = _operations(path)
    async with AsyncClient(Settings(base_url=url)) as client:
        await client.send(operations["small"])
        if task == "download":
            async with client.stream(operations[task]) as body:
                return await body.save(target)
        length: int = (await client.send(operations[task])).data["length"]
        return length


def bare_sync(task: str, url: str, path: Path, target: Path) -> int:
    """By hand, with httpx2 alone."""
    import httpx2

    url = f"{url}/file"
    with httpx2.Client(timeout=60) as client, open(path, "rb") as file:
        client.put(url, content=b"x").json()
        if task == "download":
            with client.stream("GET", url) as answer, open(target, "wb") as out:
                return sum(out.write(chunk) for chunk in answer.iter_bytes(CHUNK))
        if task == "multipart":
            parts = {"file": file}
            sent = client.put(url, data={"title": "A file"}, files=parts)
        elif task == "raw":
            sent = client.put(url, content=file)
        else:
            sent = client.put(url, content=b"x")
        length: int = sent.json()["length"]
        return length


async def bare_async(task: str, url: str, path: Path, target: Path) -> int:
    """By hand, with the awaited client of httpx2."""
    import httpx2

    async def chunks(file: Any) -> AsyncIterator[bytes]:
        while chunk := file.read(CHUNK):
            yield chunk

    url = f"{url}/file"
    async with httpx2.AsyncClient(timeout=60) as client:
        with open(path, "rb") as file:
            (await client.put(url, content=b"x")).json()
            if task == "download":
                async with client.stream("GET", url) as answer:
                    with open(target, "wb") as out:
                        return sum(
                            [out.write(one) async for one in answer.aiter_bytes(CHUNK)]
                        )
            if task == "multipart":
                parts = {"file": file}
                sent = await client.put(url, data={"title": "A file"}, files=parts)
            elif task == "raw":
                known = {"Content-Length": str(path.stat().st_size)}
                sent = await client.put(url, content=chunks(file), headers=known)
            else:
                sent = await client.put(url, content=b"x")
            length: int = sent.json()["length"]
            return length


WAYS: dict[str, Callable[[str, str, Path, Path], int | Awaitable[int]]] = {
    "sdk sync": sdk_sync,
    "sdk async": sdk_async,
    "bare sync": bare_sync,
    "bare async": bare_async,
}


def run_case(way: str, task: str, url: str, path: Path, target: Path) -> None:
    """Do it, and print the bytes, the seconds and the peak of memory in KiB."""
    started = time.perf_counter()
    outcome = WAYS[way](task, url, path, target)
    done = outcome if isinstance(outcome, int) else asyncio.run(_awaited(outcome))
    seconds = time.perf_counter() - started
    print(json.dumps({"bytes": done, "seconds": seconds, "peak": _peak()}))


async def _awaited(outcome: Awaitable[int]) -> int:
    return await outcome


def _peak() -> int:
    status = Path("/proc/self/status")
    if status.exists():
        # Of this program alone: what getrusage says begins with what started it.
        lines = status.read_text("ascii").splitlines()
        return next(int(one.split()[1]) for one in lines if one.startswith("VmHWM"))
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak


def _measured(*arguments: str) -> dict[str, Any]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[1] / "templates" / "python"),
    }
    done = subprocess.run(
        [sys.executable, __file__, "case", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
        timeout=600,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def main(mib: int) -> int:
    """Print the table; 1 where a client needs more memory than it may."""
    size, worst = mib << 20, 0.0
    with tempfile.TemporaryDirectory() as folder:
        path, target = Path(folder, "file.bin"), Path(folder, "saved.bin")
        with open(path, "wb") as file:
            # As long as it says, without a disk that is as large.
            file.truncate(size)
        server = subprocess.Popen(
            [sys.executable, __file__, "serve", str(size)], stdout=subprocess.PIPE
        )
        try:
            assert server.stdout is not None
            url = f"http://127.0.0.1:{int(server.stdout.readline())}"
            print(
                f"{mib} MiB. Memory in MiB beyond an idle client; seconds; ratio to httpx2 alone.\n"
            )
            print(
                "| task | client | memory | httpx2 | ratio | seconds | httpx2 | ratio |"
            )
            print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
            for task in TASKS:
                for world in WORLDS:
                    made = [
                        _beyond(f"{kind} {world}", task, url, path, target, size)
                        for kind in ("sdk", "bare")
                    ]
                    worst = max(worst, made[0][0])
                    print(_row(task, world, *made), flush=True)
        finally:
            server.kill()
            server.wait()
    print(f"\nat most {worst:.1f} MiB beyond an idle client; {MOST} are allowed")
    return 1 if worst > MOST else 0


def _beyond(
    way: str, task: str, url: str, path: Path, target: Path, size: int
) -> tuple[float, float]:
    """MiB beyond an idle client, and seconds."""
    idle = _measured(way, "small", url, str(path), str(target))
    told = _measured(way, task, url, str(path), str(target))
    if told["bytes"] < size:
        raise SystemExit(f"{way}, {task}: {told['bytes']} of {size} bytes")
    return (told["peak"] - idle["peak"]) / 1024, told["seconds"]


def _row(
    task: str, world: str, ours: tuple[float, float], bare: tuple[float, float]
) -> str:
    cells = [task, world]
    for mine, other, form in zip(ours, bare, (".1f", ".2f"), strict=True):
        ratio = mine / other if other > 0 else float("nan")
        cells += [format(mine, form), format(other, form), f"{ratio:.2f}"]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["serve", size]:
            asyncio.run(serve(int(size)))
        case ["case", way, task, url, path, target]:
            run_case(way, task, url, Path(path), Path(target))
        case _:
            parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
            parser.add_argument("--mib", type=int, default=1024)
            sys.exit(main(parser.parse_args().mib))
