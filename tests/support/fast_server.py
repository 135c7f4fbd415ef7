"""A process that answers every GET with the same book, as fast as Python can; prints its port.

It ends when its standard input does, and then prints how many requests and connections came.
"""

from __future__ import annotations

import asyncio
import sys

BODY = b'{"id":"42","title":"A book","unknown":[1,2,3]}'
ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
    % (len(BODY), BODY)
)


class Server(asyncio.Protocol):
    requests = connections = 0

    def __init__(self) -> None:
        self._came = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        Server.connections += 1

    def data_received(self, data: bytes) -> None:
        self._came += data
        *heads, self._came = self._came.split(b"\r\n\r\n")
        for _ in heads:
            Server.requests += 1
            self._transport.write(ANSWER)


async def main() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Server, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    server.close()
    print(Server.requests, Server.connections, flush=True)


if __name__ == "__main__":
    asyncio.run(main())
