"""The clients of HubSpot Conversations V2."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import httpx2

from ._runtime.auth.arguments import need_secret
from ._runtime.auth.schemes import ApiKey
from ._runtime.auth.secret import Secret
from ._runtime.http.client import AsyncClient as _AsyncClient
from ._runtime.http.client import SyncClient as _SyncClient
from ._runtime.http.retry import Retry
from ._runtime.http.settings import MAX_RESPONSE_BYTES, Settings, Timeout
from ._runtime.http.throttle import Throttle
from ._runtime.unset import UNSET, Unset, given
from ._version import __version__

if TYPE_CHECKING:
    from .resources.inboxes import AsyncInboxes, Inboxes
    from .resources.threads import AsyncThreads, Threads
    from .resources.messages import AsyncMessages, Messages
    from .resources.actors import AsyncActors, Actors
    from .resources.channels import AsyncChannels, Channels
    from .resources.channel_accounts import AsyncChannelAccounts, ChannelAccounts
    from .resources.visitor_tokens import AsyncVisitorTokens, VisitorTokens

_TIMEOUT = httpx2.Timeout(30.0, connect=5.0)
"""Seconds for each step of a call; a server that can be reached accepts connections fast."""


class Client(_SyncClient):
    """The HubSpot conversations services enable you to manage and interact with the
    conversations inbox, channels, and messages.

    Close it, or use it in a `with` block.

    Args:
        api_key: The Access Token (in the form 'Bearer YOUR_ACCESS_TOKEN') for this api.
            Read from the environment variable HUBSPOT_CONVERSATIONS_API_KEY if it is
            not given.
        base_url: The address of the API, if it is not the usual one.
        timeout: Seconds, or an `httpx2.Timeout`, for each step of a call.
        retry: When a call is repeated.
        throttle: A limit on the calls that start in a period; by default 100 in 60
            seconds. None for no limit. Clients of one connection can share one.
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

    @cached_property
    def inboxes(self) -> Inboxes:
        """The inboxes of HubSpot Conversations V2."""
        from .resources.inboxes import Inboxes

        return Inboxes(self)

    @cached_property
    def threads(self) -> Threads:
        """The threads of HubSpot Conversations V2."""
        from .resources.threads import Threads

        return Threads(self)

    @cached_property
    def messages(self) -> Messages:
        """The messages of HubSpot Conversations V2."""
        from .resources.messages import Messages

        return Messages(self)

    @cached_property
    def actors(self) -> Actors:
        """The actors of HubSpot Conversations V2."""
        from .resources.actors import Actors

        return Actors(self)

    @cached_property
    def channels(self) -> Channels:
        """The channels of HubSpot Conversations V2."""
        from .resources.channels import Channels

        return Channels(self)

    @cached_property
    def channel_accounts(self) -> ChannelAccounts:
        """The channel accounts of HubSpot Conversations V2."""
        from .resources.channel_accounts import ChannelAccounts

        return ChannelAccounts(self)

    @cached_property
    def visitor_tokens(self) -> VisitorTokens:
        """The visitor tokens of HubSpot Conversations V2."""
        from .resources.visitor_tokens import VisitorTokens

        return VisitorTokens(self)


class AsyncClient(_AsyncClient):
    """The HubSpot conversations services enable you to manage and interact with the
    conversations inbox, channels, and messages.

    Close it, or use it in an `async with` block.

    Args:
        api_key: The Access Token (in the form 'Bearer YOUR_ACCESS_TOKEN') for this api.
            Read from the environment variable HUBSPOT_CONVERSATIONS_API_KEY if it is
            not given.
        base_url: The address of the API, if it is not the usual one.
        timeout: Seconds, or an `httpx2.Timeout`, for each step of a call.
        retry: When a call is repeated.
        throttle: A limit on the calls that start in a period; by default 100 in 60
            seconds. None for no limit. Clients of one connection can share one.
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

    @cached_property
    def inboxes(self) -> AsyncInboxes:
        """The inboxes of HubSpot Conversations V2, for `async` code."""
        from .resources.inboxes import AsyncInboxes

        return AsyncInboxes(self)

    @cached_property
    def threads(self) -> AsyncThreads:
        """The threads of HubSpot Conversations V2, for `async` code."""
        from .resources.threads import AsyncThreads

        return AsyncThreads(self)

    @cached_property
    def messages(self) -> AsyncMessages:
        """The messages of HubSpot Conversations V2, for `async` code."""
        from .resources.messages import AsyncMessages

        return AsyncMessages(self)

    @cached_property
    def actors(self) -> AsyncActors:
        """The actors of HubSpot Conversations V2, for `async` code."""
        from .resources.actors import AsyncActors

        return AsyncActors(self)

    @cached_property
    def channels(self) -> AsyncChannels:
        """The channels of HubSpot Conversations V2, for `async` code."""
        from .resources.channels import AsyncChannels

        return AsyncChannels(self)

    @cached_property
    def channel_accounts(self) -> AsyncChannelAccounts:
        """The channel accounts of HubSpot Conversations V2, for `async` code."""
        from .resources.channel_accounts import AsyncChannelAccounts

        return AsyncChannelAccounts(self)

    @cached_property
    def visitor_tokens(self) -> AsyncVisitorTokens:
        """The visitor tokens of HubSpot Conversations V2, for `async` code."""
        from .resources.visitor_tokens import AsyncVisitorTokens

        return AsyncVisitorTokens(self)


def _settings(
    api_key: str | Secret | None,
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
        or os.environ.get("HUBSPOT_CONVERSATIONS_BASE_URL")
        or "https://api.hubapi.com",
        auth=ApiKey(
            "header",
            "Authorization",
            need_secret("api_key", api_key, "HUBSPOT_CONVERSATIONS_API_KEY"),
            "Bearer ",
        ),
        timeout=timeout,
        retry=retry or Retry(),
        throttle=given(throttle, Throttle(100, 60.0)),
        headers=headers or {},
        user_agent="hubspot-conversations/" + __version__,
        strict=strict,
        total_timeout=total_timeout,
        max_response_bytes=max_response_bytes,
    )
