"""Authentication by OAuth 2.0: an access token, or a source of access tokens."""

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
"""An access token, or a source of them: a function is called before each request."""

AsyncToken = Token | Callable[[], Awaitable[str | Secret]]
"""A `Token` whose function may be `async`."""


def bearer(
    argument: str, value: AsyncToken | None, env: str | None, endpoint: TokenEndpoint
) -> Auth:
    """Return the authentication by an access token: the value of `argument`, else of `env`.

    Raises `MissingCredentialError` if it is missing, `ValueError` if the token endpoint is unknown,
    `TypeError` for any other type.
    """
    if isinstance(value, httpx2.Auth):
        return HttpxAuth(value)
    if value is None or isinstance(value, (str, Secret)):
        return Bearer(need_secret(argument, value, env))
    # Imported only if needed.
    from .tokens import GrantedTokens, ProvidedTokens

    if isinstance(value, (ClientCredentials, RefreshToken)):
        return GrantedTokens(value, endpoint)
    return ProvidedTokens(argument, value)


class HttpxAuth(Sender):
    """Authentication by an `httpx2.Auth`."""

    def __init__(self, auth: httpx2.Auth) -> None:
        self._auth = auth

    def send(self, call: Call, attempt: Attempt) -> Flow[tuple[Outcome, int]]:
        """Send an attempt that httpx2 authenticates."""
        outcome = yield from sent(attempt._replace(auth=self._auth))
        return outcome, 1
