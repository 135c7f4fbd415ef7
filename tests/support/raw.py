"""A server on the loopback device that says exactly the bytes that a test wrote down.

    with RawServer([b"HTTP/1.1 200 OK\\r\\nContent-", CLOSE]) as server:
        ...call server.url...

For each request that comes, on whichever connection, the next script is played: bytes are sent, a
number is a wait in seconds, `CLOSE` and `RESET` end the connection. Without one of these it stays
open. After the last script, each connection is closed.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from enum import Enum
from types import TracebackType
from typing import IO, Self

from support.loopback import Heard


class End(Enum):
    """How a connection ends."""

    CLOSE = "close"
    RESET = "reset"


CLOSE, RESET = End.CLOSE, End.RESET
Step = bytes | float | End


def head(*lines: str, status: str = "200 OK") -> bytes:
    """The head of an answer."""
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1")


def whole(body: bytes, *lines: str, status: str = "200 OK") -> bytes:
    """An answer as it should be."""
    length = f"Content-Length: {len(body)}"
    return head(length, *lines, status=status) + body


class RawServer:
    """The server, in threads of its own, while its `with` block runs."""

    def __init__(self, *scripts: Sequence[Step]) -> None:
        self.requests: list[Heard] = []
        self.connections = 0
        """As many were made."""
        self._scripts = deque(scripts)
        self._released = threading.Event()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        """Scheme, host and port, without a slash at the end."""
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._start(self._accept)

    def _start(self, target: object, *arguments: object) -> None:
        assert callable(target)
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self.connections += 1
                self._open.add(connection)
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection, connection.makefile("rb") as file:
                while (heard := _heard(file)) is not None:
                    with self._lock:
                        self.requests.append(heard)
                        script = self._scripts.popleft() if self._scripts else [CLOSE]
                    if not self._play(connection, script):
                        return
        except OSError:
            pass  # the client went away
        finally:
            self._open.discard(connection)

    def _play(self, connection: socket.socket, script: Sequence[Step]) -> bool:
        """Whether the connection stays open."""
        for step in script:
            if isinstance(step, bytes):
                connection.sendall(step)
            elif step is RESET:
                # Whatever is on its way is dropped, and the other side is told so.
                linger = struct.pack("ii", 1, 0)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                return False
            elif step is CLOSE:
                return False
            elif isinstance(step, int | float):
                self._released.wait(step)
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._released.set()
        for one in (self._listener, *self._open):
            # Wakes the thread that waits for it; closing alone would not.
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)


def _heard(file: IO[bytes]) -> Heard | None:
    line = file.readline().decode("latin-1")
    if not line:
        return None
    method, path, _ = line.split(" ", 2)
    headers: dict[str, str] = {}
    while line := file.readline().decode("latin-1").rstrip("\r\n"):
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    length = int(headers.get("content-length", 0))
    return Heard(method, path, headers, file.read(length))
