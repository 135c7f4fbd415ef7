"""A server that returns lists of messages, which it builds before the first request.

    python -m benchmarks.loopback

Prints its port. Responds to `GET .../threads/<count>/messages` with a page of so many
messages, until its standard input is closed. It reads little of a request and builds
nothing for a response, so that the benchmark measures the client.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from typing import Any

_COUNT = re.compile(rb"/threads/(\d+)/messages")
_HEAD_END = b"\r\n\r\n"


def page(messages: int) -> dict[str, Any]:
    """Return a response of HubSpot's message history, with all declared properties."""
    return {
        "results": [_message(number) for number in range(messages)],
        "paging": {"next": {"after": "MTAw", "link": "https://api.example/next"}},
    }


def _message(number: int) -> dict[str, Any]:
    actor = {
        "actorId": f"V-{1000 + number}",
        "name": "Ada Lovelace",
        "deliveryIdentifier": {"type": "HS_EMAIL_ADDRESS", "value": "ada@example.com"},
    }
    words = (
        "The printer on the second floor says that it is out of paper, "
        "and the one on the third floor is on fire."
    )
    return {
        "archived": False,
        "client": {"clientType": "INTEGRATION", "integrationAppId": "1234567"},
        "createdAt": "2026-11-23T10:00:00.000Z",
        "createdBy": f"V-{1000 + number}",
        "direction": "INCOMING",
        "id": f"{number:032x}",
        "recipients": [{**actor, "recipientField": "TO"}],
        "senders": [{**actor, "senderField": "FROM"}],
        "text": words,
        "truncationStatus": "NOT_TRUNCATED",
        "type": "MESSAGE",
        "updatedAt": "2026-11-23T10:00:01.000Z",
        "richText": f"<div>{words}</div>",
        "subject": "Out of paper",
        "inReplyToId": f"{number + 1:032x}",
        "status": {"statusType": "SENT", "failureDetails": {"errorMessage": "none"}},
        "channelId": "1002",
        "channelAccountId": "424242",
        "conversationsThreadId": "7777777777",
    }


def response(messages: int) -> bytes:
    """Return the bytes of a response, with its head."""
    body = json.dumps(page(messages)).encode()
    head = (
        "HTTP/1.1 200 OK\r\n"
        "Date: Mon, 23 Nov 2026 10:00:00 GMT\r\n"
        "Content-Type: application/json;charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n"
        "Vary: origin, Accept-Encoding\r\n"
        "X-HubSpot-Correlation-Id: 01927d2c-8f3e-7d3a-9a51-3b1f8e2c4d5a\r\n"
        "\r\n"
    )
    return head.encode("ascii") + body


class _ResponseProtocol(asyncio.Protocol):
    def __init__(self, responses: dict[bytes, bytes]) -> None:
        self._responses = responses
        self._waiting = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        assert self._transport is not None
        *heads, self._waiting = (self._waiting + data).split(_HEAD_END)
        for head in heads:
            count = _COUNT.search(head)
            assert count is not None, head
            self._transport.write(self._responses[count[1]])


async def serve(*counts: int) -> None:
    responses = {str(count).encode(): response(count) for count in counts}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: _ResponseProtocol(responses), "127.0.0.1", 0
    )
    async with server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(1, 100))
