"""A server for tests that gives access tokens, too."""

from __future__ import annotations

import itertools

import httpx2

from . import server
from .replies import response


class FakeServer(server.FakeServer):
    """The server behind a client, for tests: `Client(..., transport=FakeServer())`, or `AsyncClient`.

    A call that nothing was told about raises `AssertionError`. Nobody sleeps: the clients of a
    fake server live in its own time, which only their waits move. OAuth tokens are given to
    whoever asks for one; that is no call.
    """

    def __init__(self) -> None:
        super().__init__()
        self._tokens = itertools.count(1)

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        if "operation" in request.extensions or b"grant_type=" not in request.content:
            return super()._answer(request)
        token = f"token-{next(self._tokens)}"
        return response(200, {"access_token": token, "expires_in": 3600})
