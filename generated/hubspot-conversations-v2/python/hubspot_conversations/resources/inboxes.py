"""The inboxes of HubSpot Conversations V2."""

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


class Inboxes(Resource):
    """The inboxes of HubSpot Conversations V2."""

    def list(
        self,
        *,
        after: str | Unset = UNSET,
        limit: str | Unset = UNSET,
        sort: str | Unset = UNSET,
        default_page_length: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Pager[models.Inbox, models.InboxesPage]:
        """Retrieve a list of conversations inboxes.

        Returns:
            A pager: iterate over it for the items of every page, fetched as needed.

        Operation GetConversationsInboxes: GET /conversations/v3/conversations/inboxes
        """
        return pager(
            self._client,
            operations.get_conversations_inboxes(
                after=after,
                limit=limit,
                sort=sort,
                default_page_length=default_page_length,
            ),
            options,
        )

    def get(self, inbox_id: str, **options: Unpack[CallOptions]) -> models.Inbox:
        """Retrieve a single conversations inbox.

        Operation GetASingleConversationsInbox:
            GET /conversations/v3/conversations/inboxes/{inboxId}
        """
        return self._call(
            operations.get_a_single_conversations_inbox(inbox_id),
            options,
        )


class AsyncInboxes(AsyncResource):
    """The inboxes of HubSpot Conversations V2, for `async` code."""

    def list(
        self,
        *,
        after: str | Unset = UNSET,
        limit: str | Unset = UNSET,
        sort: str | Unset = UNSET,
        default_page_length: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncPager[models.Inbox, models.InboxesPage]:
        """Retrieve a list of conversations inboxes.

        Returns:
            A pager: iterate over it for the items of every page, fetched as needed.

        Operation GetConversationsInboxes: GET /conversations/v3/conversations/inboxes
        """
        return async_pager(
            self._client,
            operations.get_conversations_inboxes(
                after=after,
                limit=limit,
                sort=sort,
                default_page_length=default_page_length,
            ),
            options,
        )

    async def get(self, inbox_id: str, **options: Unpack[CallOptions]) -> models.Inbox:
        """Retrieve a single conversations inbox.

        Operation GetASingleConversationsInbox:
            GET /conversations/v3/conversations/inboxes/{inboxId}
        """
        return await self._call(
            operations.get_a_single_conversations_inbox(inbox_id),
            options,
        )
