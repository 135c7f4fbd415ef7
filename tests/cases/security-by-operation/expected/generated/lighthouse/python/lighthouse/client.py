"""The clients of Lighthouse."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

import httpx2

from ._runtime.auth.arguments import need_secret
from ._runtime.auth.basic import basic_of, need_password
from ._runtime.auth.grants import TokenEndpoint
from ._runtime.auth.oauth import AsyncToken, Token, bearer
from ._runtime.auth.schemes import ApiKey
from ._runtime.auth.secret import Secret
from ._runtime.auth.security import Security
from ._runtime.auth.texts import need_text
from ._runtime.http.retry import Retry
from ._runtime.http.settings import MAX_RESPONSE_BYTES, Settings, Timeout
from ._runtime.http.throttle import Throttle
from ._runtime.lazy_methods import lazy_methods
from ._runtime.unset import UNSET, Unset, given
from ._version import __version__

if TYPE_CHECKING:
    from ._methods import AsyncMethods, Methods
else:
    from ._runtime.http import client as _base

    # There can be hundreds of methods: they are imported when the first one is used.
    Methods = lazy_methods(__package__, "Methods", _base.SyncClient)
    AsyncMethods = lazy_methods(__package__, "AsyncMethods", _base.AsyncClient)

_TIMEOUT = httpx2.Timeout(30.0, connect=5.0)
"""Seconds for each step of a call; a server that can be reached accepts connections fast."""


class Client(Methods):
    """Lamps and the people who tend them.

    Close it, or use it in a `with` block.

    Args:
        username: The user's name. Read from the environment variable
            LIGHTHOUSE_USERNAME if it is not given.
        password: The password. Read from the environment variable LIGHTHOUSE_PASSWORD
            if it is not given.
        station_key: The API key, which is sent as the header X-Station. Read from the
            environment variable LIGHTHOUSE_STATION_KEY if it is not given.
        visitor: The API key, which is sent as the query parameter visitor. Read from
            the environment variable LIGHTHOUSE_VISITOR if it is not given.
        access_token: An OAuth 2.0 access token, or a source of tokens:
            `ClientCredentials`, `RefreshToken`, a function, or an `httpx2.Auth`. Read
            from the environment variable LIGHTHOUSE_ACCESS_TOKEN if it is not given.
        base_url: The address of the API, if it is not the usual one.
        timeout: Seconds, or an `httpx2.Timeout`, for each step of a call.
        retry: When a call is repeated.
        throttle: A limit on the calls that start in a period; None for no limit.
        headers: Sent with every call.
        strict: Raise an error for values of another type than declared; else convert
            them.
        total_timeout: Seconds for a whole call, with retries and waits; None for no
            limit.
        max_response_bytes: The largest response body, decompressed; None for no limit.
        http_client: The `httpx2` client to use; it is not closed.
        transport: The transport of the client's own `httpx2` client.
    """

    def __init__(
        self,
        username: str | None = None,
        password: str | Secret | None = None,
        station_key: str | Secret | None = None,
        visitor: str | Secret | None = None,
        access_token: Token | None = None,
        *,
        base_url: str | None = None,
        timeout: Timeout | Unset = UNSET,
        retry: Retry | None = None,
        throttle: Throttle | Unset | None = UNSET,
        headers: Mapping[str, str] | None = None,
        strict: bool = False,
        total_timeout: float | None = None,
        max_response_bytes: int | None = MAX_RESPONSE_BYTES,
        http_client: httpx2.Client | None = None,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        super().__init__(
            _settings(
                username,
                password,
                station_key,
                visitor,
                access_token,
                base_url,
                # An `http_client` has a timeout of its own.
                _TIMEOUT if timeout is UNSET and http_client is None else timeout,
                retry,
                throttle,
                headers,
                strict,
                total_timeout,
                max_response_bytes,
            ),
            http_client=http_client,
            transport=transport,
        )


class AsyncClient(AsyncMethods):
    """Lamps and the people who tend them.

    Close it, or use it in an `async with` block.

    Args:
        username: The user's name. Read from the environment variable
            LIGHTHOUSE_USERNAME if it is not given.
        password: The password. Read from the environment variable LIGHTHOUSE_PASSWORD
            if it is not given.
        station_key: The API key, which is sent as the header X-Station. Read from the
            environment variable LIGHTHOUSE_STATION_KEY if it is not given.
        visitor: The API key, which is sent as the query parameter visitor. Read from
            the environment variable LIGHTHOUSE_VISITOR if it is not given.
        access_token: An OAuth 2.0 access token, or a source of tokens:
            `ClientCredentials`, `RefreshToken`, a function, or an `httpx2.Auth`. Read
            from the environment variable LIGHTHOUSE_ACCESS_TOKEN if it is not given.
        base_url: The address of the API, if it is not the usual one.
        timeout: Seconds, or an `httpx2.Timeout`, for each step of a call.
        retry: When a call is repeated.
        throttle: A limit on the calls that start in a period; None for no limit.
        headers: Sent with every call.
        strict: Raise an error for values of another type than declared; else convert
            them.
        total_timeout: Seconds for a whole call, with retries and waits; None for no
            limit.
        max_response_bytes: The largest response body, decompressed; None for no limit.
        http_client: The `httpx2` client to use; it is not closed.
        transport: The transport of the client's own `httpx2` client.
    """

    def __init__(
        self,
        username: str | None = None,
        password: str | Secret | None = None,
        station_key: str | Secret | None = None,
        visitor: str | Secret | None = None,
        access_token: AsyncToken | None = None,
        *,
        base_url: str | None = None,
        timeout: Timeout | Unset = UNSET,
        retry: Retry | None = None,
        throttle: Throttle | Unset | None = UNSET,
        headers: Mapping[str, str] | None = None,
        strict: bool = False,
        total_timeout: float | None = None,
        max_response_bytes: int | None = MAX_RESPONSE_BYTES,
        http_client: httpx2.AsyncClient | None = None,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        super().__init__(
            _settings(
                username,
                password,
                station_key,
                visitor,
                access_token,
                base_url,
                # An `http_client` has a timeout of its own.
                _TIMEOUT if timeout is UNSET and http_client is None else timeout,
                retry,
                throttle,
                headers,
                strict,
                total_timeout,
                max_response_bytes,
            ),
            http_client=http_client,
            transport=transport,
        )


def _settings(
    username: str | None,
    password: str | Secret | None,
    station_key: str | Secret | None,
    visitor: str | Secret | None,
    access_token: AsyncToken | None,
    base_url: str | None,
    timeout: Timeout | Unset,
    retry: Retry | None,
    throttle: Throttle | Unset | None,
    headers: Mapping[str, str] | None,
    strict: bool,
    total_timeout: float | None,
    max_response_bytes: int | None,
) -> Settings:
    return Settings(
        base_url=base_url
        or os.environ.get("LIGHTHOUSE_BASE_URL")
        or "https://lighthouse.example/v1",
        auth=Security(
            {
                "keeper": (
                    (username, password),
                    lambda: basic_of(
                        lambda: need_text("username", username, "LIGHTHOUSE_USERNAME"),
                        lambda: need_password(
                            "password", password, "LIGHTHOUSE_PASSWORD"
                        ),
                    ),
                ),
                "station key": (
                    (station_key,),
                    lambda: ApiKey(
                        "header",
                        "X-Station",
                        need_secret(
                            "station_key", station_key, "LIGHTHOUSE_STATION_KEY"
                        ),
                    ),
                ),
                "visitor": (
                    (visitor,),
                    lambda: ApiKey(
                        "query",
                        "visitor",
                        need_secret("visitor", visitor, "LIGHTHOUSE_VISITOR"),
                    ),
                ),
                "coast": (
                    (access_token,),
                    lambda: bearer(
                        "access_token",
                        access_token,
                        "LIGHTHOUSE_ACCESS_TOKEN",
                        TokenEndpoint(url="https://lighthouse.example/token"),
                    ),
                ),
            },
            default=(("keeper",), ("station key",)),
            operations={
                "LightLamp": (("station key", "visitor"),),
                "DouseLamp": (("coast",),),
                "GetWeather": (),
                "GetTides": ((), ("visitor",)),
                "GetFog": (("visitor",),),
            },
        ),
        timeout=timeout,
        retry=retry or Retry(),
        throttle=given(throttle, None),
        headers=headers or {},
        user_agent="lighthouse/" + __version__,
        strict=strict,
        total_timeout=total_timeout,
        max_response_bytes=max_response_bytes,
    )
