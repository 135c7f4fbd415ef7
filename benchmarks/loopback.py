"""A server that answers at once: lists of messages, made before the first request.

    python -m benchmarks.loopback

Prints its port, and answers `GET .../threads/<count>/messages` with a page of so many
messages until its standard input is closed. Little is read of a request and nothing is
made for an answer, so that what is measured is the client.
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
    """An answer of HubSpot's message history, with every property that is declared."""
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


def answer(messages: int) -> bytes:
    """The bytes of an answer with its head."""
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


class _Answering(asyncio.Protocol):
    def __init__(self, answers: dict[bytes, bytes]) -> None:
        self._answers = answers
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
            self._transport.write(self._answers[count[1]])


async def serve(*counts: int) -> None:
    answers = {str(count).encode(): answer(count) for count in counts}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Answering(answers), "127.0.0.1", 0)
    async with server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(1, 100))
