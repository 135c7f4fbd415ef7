"""The clients of Ferry."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

import httpx2

from ._runtime.auth.arguments import need_secret
from ._runtime.auth.schemes import ApiKey
from ._runtime.auth.secret import Secret
from ._runtime.auth.texts import find_text, need_text, need_text_unless, present
from ._runtime.http.retry import Retry
from ._runtime.http.settings import MAX_RESPONSE_BYTES, Timeout
from ._runtime.http.throttle import Throttle
from ._runtime.lazy_methods import lazy_methods
from ._runtime.policies.settings import Settings
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
    """Ferries of a harbour, and when they leave.

    Close it, or use it in a `with` block.

    Args:
        api_key: The key of your harbour. Read from the environment variable
            FERRY_API_KEY if it is not given.
        host: The host of your harbour. Read from the environment variable FERRY_HOST if
            it is not given.
        language: What names are told in. Read from the environment variable
            FERRY_LANGUAGE if it is not given.
        class_: Where you travel. Default: "deck". Read from the environment variable
            FERRY_CLASS if it is not given.
        base_url: The address of the API, which overrides the host of the connection.
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
        api_key: str | Secret | None = None,
        *,
        host: str | None = None,
        language: Literal["en", "no"] | str | None = None,
        class_: str | None = None,
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
                api_key,
                host,
                language,
                class_,
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
    """Ferries of a harbour, and when they leave.

    Close it, or use it in an `async with` block.

    Args:
        api_key: The key of your harbour. Read from the environment variable
            FERRY_API_KEY if it is not given.
        host: The host of your harbour. Read from the environment variable FERRY_HOST if
            it is not given.
        language: What names are told in. Read from the environment variable
            FERRY_LANGUAGE if it is not given.
        class_: Where you travel. Default: "deck". Read from the environment variable
            FERRY_CLASS if it is not given.
        base_url: The address of the API, which overrides the host of the connection.
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
        api_key: str | Secret | None = None,
        *,
        host: str | None = None,
        language: Literal["en", "no"] | str | None = None,
        class_: str | None = None,
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
                api_key,
                host,
                language,
                class_,
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
    api_key: str | Secret | None,
    host: str | None,
    language: Literal["en", "no"] | str | None,
    class_: str | None,
    base_url: str | None,
    timeout: Timeout | Unset,
    retry: Retry | None,
    throttle: Throttle | Unset | None,
    headers: Mapping[str, str] | None,
    strict: bool,
    total_timeout: float | None,
    max_response_bytes: int | None,
) -> Settings:
    # Imported here so that importing the client is fast.
    from ._policies import POLICIES

    base_url = base_url or os.environ.get("FERRY_BASE_URL")
    return Settings(
        base_url=base_url or "",
        # A base URL overrides the host of the connection.
        policies=POLICIES.without_host() if base_url else POLICIES,
        auth=ApiKey(
            "header", "X-Ferry-Key", need_secret("api_key", api_key, "FERRY_API_KEY")
        ),
        connection=present(
            {
                "host": need_text_unless(base_url, "host", host, "FERRY_HOST"),
                "language": find_text("language", language, "FERRY_LANGUAGE"),
                "token:class": need_text("class_", class_, "FERRY_CLASS", "deck"),
            }
        ),
        timeout=timeout,
        retry=retry or Retry(),
        throttle=given(throttle, None),
        headers=headers or {},
        user_agent="ferry/" + __version__,
        strict=strict,
        total_timeout=total_timeout,
        max_response_bytes=max_response_bytes,
    )
