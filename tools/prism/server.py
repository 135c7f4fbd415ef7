"""Prism: its installation, and a server for one definition.

Examples are left out of what it serves: it refuses its own response where one contradicts
its schema.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2

from tools.corpus.exercise.definition import Node

HERE = Path(__file__).resolve().parent
EXAMPLES = ("example", "examples", "x-example", "x-examples", "x-ms-examples")
NAMED = ("properties", "definitions", "parameters", "responses", "paths", "x-files")
"""The keys of mappings whose keys are names."""
MAX_START = 90.0
"""Seconds that Prism may take to read a definition; it is ended beyond."""


class PrismError(Exception):
    """Prism does not serve a definition."""


def install(folder: Path) -> Path | None:
    """Return Prism's command, installed into a folder as locked; None without npm."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return None
    command = folder / "node_modules" / ".bin" / "prism"
    lock = folder / "package-lock.json"
    locked = (HERE / "package-lock.json").read_bytes()
    if not command.exists() or not lock.exists() or lock.read_bytes() != locked:
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(HERE / name, folder / name)
        options = ("--no-fund", "--no-audit", "--loglevel=error", "--ignore-scripts")
        subprocess.run([npm, "ci", *options, "--prefix", str(folder)], check=True)
        # `npm ci` may rewrite nothing, but an interrupted one leaves no command.
    return command


@contextmanager
def serve(command: Path, definition: Node, work: Path) -> Iterator[int]:
    """Serve a definition; yield the port. Raises `PrismError` if Prism cannot."""
    port = _free_port()
    served, log = work / "served.json", work / "prism.log"
    served.write_text(json.dumps(without_examples(definition)), "utf-8")
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                str(command),
                *("mock", "--errors", "--host", "127.0.0.1"),
                *("--port", str(port)),
                str(served),
            ],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        try:
            _wait(process, port, log)
            yield port
        finally:
            process.terminate()
            process.wait()


def without_examples(value: Any, *, named: bool = False) -> Any:
    """Return a definition without its examples; in a `named` mapping keys are names."""
    if isinstance(value, list):
        return [without_examples(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    return {
        key: without_examples(item, named=key in NAMED and not named)
        for key, item in value.items()
        if named or key not in EXAMPLES
    }


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + MAX_START
    while time.monotonic() < end:
        if process.poll() is not None:
            raise PrismError(log.read_text("utf-8", "replace")[-500:])
        try:
            httpx2.get(f"http://127.0.0.1:{port}/", timeout=2)
            return
        except httpx2.TransportError:
            time.sleep(0.2)
    raise PrismError(f"Prism does not answer within {MAX_START:.0f} seconds.")


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port: int = bound.getsockname()[1]
        return port
