"""A real HTTP server on the loopback device that says what a test wrote down and keeps what it heard.

    with Loopback(Reply(429, {"Retry-After": "1"}), reply({"id": "42"})) as server:
        ...call server.url...
        assert server.requests[0].path == "/threads/42?archived=true"

Replies are given in order; `otherwise` answers what comes after them (500 with a hint by default).
A reply may be a function of the request instead.
"""

# ruff: noqa: N815 - http.server calls methods by these names

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True, slots=True)
class Heard:
    """A request as it came over the wire."""

    method: str
    path: str
    """The raw target, with the query."""
    headers: Mapping[str, str]
    """By lower-case name; a repeated header keeps its last value."""
    body: bytes

    @property
    def query(self) -> list[tuple[str, str]]:
        """The query as a server reads it."""
        return parse_qsl(urlsplit(self.path).query, keep_blank_values=True)

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server says."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""
    delay: float = 0.0
    """Seconds to wait first."""
    drop: bool = False
    """Close the connection without a word."""
    cut: int | None = None
    """Send so many bytes of the body, then close the connection."""


def reply(value: Any = None, status: int = 200, **headers: str) -> Reply:
    """A JSON answer; `retry_after="1"` is the header `Retry-After`."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    body = json.dumps(value).encode()
    return Reply(status, {"Content-Type": "application/json", **named}, body)


Script = Reply | Callable[[Heard], Reply]
_NOTHING = reply({"message": "the test wrote down no reply for this"}, 500)


class Loopback:
    """The server, in threads of its own, while its `with` block runs."""

    def __init__(self, *script: Script, otherwise: Script = _NOTHING) -> None:
        self.requests: list[Heard] = []
        self._script = deque(script)
        self._otherwise = otherwise
        self._lock = threading.Lock()
        self._released = threading.Event()
        self._server = _server_for(self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}
        )

    @property
    def url(self) -> str:
        """Scheme, host and port, without a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def script(self, *script: Script) -> None:
        """Add replies, for those that have to know the URL."""
        self._script.extend(script)

    def answer(self, heard: Heard) -> Reply:
        """The next reply; the request is kept."""
        with self._lock:
            self.requests.append(heard)
            script = self._script.popleft() if self._script else self._otherwise
        said = script if isinstance(script, Reply) else script(heard)
        # An end of the test ends the wait too.
        self._released.wait(said.delay) if said.delay else None
        return said

    def wait_for(self, count: int, seconds: float = 5.0) -> None:
        """Wait until so many requests have come. Raises `TimeoutError`."""
        end = time.monotonic() + seconds
        while len(self.requests) < count:
            if time.monotonic() > end:
                raise TimeoutError(f"{len(self.requests)} of {count} requests came")
            time.sleep(0.005)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._released.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    # A kept-alive connection must not keep the test from ending.
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is what some tests are about."""


def _server_for(loopback: Loopback) -> _Server:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Without it each answer waits for a delayed acknowledgement.
        disable_nagle_algorithm = True
        # A connection that says nothing more does not stay for ever.
        timeout = 10

        def handle_any(self) -> None:
            self.tell(loopback.answer(self.heard()))

        do_GET = do_HEAD = do_POST = do_PUT = handle_any
        do_PATCH = do_DELETE = do_OPTIONS = handle_any

        def heard(self) -> Heard:
            headers = {name.lower(): value for name, value in self.headers.items()}
            return Heard(self.command, self.path, headers, self.body(headers))

        def body(self, headers: Mapping[str, str]) -> bytes:
            if headers.get("transfer-encoding", "").lower() != "chunked":
                return self.rfile.read(int(headers.get("content-length", 0)))
            chunks: list[bytes] = []
            while size := int(self.rfile.readline(), 16):
                chunks.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(chunks)

        def tell(self, said: Reply) -> None:
            if said.drop:
                self.close_connection = True
                return
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            if said.status != 204:
                self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            if self.command != "HEAD" and said.status not in (204, 304):
                self.wfile.write(said.body[: said.cut])
            if said.cut is not None:
                self.wfile.flush()
                self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing: the test shows what matters."""

    return _Server(("127.0.0.1", 0), Handler)
