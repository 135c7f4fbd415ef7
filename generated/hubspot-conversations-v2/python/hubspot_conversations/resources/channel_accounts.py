"""The channel accounts of HubSpot Conversations V2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._runtime.http.resource import AsyncResource, Resource
from .._runtime.lazy import lazy
from .._runtime.paging.pager import async_pager, pager
from .._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from .. import models, operations
    from .._runtime.http.settings import CallOptions
    from .._runtime.paging.pager import AsyncPager, Pager
else:
    operations = lazy(__package__.rpartition(".")[0], "operations")


class ChannelAccounts(Resource):
    """The channel accounts of HubSpot Conversations V2."""

    def list(
        self,
        *,
        channel_id: str | Unset = UNSET,
        inbox_id: str | Unset = UNSET,
        after: str | Unset = UNSET,
        limit: str | Unset = UNSET,
        sort: str | Unset = UNSET,
        default_page_length: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Pager[models.ChannelAccount, models.ChannelAccountsPage]:
        """Retrieve a list of channel accounts.

        Returns:
            A pager: iterate over it for the items of every page, fetched as needed.

        Operation GetChannelAccounts:
            GET /conversations/v3/conversations/channel-accounts
        """
        return pager(
            self._client,
            operations.get_channel_accounts(
                channel_id=channel_id,
                inbox_id=inbox_id,
                after=after,
                limit=limit,
                sort=sort,
                default_page_length=default_page_length,
            ),
            options,
        )

    def get(
        self,
        channel_account_id: str,
        **options: Unpack[CallOptions],
    ) -> models.ChannelAccount:
        """Retrieve a single channel account.

        Operation GetASingleChannelAccount:
            GET /conversations/v3/conversations/channel-accounts/{channelAccountId}
        """
        return self._call(
            operations.get_a_single_channel_account(channel_account_id),
            options,
        )


class AsyncChannelAccounts(AsyncResource):
    """The channel accounts of HubSpot Conversations V2, for `async` code."""

    def list(
        self,
        *,
        channel_id: str | Unset = UNSET,
        inbox_id: str | Unset = UNSET,
        after: str | Unset = UNSET,
        limit: str | Unset = UNSET,
        sort: str | Unset = UNSET,
        default_page_length: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncPager[models.ChannelAccount, models.ChannelAccountsPage]:
        """Retrieve a list of channel accounts.

        Returns:
            A pager: iterate over it for the items of every page, fetched as needed.

        Operation GetChannelAccounts:
            GET /conversations/v3/conversations/channel-accounts
        """
        return async_pager(
            self._client,
            operations.get_channel_accounts(
                channel_id=channel_id,
                inbox_id=inbox_id,
                after=after,
                limit=limit,
                sort=sort,
                default_page_length=default_page_length,
            ),
            options,
        )

    async def get(
        self,
        channel_account_id: str,
        **options: Unpack[CallOptions],
    ) -> models.ChannelAccount:
        """Retrieve a single channel account.

        Operation GetASingleChannelAccount:
            GET /conversations/v3/conversations/channel-accounts/{channelAccountId}
        """
        return await self._call(
            operations.get_a_single_channel_account(channel_account_id),
            options,
        )
