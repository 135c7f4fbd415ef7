"""Peak memory and speed of large uploads and downloads, with a server in another process.

    python benchmarks/files.py [--mib 1024]

Each case runs in a process of its own. Memory is its peak beyond that of a client that
made one small call; the ratio compares it with the same task in httpx2 alone.
"""

# ruff: noqa: ASYNC230, ASYNC240 - the cases read and write files as clients do

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
MAX_MIB = 60
"""MiB that a client may need beyond an idle one; the benchmark fails above."""
WORLDS = ("sync", "async")
TASKS = ("raw", "multipart", "download")


# The server: minimal, so that its own cost does not matter.


async def serve(size: int) -> None:
    """Serve on a free port, which is printed.

    The response to a PUT is the number of bytes received, to a GET a file of `size`
    bytes.
    """

    async def handle(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
                await _respond(head, reader, writer, size)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0, limit=1 << 20)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


async def _respond(
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
    body = b'{"length": %d}' % length
    writer.write(
        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
        b"content-length: %d\r\n\r\n%s" % (len(body), body)
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
    """Run a task with the blocking client of an SDK; return the bytes transferred."""
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
    """Run a task with the async client of an SDK; return the bytes transferred."""
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
    """Run a task with httpx2 alone; return the bytes transferred."""
    import httpx2

    url = f"{url}/file"
    with httpx2.Client(timeout=60) as client, open(path, "rb") as file:
        client.put(url, content=b"x").json()
        if task == "download":
            with client.stream("GET", url) as response, open(target, "wb") as out:
                return sum(out.write(chunk) for chunk in response.iter_bytes(CHUNK))
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
    """Run a task with the async client of httpx2 alone; return the bytes transferred."""
    import httpx2

    async def chunks(file: Any) -> AsyncIterator[bytes]:
        while chunk := file.read(CHUNK):
            yield chunk

    url = f"{url}/file"
    async with httpx2.AsyncClient(timeout=60) as client:
        with open(path, "rb") as file:
            (await client.put(url, content=b"x")).json()
            if task == "download":
                async with client.stream("GET", url) as response:
                    with open(target, "wb") as out:
                        return sum(
                            [
                                out.write(chunk)
                                async for chunk in response.aiter_bytes(CHUNK)
                            ]
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


CLIENTS: dict[str, Callable[[str, str, Path, Path], int | Awaitable[int]]] = {
    "sdk sync": sdk_sync,
    "sdk async": sdk_async,
    "bare sync": bare_sync,
    "bare async": bare_async,
}


def run_case(client: str, task: str, url: str, path: Path, target: Path) -> None:
    """Run a task with a client; print bytes, seconds and peak memory in KiB."""
    started = time.perf_counter()
    outcome = CLIENTS[client](task, url, path, target)
    done = outcome if isinstance(outcome, int) else asyncio.run(_awaited(outcome))
    seconds = time.perf_counter() - started
    print(json.dumps({"bytes": done, "seconds": seconds, "peak": _peak()}))


async def _awaited(outcome: Awaitable[int]) -> int:
    return await outcome


def _peak() -> int:
    status = Path("/proc/self/status")
    if status.exists():
        # The peak that getrusage reports can be inherited from the parent process.
        lines = status.read_text("ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
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
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def main(mib: int) -> int:
    """Print the table; return 1 if a client needs more than MAX_MIB."""
    size, worst = mib << 20, 0.0
    with tempfile.TemporaryDirectory() as folder:
        path, target = Path(folder, "file.bin"), Path(folder, "saved.bin")
        with open(path, "wb") as file:
            # A sparse file, which takes no space on the disk.
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
                    costs = [
                        _beyond(f"{kind} {world}", task, url, path, target, size)
                        for kind in ("sdk", "bare")
                    ]
                    worst = max(worst, costs[0][0])
                    print(_row(task, world, *costs), flush=True)
        finally:
            server.kill()
            server.wait()
    print(f"\nat most {worst:.1f} MiB beyond an idle client; {MAX_MIB} are allowed")
    return 1 if worst > MAX_MIB else 0


def _beyond(
    client: str, task: str, url: str, path: Path, target: Path, size: int
) -> tuple[float, float]:
    """Return the MiB beyond an idle client, and the seconds."""
    idle = _measured(client, "small", url, str(path), str(target))
    measured = _measured(client, task, url, str(path), str(target))
    if measured["bytes"] < size:
        raise SystemExit(f"{client}, {task}: {measured['bytes']} of {size} bytes")
    return (measured["peak"] - idle["peak"]) / 1024, measured["seconds"]


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
        case ["case", client, task, url, path, target]:
            run_case(client, task, url, Path(path), Path(target))
        case _:
            parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
            parser.add_argument("--mib", type=int, default=1024)
            sys.exit(main(parser.parse_args().mib))
