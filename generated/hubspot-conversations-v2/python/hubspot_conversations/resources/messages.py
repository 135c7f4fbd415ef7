"""The messages of HubSpot Conversations V2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Unpack

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


class Messages(Resource):
    """The messages of HubSpot Conversations V2."""

    def list(
        self,
        thread_id: str,
        *,
        after: str | Unset = UNSET,
        limit: str | Unset = UNSET,
        sort: str | Unset = UNSET,
        archived: bool | Unset = UNSET,
        property: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Pager[models.Message, models.MessagesPage]:
        """Retrieve a list of message history for a thread.

        Returns:
            A pager: iterate over it for the items of every page, fetched as needed.

        Operation GetMessageHistoryForAThread:
            GET /conversations/v3/conversations/threads/{threadId}/messages
        """
        return pager(
            self._client,
            operations.get_message_history_for_a_thread(
                thread_id,
                after=after,
                limit=limit,
                sort=sort,
                archived=archived,
                property=property,
            ),
            options,
        )

    def get(
        self,
        thread_id: str,
        message_id: str,
        *,
        property: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.MessageValue:
        """Retrieve a single message.

        Operation GetASingleMessage:
            GET /conversations/v3/conversations/threads/{threadId}/messages/{messageId}
        """
        return self._call(
            operations.get_a_single_message(thread_id, message_id, property=property),
            options,
        )

    def get_original_content(
        self,
        thread_id: str,
        message_id: str,
        *,
        property: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.OriginalContent:
        """Returns the complete original text and rich text bodies of a message.

        This will be different from the text and rich text in the message itself if the
        message's truncationStatus is anything other than NOT_TRUNCATED.

        Operation GetTheOriginalContentOfASingleMessage:
            GET /conversations/v3/conversations/threads/{threadId}/messages/{messageId}/original-content
        """
        return self._call(
            operations.get_the_original_content_of_a_single_message(
                thread_id,
                message_id,
                property=property,
            ),
            options,
        )

    def send(
        self,
        thread_id: str,
        *,
        attachments: Sequence[Any] | None | Unset = UNSET,
        channel_account_id: str | None | Unset = UNSET,
        channel_id: str | None | Unset = UNSET,
        recipients: Sequence[models.OutgoingRecipient] | None | Unset = UNSET,
        sender_actor_id: str | None | Unset = UNSET,
        text: str | None | Unset = UNSET,
        type: str | None | Unset = UNSET,
        rich_text: str | None | Unset = UNSET,
        subject: str | None | Unset = UNSET,
        body: models.OutgoingMessage | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> str | models.MessageValue:
        """Send a new message on a thread at the current timestamp.

        Args:
            rich_text: The rick text.
            body: The whole body: a model, or a mapping by wire names.

        Returns:
            The message is sent. Or: The message is created.

        Operation SendAMessageToAThread:
            POST /conversations/v3/conversations/threads/{threadId}/messages
        """
        return self._call(
            operations.send_a_message_to_a_thread(
                thread_id,
                attachments=attachments,
                channel_account_id=channel_account_id,
                channel_id=channel_id,
                recipients=recipients,
                sender_actor_id=sender_actor_id,
                text=text,
                type=type,
                rich_text=rich_text,
                subject=subject,
                body=body,
            ),
            options,
        )


class AsyncMessages(AsyncResource):
    """The messages of HubSpot Conversations V2, for `async` code."""

    def list(
        self,
        thread_id: str,
        *,
        after: str | Unset = UNSET,
        limit: str | Unset = UNSET,
        sort: str | Unset = UNSET,
        archived: bool | Unset = UNSET,
        property: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncPager[models.Message, models.MessagesPage]:
        """Retrieve a list of message history for a thread.

        Returns:
            A pager: iterate over it for the items of every page, fetched as needed.

        Operation GetMessageHistoryForAThread:
            GET /conversations/v3/conversations/threads/{threadId}/messages
        """
        return async_pager(
            self._client,
            operations.get_message_history_for_a_thread(
                thread_id,
                after=after,
                limit=limit,
                sort=sort,
                archived=archived,
                property=property,
            ),
            options,
        )

    async def get(
        self,
        thread_id: str,
        message_id: str,
        *,
        property: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.MessageValue:
        """Retrieve a single message.

        Operation GetASingleMessage:
            GET /conversations/v3/conversations/threads/{threadId}/messages/{messageId}
        """
        return await self._call(
            operations.get_a_single_message(thread_id, message_id, property=property),
            options,
        )

    async def get_original_content(
        self,
        thread_id: str,
        message_id: str,
        *,
        property: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.OriginalContent:
        """Returns the complete original text and rich text bodies of a message.

        This will be different from the text and rich text in the message itself if the
        message's truncationStatus is anything other than NOT_TRUNCATED.

        Operation GetTheOriginalContentOfASingleMessage:
            GET /conversations/v3/conversations/threads/{threadId}/messages/{messageId}/original-content
        """
        return await self._call(
            operations.get_the_original_content_of_a_single_message(
                thread_id,
                message_id,
                property=property,
            ),
            options,
        )

    async def send(
        self,
        thread_id: str,
        *,
        attachments: Sequence[Any] | None | Unset = UNSET,
        channel_account_id: str | None | Unset = UNSET,
        channel_id: str | None | Unset = UNSET,
        recipients: Sequence[models.OutgoingRecipient] | None | Unset = UNSET,
        sender_actor_id: str | None | Unset = UNSET,
        text: str | None | Unset = UNSET,
        type: str | None | Unset = UNSET,
        rich_text: str | None | Unset = UNSET,
        subject: str | None | Unset = UNSET,
        body: models.OutgoingMessage | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> str | models.MessageValue:
        """Send a new message on a thread at the current timestamp.

        Args:
            rich_text: The rick text.
            body: The whole body: a model, or a mapping by wire names.

        Returns:
            The message is sent. Or: The message is created.

        Operation SendAMessageToAThread:
            POST /conversations/v3/conversations/threads/{threadId}/messages
        """
        return await self._call(
            operations.send_a_message_to_a_thread(
                thread_id,
                attachments=attachments,
                channel_account_id=channel_account_id,
                channel_id=channel_id,
                recipients=recipients,
                sender_actor_id=sender_actor_id,
                text=text,
                type=type,
                rich_text=rich_text,
                subject=subject,
                body=body,
            ),
            options,
        )
