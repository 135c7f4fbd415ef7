"""The clients of Harbour."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Unpack

import httpx2

from ._runtime.auth.arguments import need_secret
from ._runtime.auth.schemes import ApiKey
from ._runtime.auth.secret import Secret
from ._runtime.http.retry import Retry
from ._runtime.http.settings import Settings, Timeout
from ._runtime.http.throttle import Throttle
from ._runtime.lazy_methods import lazy_methods
from ._runtime.unset import UNSET, Unset, given
from ._version import __version__

if TYPE_CHECKING:
    from ._methods import AsyncMethods, Methods
    from ._runtime.http.settings import CallOptions
    from ._runtime.triggers.subscriptions import Subscription
else:
    from ._runtime.http import client as _base

    # There may be hundreds: they are imported when the first one is asked for.
    Methods = lazy_methods(__package__, "Methods", _base.SyncClient)
    AsyncMethods = lazy_methods(__package__, "AsyncMethods", _base.AsyncClient)

_TIMEOUT = httpx2.Timeout(30.0, connect=5.0)
"""Seconds for each step of a call; connecting is quick or does not happen."""


class Client(Methods):
    """Tells of ships: which come, which leave, and when.

    Close it, or use it in a `with` block.

    Args:
        api_key: The key of the harbour. Read from the environment variable
            HARBOUR_API_KEY where it is not given.
        base_url: Where the API is, if not at its usual place.
        timeout: Seconds, or an `httpx2.Timeout`, for each step of a call.
        retry: When a call is made again.
        throttle: How many calls may start in a time; None for no limit.
        headers: Sent with every call.
        strict: Refuse an answer that is not literally as declared; else it is read so.
        http_client: Makes the connections; the client does not close it.
        transport: Makes the connections of the client's own `httpx2` client.
    """

    def __init__(
        self,
        api_key: str | Secret | None = None,
        *,
        base_url: str | None = None,
        timeout: Timeout | Unset = UNSET,
        retry: Retry | None = None,
        throttle: Throttle | Unset | None = UNSET,
        headers: Mapping[str, str] | None = None,
        strict: bool = False,
        http_client: httpx2.Client | None = None,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        super().__init__(
            _settings(
                api_key,
                base_url,
                # Whoever brings a client of httpx2 has set its timeout.
                _TIMEOUT if timeout is UNSET and http_client is None else timeout,
                retry,
                throttle,
                headers,
                strict,
            ),
            http_client=http_client,
            transport=transport,
        )

    def unsubscribe(
        self, subscription: Subscription[Any] | str, **options: Unpack[CallOptions]
    ) -> None:
        """End the subscription of a webhook trigger.

        This is a DELETE of the location that the server named for it, which may also be given
        by itself. Raises `ValueError` where there is none, and `ForeignLink` where it is not on
        the API's own origin.
        """
        from ._runtime.triggers.subscriptions import unsubscription

        self.send(unsubscription(subscription), **options)


class AsyncClient(AsyncMethods):
    """Tells of ships: which come, which leave, and when.

    Close it, or use it in an `async with` block.

    Args:
        api_key: The key of the harbour. Read from the environment variable
            HARBOUR_API_KEY where it is not given.
        base_url: Where the API is, if not at its usual place.
        timeout: Seconds, or an `httpx2.Timeout`, for each step of a call.
        retry: When a call is made again.
        throttle: How many calls may start in a time; None for no limit.
        headers: Sent with every call.
        strict: Refuse an answer that is not literally as declared; else it is read so.
        http_client: Makes the connections; the client does not close it.
        transport: Makes the connections of the client's own `httpx2` client.
    """

    def __init__(
        self,
        api_key: str | Secret | None = None,
        *,
        base_url: str | None = None,
        timeout: Timeout | Unset = UNSET,
        retry: Retry | None = None,
        throttle: Throttle | Unset | None = UNSET,
        headers: Mapping[str, str] | None = None,
        strict: bool = False,
        http_client: httpx2.AsyncClient | None = None,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        super().__init__(
            _settings(
                api_key,
                base_url,
                # Whoever brings a client of httpx2 has set its timeout.
                _TIMEOUT if timeout is UNSET and http_client is None else timeout,
                retry,
                throttle,
                headers,
                strict,
            ),
            http_client=http_client,
            transport=transport,
        )

    async def unsubscribe(
        self, subscription: Subscription[Any] | str, **options: Unpack[CallOptions]
    ) -> None:
        """End the subscription of a webhook trigger.

        This is a DELETE of the location that the server named for it, which may also be given
        by itself. Raises `ValueError` where there is none, and `ForeignLink` where it is not on
        the API's own origin.
        """
        from ._runtime.triggers.subscriptions import unsubscription

        await self.send(unsubscription(subscription), **options)


def _settings(
    api_key: str | Secret | None,
    base_url: str | None,
    timeout: Timeout | Unset,
    retry: Retry | None,
    throttle: Throttle | Unset | None,
    headers: Mapping[str, str] | None,
    strict: bool,
) -> Settings:
    return Settings(
        base_url=base_url
        or os.environ.get("HARBOUR_BASE_URL")
        or "https://api.harbour.example",
        auth=ApiKey(
            "header", "X-Key", need_secret("api_key", api_key, "HARBOUR_API_KEY")
        ),
        timeout=timeout,
        retry=retry or Retry(),
        throttle=given(throttle, None),
        headers=headers or {},
        user_agent="harbour/" + __version__,
        strict=strict,
    )
