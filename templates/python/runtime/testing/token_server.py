"""A fake server that issues access tokens, too."""

from __future__ import annotations

import itertools

import httpx2

from . import server
from .replies import response


class FakeServer(server.FakeServer):
    """The server behind a client, for tests: `Client(..., transport=FakeServer())`, or `AsyncClient`.

    An unexpected call raises `AssertionError`. Waits are simulated: its clients use the clock of
    the fake server, which advances only by their waits. Requests for OAuth tokens get one, and are
    not recorded as calls.
    """

    def __init__(self) -> None:
        super().__init__()
        self._tokens = itertools.count(1)

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        if "operation" in request.extensions or b"grant_type=" not in request.content:
            return super()._answer(request)
        token = f"token-{next(self._tokens)}"
        return response(200, {"access_token": token, "expires_in": 3600})
