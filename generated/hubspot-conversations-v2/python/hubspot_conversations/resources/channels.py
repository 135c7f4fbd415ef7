"""The channels of HubSpot Conversations V2."""

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


class Channels(Resource):
    """The channels of HubSpot Conversations V2."""

    def list(
        self,
        *,
        after: str | Unset = UNSET,
        limit: str | Unset = UNSET,
        sort: str | Unset = UNSET,
        default_page_length: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Pager[models.Channel, models.ChannelsPage]:
        """Retrieve a list of channels.

        Returns:
            A pager: iterate over it for the items of every page, fetched as needed.

        Operation GetChannels: GET /conversations/v3/conversations/channels
        """
        return pager(
            self._client,
            operations.get_channels(
                after=after,
                limit=limit,
                sort=sort,
                default_page_length=default_page_length,
            ),
            options,
        )

    def get(self, channel_id: str, **options: Unpack[CallOptions]) -> models.Channel:
        """Retrieve a single channel.

        Operation GetASingleChannel:
            GET /conversations/v3/conversations/channels/{channelId}
        """
        return self._call(operations.get_a_single_channel(channel_id), options)


class AsyncChannels(AsyncResource):
    """The channels of HubSpot Conversations V2, for `async` code."""

    def list(
        self,
        *,
        after: str | Unset = UNSET,
        limit: str | Unset = UNSET,
        sort: str | Unset = UNSET,
        default_page_length: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncPager[models.Channel, models.ChannelsPage]:
        """Retrieve a list of channels.

        Returns:
            A pager: iterate over it for the items of every page, fetched as needed.

        Operation GetChannels: GET /conversations/v3/conversations/channels
        """
        return async_pager(
            self._client,
            operations.get_channels(
                after=after,
                limit=limit,
                sort=sort,
                default_page_length=default_page_length,
            ),
            options,
        )

    async def get(
        self,
        channel_id: str,
        **options: Unpack[CallOptions],
    ) -> models.Channel:
        """Retrieve a single channel.

        Operation GetASingleChannel:
            GET /conversations/v3/conversations/channels/{channelId}
        """
        return await self._call(operations.get_a_single_channel(channel_id), options)
