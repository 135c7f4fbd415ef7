"""What a client takes to prove who calls by OAuth 2.0: an access token, or what gives one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import httpx2

from ..http.flow import Attempt, Call, Flow, Sender
from ..http.retry import Outcome
from .arguments import need_secret
from .bearer import Bearer
from .grants import ClientCredentials, RefreshToken, TokenEndpoint
from .schemes import Auth
from .secret import Secret
from .sent import sent

Token = (
    str
    | Secret
    | Callable[[], str | Secret]
    | ClientCredentials
    | RefreshToken
    | httpx2.Auth
)
"""An access token, or what gives one: a function is called before each request."""

AsyncToken = Token | Callable[[], Awaitable[str | Secret]]
"""As `Token`; the function may be `async`."""


def bearer(
    argument: str, value: AsyncToken | None, env: str | None, endpoint: TokenEndpoint
) -> Auth:
    """The way to send an access token that was given as `argument`, else in the variable `env`.

    Raises `MissingCredentialError` where there is none, `ValueError` where nobody says where tokens
    come from, `TypeError` for what can give none.
    """
    if isinstance(value, httpx2.Auth):
        return HttpxAuth(value)
    if value is None or isinstance(value, (str, Secret)):
        return Bearer(need_secret(argument, value, env))
    # Needed by those alone who have such a thing.
    from .tokens import GrantedTokens, ProvidedTokens

    if isinstance(value, (ClientCredentials, RefreshToken)):
        return GrantedTokens(value, endpoint)
    return ProvidedTokens(argument, value)


class HttpxAuth(Sender):
    """A way of httpx2 to prove who calls."""

    def __init__(self, auth: httpx2.Auth) -> None:
        self._auth = auth

    def send(self, call: Call, attempt: Attempt) -> Flow[tuple[Outcome, int]]:
        """Send an attempt that httpx2 adds the proof to."""
        outcome = yield from sent(attempt._replace(auth=self._auth))
        return outcome, 1
