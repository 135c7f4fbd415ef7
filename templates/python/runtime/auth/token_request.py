"""What is said to a token endpoint, and how its answer is read (RFC 6749, 4.4, 5 and 6)."""

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
"""Seconds before its end in which a token is renewed; less for one that lives only minutes."""

_UNKNOWN = "which the connector's definition does not say"


class TokenRequest:
    """The request for a token. Raises `ValueError` where nobody says where tokens come from."""

    def __init__(
        self, source: ClientCredentials | RefreshToken, endpoint: TokenEndpoint
    ) -> None:
        self._source = source
        refreshes = isinstance(source, RefreshToken)
        known = (endpoint.refresh_url if refreshes else None) or endpoint.url
        url = source.token_url or known
        if url is None:
            instead = f"or the client {endpoint.needs}" if endpoint.needs else _UNKNOWN
            raise ValueError(f"{type(source).__name__} needs token_url=..., {instead}")
        self._url = httpx2.URL(url)
        if self._url.scheme not in ("http", "https") or not self._url.host:
            raise ValueError("token_url: an http or https URL with a host is needed")
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
        """The request; it says no more of the call than its user agent."""
        source = self._source
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
            "User-Agent": call.request.headers.get("user-agent", ""),
        }
        if source.basic:
            headers["Authorization"] = f"Basic {_pair(source)}"
        request = httpx2.Request(
            "POST",
            self._url,
            headers=headers,
            content=self._body(refresh),
            extensions=_timeout(call),
        )
        # httpx2 logs it.
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


def _pair(source: ClientCredentials | RefreshToken) -> str:
    """Id and secret for HTTP Basic: each is encoded as in a form first (RFC 6749, 2.3.1)."""
    whole = f"{quote_plus(source.client_id)}:{quote_plus(_plain(source.client_secret))}"
    return base64.b64encode(whole.encode()).decode()


def _plain(value: str | Secret | None) -> str:
    return value.reveal() if isinstance(value, Secret) else value or ""


def _timeout(call: Call) -> dict[str, Any]:
    known: Mapping[str, Any] = call.request.extensions
    return {"timeout": known["timeout"]} if "timeout" in known else {}


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token endpoint gave."""

    token: Secret
    seconds: float
    """For how long it is used."""
    refresh: Secret | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a token endpoint said instead (RFC 6749, 5.2)."""

    # It may quote what was sent.
    error: str | None = field(default=None, repr=False)
    description: str | None = field(default=None, repr=False)


def read(outcome: Outcome) -> Grant | Refusal:
    """What an answer says. Raises nothing: crash reports show the local variables of frames."""
    if not isinstance(outcome, httpx2.Response):
        return Refusal()
    said = _object(outcome.content)
    token = said.get("access_token")
    # Some say what is wrong with 200.
    if not outcome.is_success or not isinstance(token, str) or not _sendable(token):
        return Refusal(_text(said.get("error")), _text(said.get("error_description")))
    refresh = said.get("refresh_token")
    return Grant(
        Secret(token),
        _usable(said.get("expires_in")),
        Secret(refresh) if isinstance(refresh, str) and _sendable(refresh) else None,
    )


def _object(content: bytes) -> dict[str, Any]:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", said) if isinstance(said, dict) else {}


def _sendable(token: str) -> bool:
    return token.isascii() and token.isprintable() and token.strip() != ""


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    # It may be printed to a terminal.
    return "".join(c for c in " ".join(value.split()) if c.isprintable())


def _usable(expires_in: object) -> float:
    """Seconds for which a token is used; for ever where its end is not known: 401 tells it."""
    try:
        seconds = float(cast("str", expires_in))
    except (TypeError, ValueError, OverflowError):
        return math.inf
    if not math.isfinite(seconds) or seconds <= 0:
        return math.inf
    return seconds - min(_MARGIN, seconds / 10)
