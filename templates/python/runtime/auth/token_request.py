"""Token requests and their responses (RFC 6749, 4.4, 5 and 6)."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import quote_plus, urlencode

import httpx2

from ..http.flow import Call
from ..http.redact import private_url
from ..http.retry import Outcome
from .grants import ClientCredentials, RefreshToken, TokenEndpoint
from .secret import Credentials, Secret

_MARGIN = 60.0
"""Seconds before its expiry at which a token is renewed; less for a token that lives only minutes."""

_UNKNOWN = "which the connector's definition does not declare"


class TokenRequest:
    """A token request. Raises `ValueError` if the token endpoint is unknown."""

    def __init__(
        self, source: ClientCredentials | RefreshToken, endpoint: TokenEndpoint
    ) -> None:
        self._source = source
        self.basic = Secret(_basic_credentials(source)) if source.basic else None
        """The credentials of HTTP Basic, if they are sent so."""
        refreshes = isinstance(source, RefreshToken)
        known = (endpoint.refresh_url if refreshes else None) or endpoint.url
        url = source.token_url or known
        if url is None:
            required = f"or the client {endpoint.needs}" if endpoint.needs else _UNKNOWN
            raise ValueError(
                f"{type(source).__name__} must be given token_url=..., {required}"
            )
        self._url = httpx2.URL(url)
        if self._url.scheme not in ("http", "https") or not self._url.host:
            raise ValueError("token_url must be an http or https URL with a host")
        self._fields = dict(source.fields)
        if source.scopes is not None:
            scopes = source.scopes
            self._fields["scope"] = (
                scopes if isinstance(scopes, str) else " ".join(scopes)
            )
        elif endpoint.scope and not refreshes:
            self._fields["scope"] = endpoint.scope
        if endpoint.resource:
            self._fields.setdefault("resource", endpoint.resource)

    def build(self, call: Call, refresh: str | Secret | None) -> httpx2.Request:
        """Return the request; of the call's headers it has only the user agent."""
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
            "User-Agent": call.request.headers.get("user-agent", ""),
        }
        if self.basic is not None:
            headers["Authorization"] = f"Basic {self.basic.reveal()}"
        request = httpx2.Request(
            "POST",
            self._url,
            headers=headers,
            content=self._body(refresh),
            extensions=_timeout(call),
        )
        # httpx2 logs the URL.
        request.url = private_url(str(self._url), Credentials())
        return request

    def _body(self, refresh: str | Secret | None) -> bytes:
        source = self._source
        fields = {"grant_type": "client_credentials", **self._fields}
        if refresh is not None:
            fields |= {"grant_type": "refresh_token", "refresh_token": _plain(refresh)}
        if not source.basic:
            fields["client_id"] = source.client_id
            if source.client_secret is not None:
                fields["client_secret"] = _plain(source.client_secret)
        return urlencode(fields).encode()


def _basic_credentials(source: ClientCredentials | RefreshToken) -> str:
    """Return id and secret for HTTP Basic: each is form-encoded first (RFC 6749, 2.3.1)."""
    pair = f"{quote_plus(source.client_id)}:{quote_plus(_plain(source.client_secret))}"
    return base64.b64encode(pair.encode()).decode()


def _plain(value: str | Secret | None) -> str:
    return value.reveal() if isinstance(value, Secret) else value or ""


def _timeout(call: Call) -> dict[str, Any]:
    known: Mapping[str, Any] = call.request.extensions
    return {name: known[name] for name in ("timeout", "limits") if name in known}


@dataclass(frozen=True, slots=True)
class Grant:
    """The tokens of a successful response."""

    token: Secret
    seconds: float
    """The time for which the token is used."""
    refresh: Secret | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error response (RFC 6749, 5.2)."""

    # The server may quote secrets of the request.
    error: str | None = field(default=None, repr=False)
    description: str | None = field(default=None, repr=False)


def read(outcome: Outcome) -> Grant | Refusal:
    """Return the content of a response. Raises nothing: tracebacks would show local variables."""
    if not isinstance(outcome, httpx2.Response):
        return Refusal()
    body = _object(outcome.content)
    token = body.get("access_token")
    # Some servers send an error with status 200.
    if not outcome.is_success or not isinstance(token, str) or not _sendable(token):
        return Refusal(_text(body.get("error")), _text(body.get("error_description")))
    refresh = body.get("refresh_token")
    return Grant(
        Secret(token),
        _lifetime(body.get("expires_in")),
        Secret(refresh) if isinstance(refresh, str) and _sendable(refresh) else None,
    )


def _object(content: bytes) -> dict[str, Any]:
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", body) if isinstance(body, dict) else {}


def _sendable(token: str) -> bool:
    return token.isascii() and token.isprintable() and token.strip() != ""


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    # The text may be printed to a terminal.
    return "".join(c for c in " ".join(value.split()) if c.isprintable())


def _lifetime(expires_in: object) -> float:
    """Return the seconds for which to use a token; infinite if its expiry is unknown (a 401 ends it)."""
    try:
        seconds = float(cast("str", expires_in))
    except (TypeError, ValueError, OverflowError):
        return math.inf
    if not math.isfinite(seconds) or seconds <= 0:
        return math.inf
    return seconds - min(_MARGIN, seconds / 10)
