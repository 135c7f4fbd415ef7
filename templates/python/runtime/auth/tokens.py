"""Access tokens of OAuth 2.0 that the client requests and renews (RFC 6749)."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

import httpx2

from ..http.flow import (
    Attempt,
    Call,
    Flow,
    Invoke,
    Pause,
    Sender,
    failure,
    wait_for_slot,
)
from ..http.redact import drop_tracebacks
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
    """The base of all sources of access tokens, which are obtained when a request needs one."""

    def token(self, call: Call) -> Flow[Secret]:
        """Return the token for the next request of a call."""
        raise NotImplementedError

    def refuse(self, token: Secret) -> None:
        """Discard a token that the API refused with a 401."""

    def __reduce__(self) -> Any:
        raise TypeError("an object with secrets cannot be pickled")

    def send(self, call: Call, attempt: Attempt) -> Flow[tuple[Outcome, int]]:
        """Send an attempt with a token; after a 401, once more with a new token."""
        token = yield from self.token(call)
        outcome = yield from _with_token(attempt, token)
        if not isinstance(outcome, httpx2.Response) or outcome.status_code != 401:
            return outcome, 1
        self.refuse(token)
        if not call.replayable:
            return outcome, 1
        renewed_token = yield from self.token(call)
        if renewed_token == token:
            return outcome, 1
        yield from wait_for_slot(call)
        return (yield from _with_token(attempt, renewed_token)), 2


def _with_token(attempt: Attempt, token: Secret) -> Flow[Outcome]:
    attempt.request.headers["Authorization"] = f"Bearer {token.reveal()}"
    return (yield from sent(attempt))


class ProvidedTokens(Tokens):
    """Access tokens of a function that the user gave. It is called before each request."""

    def __init__(
        self,
        argument: str,
        provider: Callable[[], str | Secret] | Callable[[], Awaitable[str | Secret]],
    ) -> None:
        if not callable(provider):
            kind = type(provider).__name__
            raise TypeError(
                f"{argument} must be a token or a source of tokens, not {kind}"
            )
        self._argument = argument
        self._provider = provider
        self._last: Secret | None = None

    def credentials(self) -> Credentials:
        """Return the last token, to be masked in messages."""
        return Credentials(raw=() if self._last is None else (self._last,))

    def token(self, call: Call) -> Flow[Secret]:
        """Call the function and return its token. Raises what the function raises."""
        tokens: list[Secret] = []

        def call_provider() -> None:
            given = self._provider()
            if isawaitable(given):
                _close_coroutine(given)
                raise TypeError(
                    f"{self._argument} must not be async: pass async functions to AsyncClient"
                )
            tokens.append(need_secret(self._argument, given))

        async def call_provider_async() -> None:
            given = self._provider()
            token = await given if isawaitable(given) else given
            tokens.append(need_secret(self._argument, token))

        yield Invoke(call_provider, call_provider_async)
        self._last = tokens[0]
        return tokens[0]


def _close_coroutine(given: object) -> None:
    """Close a coroutine that is not awaited: Python would warn of it otherwise."""
    close = getattr(given, "close", None)
    if callable(close):
        close()


class GrantedTokens(Tokens):
    """Access tokens of a token endpoint. A token is cached until shortly before its expiry.

    Threads and tasks that need a token at the same time send one request for it.
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
        self._lock = _Lock()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._source!r})"

    def credentials(self) -> Credentials:
        """Return all secrets in use, to be masked in messages."""
        token = self._granted[0] if self._granted else None
        known = (
            token,
            self._refused,
            self._refresh,
            self._source.client_secret,
            self._request.basic,
        )
        return Credentials(raw=tuple(v for v in known if isinstance(v, Secret)))

    def refuse(self, token: Secret) -> None:
        """Discard a token that the API refused."""
        # Another thread may have a newer one already.
        if self._granted is not None and self._granted[0] == token:
            self._granted = None
            self._refused = token

    def token(self, call: Call) -> Flow[Secret]:
        """Return the cached token, else a new one. Raises `TokenError` and `NetworkError`."""
        if kept := self._kept(call):
            return kept
        yield Invoke(self._lock.take, self._lock.take_async)
        try:
            # Another thread or task may have fetched a token meanwhile.
            return self._kept(call) or (yield from self._fetch(call))
        finally:
            self._lock.leave()

    def _kept(self, call: Call) -> Secret | None:
        granted = self._granted
        if granted is None or call.clock.now() >= granted[1]:
            return None
        return granted[0]

    def _fetch(self, call: Call) -> Flow[Secret]:
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
        self._store_refresh_token(grant.refresh)
        return grant.token

    def _store_refresh_token(self, refresh: Secret | None) -> None:
        if refresh is None or refresh == self._refresh:
            return
        if isinstance(self._source, RefreshToken):
            self._refresh = refresh
            if self._source.renewed is not None:
                self._source.renewed(refresh.reveal())


class _Lock:
    """A lock, for threads of a blocking client or tasks of an async one."""

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
        # A client uses either threads or tasks.
        (self._tasks or self._threads).release()


def _error(call: Call, outcome: Outcome, refusal: Refusal) -> Exception:
    url = outcome.request.url
    if isinstance(outcome, httpx2.RequestError):
        # The request body holds the secret.
        outcome.request = httpx2.Request("POST", str(url))
        drop_tracebacks(outcome)
        error = failure(call, outcome)
        error.__cause__ = outcome
        return error
    code, description = (
        _shown(call, text) for text in (refusal.error, refusal.description)
    )
    status = f"{outcome.status_code} {outcome.reason_phrase}".rstrip()
    details = ": ".join(part for part in (status, code, description) if part)
    return TokenError(
        call.scrub(f"{call.operation}: no access token from {url.host}: {details}"),
        operation=call.operation,
        status=outcome.status_code,
        error=code,
        description=description,
    )


def _shown(call: Call, text: str | None) -> str | None:
    # Shortened last: a secret that is cut in half would not be masked.
    return None if text is None else call.scrub(text)[:500]
