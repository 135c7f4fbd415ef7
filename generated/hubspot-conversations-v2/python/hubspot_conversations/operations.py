"""The operations of HubSpot Conversations V2 as values.

A function here does no I/O: it describes the request and how to read the response,
for `Client.send`, `AsyncClient.send` and for tests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ._runtime.bodies.declared import declared
from ._runtime.bodies.json import Json
from ._runtime.encode.listed import listed
from ._runtime.encode.path import path as url_path
from ._runtime.lazy import lazy
from ._runtime.operation import Operation
from ._runtime.paging.cursor import Cursor
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models
else:
    # Imported when the first response or argument needs a model.
    models = lazy(__package__, "models")


def get_conversations_inboxes(
    *,
    after: str | Unset = UNSET,
    limit: str | Unset = UNSET,
    sort: str | Unset = UNSET,
    default_page_length: str | Unset = UNSET,
) -> Operation[models.InboxesPage]:
    """Retrieve a list of conversations inboxes.

    Operation GetConversationsInboxes: GET /conversations/v3/conversations/inboxes
    """
    return Operation(
        id="GetConversationsInboxes",
        method="GET",
        path="/conversations/v3/conversations/inboxes",
        query={
            "after": after,
            "limit": limit,
            "sort": sort,
            "defaultPageLength": default_page_length,
        },
        answers={200: models.InboxesPage},
        paging=Cursor(
            parameter="after", next=("paging", "next", "after"), items=("results",)
        ),
    )


def get_a_single_thread(
    thread_id: str,
    *,
    archived: bool | Unset = UNSET,
    property: str | Unset = UNSET,
) -> Operation[models.Thread]:
    """Retrieves a single thread.

    Operation GetASingleThread: GET /conversations/v3/conversations/threads/{threadId}
    """
    return Operation(
        id="GetASingleThread",
        method="GET",
        path=url_path(
            "/conversations/v3/conversations/threads/{threadId}",
            {"threadId": thread_id},
        ),
        query={"archived": archived, "property": property},
        answers={200: models.Thread},
    )


def archives_a_thread(thread_id: str) -> Operation[None]:
    """Archives a single thread.

    Operation ArchivesAThread: DELETE /conversations/v3/conversations/threads/{threadId}
    """
    return Operation(
        id="ArchivesAThread",
        method="DELETE",
        path=url_path(
            "/conversations/v3/conversations/threads/{threadId}",
            {"threadId": thread_id},
        ),
        answers={204: None},
    )


def update_a_thread(
    thread_id: str,
    *,
    archived: bool | Unset = UNSET,
    status: str | None | Unset = UNSET,
    body_archived: bool | None | Unset = UNSET,
    body: models.ThreadRequest | Mapping[str, Any] | Unset = UNSET,
) -> Operation[models.Thread]:
    """Updates a single thread.

    Operation UpdateAThread: PATCH /conversations/v3/conversations/threads/{threadId}
    """
    return Operation(
        id="UpdateAThread",
        method="PATCH",
        path=url_path(
            "/conversations/v3/conversations/threads/{threadId}",
            {"threadId": thread_id},
        ),
        query={"archived": archived},
        body=Json.either(
            body,
            {"status": status, "archived": body_archived},
            names={"archived": "body_archived"},
        ),
        answers={200: models.Thread},
    )


def get_the_original_content_of_a_single_message(
    thread_id: str,
    message_id: str,
    *,
    property: str | Unset = UNSET,
) -> Operation[models.OriginalContent]:
    """Returns the complete original text and rich text bodies of a message.

    Operation GetTheOriginalContentOfASingleMessage:
        GET /conversations/v3/conversations/threads/{threadId}/messages/{messageId}/original-content
    """
    return Operation(
        id="GetTheOriginalContentOfASingleMessage",
        method="GET",
        path=url_path(
            "/conversations/v3/conversations/threads/{threadId}/messages/{messageId}/original-content",
            {"threadId": thread_id, "messageId": message_id},
        ),
        query={"property": property},
        answers={200: models.OriginalContent},
    )


def get_message_history_for_a_thread(
    thread_id: str,
    *,
    after: str | Unset = UNSET,
    limit: str | Unset = UNSET,
    sort: str | Unset = UNSET,
    archived: bool | Unset = UNSET,
    property: str | Unset = UNSET,
) -> Operation[models.MessagesPage]:
    """Retrieve a list of message history for a thread.

    Operation GetMessageHistoryForAThread:
        GET /conversations/v3/conversations/threads/{threadId}/messages
    """
    return Operation(
        id="GetMessageHistoryForAThread",
        method="GET",
        path=url_path(
            "/conversations/v3/conversations/threads/{threadId}/messages",
            {"threadId": thread_id},
        ),
        query={
            "after": after,
            "limit": limit,
            "sort": sort,
            "archived": archived,
            "property": property,
        },
        answers={200: models.MessagesPage},
        paging=Cursor(
            parameter="after", next=("paging", "next", "after"), items=("results",)
        ),
    )


def send_a_message_to_a_thread(
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
) -> Operation[str | models.MessageValue]:
    """Send a new message on a thread at the current timestamp.

    Operation SendAMessageToAThread:
        POST /conversations/v3/conversations/threads/{threadId}/messages
    """
    return Operation(
        id="SendAMessageToAThread",
        method="POST",
        path=url_path(
            "/conversations/v3/conversations/threads/{threadId}/messages",
            {"threadId": thread_id},
        ),
        headers={"Accept": "application/json"},
        body=declared(
            Json.either(
                body,
                {
                    "attachments": listed("attachments", attachments),
                    "channelAccountId": channel_account_id,
                    "channelId": channel_id,
                    "recipients": listed("recipients", recipients),
                    "senderActorId": sender_actor_id,
                    "text": text,
                    "type": type,
                    "richText": rich_text,
                    "subject": subject,
                },
            ),
            models.OutgoingMessage,
        ),
        answers={200: str, 201: models.MessageValue},
    )


def get_actors(
    *,
    property: str | Unset = UNSET,
    inputs: Sequence[str] | None | Unset = UNSET,
    body: models.ActorRequest | Mapping[str, Any] | Unset = UNSET,
) -> Operation[models.ActorBatch | models.PartialActorBatch]:
    """Resolve actors identifiers to the underlying actors and participants.

    Operation GetActors: POST /conversations/v3/conversations/actors/batch/read
    """
    return Operation(
        id="GetActors",
        method="POST",
        path="/conversations/v3/conversations/actors/batch/read",
        query={"property": property},
        body=Json.either(body, {"inputs": listed("inputs", inputs)}),
        answers={200: models.ActorBatch, 207: models.PartialActorBatch},
    )


def get_channel_accounts(
    *,
    channel_id: str | Unset = UNSET,
    inbox_id: str | Unset = UNSET,
    after: str | Unset = UNSET,
    limit: str | Unset = UNSET,
    sort: str | Unset = UNSET,
    default_page_length: str | Unset = UNSET,
) -> Operation[models.ChannelAccountsPage]:
    """Retrieve a list of channel accounts.

    Operation GetChannelAccounts: GET /conversations/v3/conversations/channel-accounts
    """
    return Operation(
        id="GetChannelAccounts",
        method="GET",
        path="/conversations/v3/conversations/channel-accounts",
        query={
            "channelId": channel_id,
            "inboxId": inbox_id,
            "after": after,
            "limit": limit,
            "sort": sort,
            "defaultPageLength": default_page_length,
        },
        answers={200: models.ChannelAccountsPage},
        paging=Cursor(
            parameter="after", next=("paging", "next", "after"), items=("results",)
        ),
    )


def get_a_single_channel(channel_id: str) -> Operation[models.Channel]:
    """Retrieve a single channel.

    Operation GetASingleChannel:
        GET /conversations/v3/conversations/channels/{channelId}
    """
    return Operation(
        id="GetASingleChannel",
        method="GET",
        path=url_path(
            "/conversations/v3/conversations/channels/{channelId}",
            {"channelId": channel_id},
        ),
        answers={200: models.Channel},
    )


def get_a_single_message(
    thread_id: str,
    message_id: str,
    *,
    property: str | Unset = UNSET,
) -> Operation[models.MessageValue]:
    """Retrieve a single message.

    Operation GetASingleMessage:
        GET /conversations/v3/conversations/threads/{threadId}/messages/{messageId}
    """
    return Operation(
        id="GetASingleMessage",
        method="GET",
        path=url_path(
            "/conversations/v3/conversations/threads/{threadId}/messages/{messageId}",
            {"threadId": thread_id, "messageId": message_id},
        ),
        query={"property": property},
        answers={200: models.MessageValue},
    )


def get_channels(
    *,
    after: str | Unset = UNSET,
    limit: str | Unset = UNSET,
    sort: str | Unset = UNSET,
    default_page_length: str | Unset = UNSET,
) -> Operation[models.ChannelsPage]:
    """Retrieve a list of channels.

    Operation GetChannels: GET /conversations/v3/conversations/channels
    """
    return Operation(
        id="GetChannels",
        method="GET",
        path="/conversations/v3/conversations/channels",
        query={
            "after": after,
            "limit": limit,
            "sort": sort,
            "defaultPageLength": default_page_length,
        },
        answers={200: models.ChannelsPage},
        paging=Cursor(
            parameter="after", next=("paging", "next", "after"), items=("results",)
        ),
    )


def get_a_single_actor(
    actor_id: str,
    *,
    property: str | Unset = UNSET,
) -> Operation[models.Actor]:
    """Retrieve a single actor.

    Operation GetASingleActor: GET /conversations/v3/conversations/actors/{actorId}
    """
    return Operation(
        id="GetASingleActor",
        method="GET",
        path=url_path(
            "/conversations/v3/conversations/actors/{actorId}", {"actorId": actor_id}
        ),
        query={"property": property},
        answers={200: models.Actor},
    )


def get_threads(
    *,
    after: str | Unset = UNSET,
    limit: str | Unset = UNSET,
    sort: str | Unset = UNSET,
    inbox_id: str | Unset = UNSET,
    associated_contact_id: str | Unset = UNSET,
    thread_status: str | Unset = UNSET,
    latest_message_timestamp_after: str | Unset = UNSET,
    archived: bool | Unset = UNSET,
    property: str | Unset = UNSET,
) -> Operation[models.ThreadsPage]:
    """Retrieve a list of threads.

    Operation GetThreads: GET /conversations/v3/conversations/threads
    """
    return Operation(
        id="GetThreads",
        method="GET",
        path="/conversations/v3/conversations/threads",
        query={
            "after": after,
            "limit": limit,
            "sort": sort,
            "inboxId": inbox_id,
            "associatedContactId": associated_contact_id,
            "threadStatus": thread_status,
            "latestMessageTimestampAfter": latest_message_timestamp_after,
            "archived": archived,
            "property": property,
        },
        answers={200: models.ThreadsPage},
        paging=Cursor(
            parameter="after", next=("paging", "next", "after"), items=("results",)
        ),
    )


def get_a_single_channel_account(
    channel_account_id: str,
) -> Operation[models.ChannelAccount]:
    """Retrieve a single channel account.

    Operation GetASingleChannelAccount:
        GET /conversations/v3/conversations/channel-accounts/{channelAccountId}
    """
    return Operation(
        id="GetASingleChannelAccount",
        method="GET",
        path=url_path(
            "/conversations/v3/conversations/channel-accounts/{channelAccountId}",
            {"channelAccountId": channel_account_id},
        ),
        answers={200: models.ChannelAccount},
    )


def get_a_single_conversations_inbox(inbox_id: str) -> Operation[models.Inbox]:
    """Retrieve a single conversations inbox.

    Operation GetASingleConversationsInbox:
        GET /conversations/v3/conversations/inboxes/{inboxId}
    """
    return Operation(
        id="GetASingleConversationsInbox",
        method="GET",
        path=url_path(
            "/conversations/v3/conversations/inboxes/{inboxId}", {"inboxId": inbox_id}
        ),
        answers={200: models.Inbox},
    )


def generate_a_token(
    *,
    email: str | None | Unset = UNSET,
    first_name: str | None | Unset = UNSET,
    last_name: str | None | Unset = UNSET,
    body: models.TokenRequest | Mapping[str, Any] | Unset = UNSET,
) -> Operation[models.Token]:
    """Generates a new visitor identification token.

    Operation GenerateAToken: POST /visitor-identification/v3/tokens/create
    """
    return Operation(
        id="GenerateAToken",
        method="POST",
        path="/visitor-identification/v3/tokens/create",
        body=Json.either(
            body, {"email": email, "firstName": first_name, "lastName": last_name}
        ),
        answers={200: models.Token},
        errors={500: models.TokenError},
    )
