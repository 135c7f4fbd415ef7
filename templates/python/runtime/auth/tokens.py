"""Access tokens of OAuth 2.0 that the client asks for and renews by itself (RFC 6749)."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

import httpx2

from ..http.flow import Ask, Attempt, Call, Flow, Pause, Sender, failure, turn
from ..http.redact import forgotten
from ..http.retry import Outcome
from .arguments import need_secret
from .grants import ClientCredentials, RefreshToken, TokenEndpoint
from .secret import Credentials, Secret
from .sent import sent
from .token_error import TokenError
from .token_request import Grant, Refusal, TokenRequest, read

if TYPE_CHECKING:
    import asyncio


class Tokens(Sender):
    """Access tokens that are asked for when a request needs one: the base of all ways to get them."""

    def token(self, call: Call) -> Flow[Secret]:
        """The token for the next request of a call."""
        raise NotImplementedError

    def refuse(self, token: Secret) -> None:
        """Do not give this one again: the API answered it with 401."""

    def __reduce__(self) -> Any:
        raise TypeError("what has secrets cannot be pickled")

    def send(self, call: Call, attempt: Attempt) -> Flow[tuple[Outcome, int]]:
        """Send an attempt with a token, and once more with another one after a 401."""
        token = yield from self.token(call)
        outcome = yield from _with_token(attempt, token)
        if not isinstance(outcome, httpx2.Response) or outcome.status_code != 401:
            return outcome, 1
        self.refuse(token)
        if not call.replayable:
            return outcome, 1
        other = yield from self.token(call)
        if other == token:
            return outcome, 1
        yield from turn(call)
        return (yield from _with_token(attempt, other)), 2


def _with_token(attempt: Attempt, token: Secret) -> Flow[Outcome]:
    attempt.request.headers["Authorization"] = f"Bearer {token.reveal()}"
    return (yield from sent(attempt))


class ProvidedTokens(Tokens):
    """Access tokens of a function that a person gave. It is asked before each request."""

    def __init__(
        self,
        argument: str,
        provider: Callable[[], str | Secret] | Callable[[], Awaitable[str | Secret]],
    ) -> None:
        if not callable(provider):
            kind = type(provider).__name__
            raise TypeError(
                f"{argument}: a token or what gives one is needed, not {kind}"
            )
        self._argument = argument
        self._provider = provider
        self._last: Secret | None = None

    def credentials(self) -> Credentials:
        """The last one, to be kept out of messages."""
        return Credentials(raw=() if self._last is None else (self._last,))

    def token(self, call: Call) -> Flow[Secret]:
        """What the function says now. Raises whatever it raises."""
        said: list[Secret] = []

        def ask() -> None:
            given = self._provider()
            if isawaitable(given):
                _dropped(given)
                raise TypeError(
                    f"{self._argument}: a function that is async needs an AsyncClient"
                )
            said.append(need_secret(self._argument, given))

        async def ask_async() -> None:
            given = self._provider()
            plain = await given if isawaitable(given) else given
            said.append(need_secret(self._argument, plain))

        yield Ask(ask, ask_async)
        self._last = said[0]
        return said[0]


def _dropped(given: object) -> None:
    """Not to be awaited: Python would warn of a coroutine that never was."""
    close = getattr(given, "close", None)
    if callable(close):
        close()


class GrantedTokens(Tokens):
    """Access tokens of a token endpoint. One is kept until shortly before its end.

    Threads and tasks that need one at the same time ask for it once.
    """

    def __init__(
        self, source: ClientCredentials | RefreshToken, endpoint: TokenEndpoint
    ) -> None:
        self._source = source
        self._request = TokenRequest(source, endpoint)
        self._refresh = (
            source.refresh_token if isinstance(source, RefreshToken) else None
        )
        self._granted: tuple[Secret, float] | None = None
        self._refused: Secret | None = None
        self._turns = _Turns()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._source!r})"

    def credentials(self) -> Credentials:
        """All secrets that are known, to be kept out of messages."""
        token = self._granted[0] if self._granted else None
        known = (token, self._refused, self._refresh, self._source.client_secret)
        return Credentials(raw=tuple(one for one in known if isinstance(one, Secret)))

    def refuse(self, token: Secret) -> None:
        """Forget a token that the API refused."""
        # Another thread may have a newer one already.
        if self._granted is not None and self._granted[0] == token:
            self._granted = None
            self._refused = token

    def token(self, call: Call) -> Flow[Secret]:
        """The token that is kept, else a new one. Raises `TokenError` and `NetworkError`."""
        if kept := self._kept(call):
            return kept
        yield Ask(self._turns.take, self._turns.take_async)
        try:
            # Whoever had the turn before has fetched it.
            return self._kept(call) or (yield from self._fetched(call))
        finally:
            self._turns.leave()

    def _kept(self, call: Call) -> Secret | None:
        granted = self._granted
        if granted is None or call.clock.now() >= granted[1]:
            return None
        return granted[0]

    def _fetched(self, call: Call) -> Flow[Secret]:
        tried = 0
        while True:
            request = self._request.build(call, self._refresh)
            outcome = yield from sent(Attempt(request, None))
            tried += 1
            pause = call.retry.pause(
                outcome,
                request,
                tried=tried,
                replayable=True,
                repeatable=True,
                wall=call.clock.wall,
                chance=call.clock.chance,
            )
            if pause is None:
                break
            yield Pause(pause)
        grant = read(outcome)
        if not isinstance(grant, Grant):
            raise _error(call, outcome, grant)
        self._granted = grant.token, call.clock.now() + grant.seconds
        self._renew(grant.refresh)
        return grant.token

    def _renew(self, refresh: Secret | None) -> None:
        if refresh is None or refresh == self._refresh:
            return
        if isinstance(self._source, RefreshToken):
            self._refresh = refresh
            if self._source.renewed is not None:
                self._source.renewed(refresh.reveal())


class _Turns:
    """One at a time: threads of a blocking client, or tasks of an async one."""

    def __init__(self) -> None:
        self._threads = threading.Lock()
        self._tasks: asyncio.Lock | None = None

    def take(self) -> None:
        self._threads.acquire()

    async def take_async(self) -> None:
        if self._tasks is None:
            import asyncio  # blocking clients never need it

            self._tasks = asyncio.Lock()
        await self._tasks.acquire()

    def leave(self) -> None:
        # A client is of one world.
        (self._tasks or self._threads).release()


def _error(call: Call, outcome: Outcome, refusal: Refusal) -> Exception:
    url = outcome.request.url
    if isinstance(outcome, httpx2.RequestError):
        # The body that was sent has the secret in it.
        outcome.request = httpx2.Request("POST", str(url))
        forgotten(outcome)
        error = failure(call, outcome)
        error.__cause__ = outcome
        return error
    code, description = (
        _shown(call, said) for said in (refusal.error, refusal.description)
    )
    status = f"{outcome.status_code} {outcome.reason_phrase}".rstrip()
    said = ": ".join(part for part in (status, code, description) if part)
    return TokenError(
        f"{call.operation}: no access token from {url.host}: {said}",
        operation=call.operation,
        status=outcome.status_code,
        error=code,
        description=description,
    )


def _shown(call: Call, said: str | None) -> str | None:
    # No page of HTML; cut last, because half a secret would not be found.
    return None if said is None else call.scrub(said)[:500]
