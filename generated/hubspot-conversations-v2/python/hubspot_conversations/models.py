"""What HubSpot Conversations V2 sends and takes.

Unknown properties of an answer are kept, in `model_extra`; a value outside of a
list of known ones is accepted. A field that an answer left out is None.
"""

from __future__ import annotations

from typing import Annotated, Any

from ._runtime.model import Model, Wire


class Actor(Model):
    """The answer of GetASingleActor, and 2 more places."""

    id: str
    """The identifier."""
    type: str | None = None
    """The type."""
    name: str | None = None
    """The name."""
    email: str | None = None
    """The email address."""
    avatar: str | None = None
    """The avatar."""


class ActorBatch(Model):
    """The answer of GetActors."""

    completed_at: Annotated[str | None, Wire("completedAt")] = None
    """When completed at."""
    results: list[Actor] | None = None
    started_at: Annotated[str | None, Wire("startedAt")] = None
    """When started at."""
    status: str | None = None
    """The status."""
    requested_at: Annotated[str | None, Wire("requestedAt")] = None
    """When requested at."""
    links: dict[str, Any] | None = None


class ActorRequest(Model):
    """The body of GetActors."""

    inputs: list[str] | None = None
    """The inputs."""


class Channel(Model):
    """The answer of GetASingleChannel, and 1 more place."""

    id: str
    """The identifier."""
    name: str | None = None
    """The name."""


class ChannelAccount(Model):
    """The answer of GetASingleChannelAccount, and 1 more place."""

    id: str
    """The identifier."""
    channel_id: Annotated[str | None, Wire("channelId")] = None
    """The channel identifier."""
    name: str | None = None
    """The name."""
    inbox_id: Annotated[str | None, Wire("inboxId")] = None
    """The inbox identifier."""
    active: bool | None = None
    """Whether active."""
    authorized: bool | None = None
    """Whether authorized."""
    created_at: Annotated[str | None, Wire("createdAt")] = None
    """When created at."""
    delivery_identifier: Annotated[
        DeliveryIdentifier | None,
        Wire("deliveryIdentifier"),
    ] = None


class ChannelAccountsPage(Model):
    """The answer of GetChannelAccounts."""

    results: list[ChannelAccount] | None = None
    total: int | None = None
    """The total."""
    paging: Paging | None = None


class ChannelsPage(Model):
    """The answer of GetChannels."""

    results: list[Channel] | None = None
    total: int | None = None
    """The total."""
    paging: Paging | None = None


class DeliveryIdentifier(Model):
    """`deliveryIdentifier` in the answer of GetASingleChannelAccount, and 5 more
    places.
    """

    type: str | None = None
    """The type."""
    value: str | None = None
    """The value."""


class Error(Model):
    """`errors` in the 207 answer of GetActors."""

    category: str | None = None
    context: dict[str, Any] | None = None
    errors: list[ErrorDetail] | None = None
    links: dict[str, Any] | None = None
    message: str | None = None
    status: str | None = None
    id: str | None = None
    sub_category: Annotated[dict[str, Any] | None, Wire("subCategory")] = None


class ErrorDetail(Model):
    """`errors` in the 500 answer of GenerateAToken, and 1 more place."""

    message: str | None = None
    in_: Annotated[str | None, Wire("in")] = None
    code: str | None = None
    sub_category: Annotated[str | None, Wire("subCategory")] = None
    context: dict[str, Any] | None = None


class FailureDetails(Model):
    """`results.status.failureDetails` in the answer of GetMessageHistoryForAThread."""

    error_message: Annotated[str | None, Wire("errorMessage")] = None
    """The error message."""


class Inbox(Model):
    """The answer of GetASingleConversationsInbox, and 1 more place."""

    id: str
    """The identifier."""
    name: str | None = None
    """The name."""
    created_at: Annotated[str | None, Wire("createdAt")] = None
    """When created at."""
    updated_at: Annotated[str | None, Wire("updatedAt")] = None
    """When updated at."""


class InboxesPage(Model):
    """The answer of GetConversationsInboxes."""

    results: list[Inbox] | None = None
    total: int | None = None
    """The total."""
    paging: Paging | None = None


class Message(Model):
    """`results` in the answer of GetMessageHistoryForAThread."""

    archived: bool | None = None
    """Whether archived."""
    client: MessageClient | None = None
    created_at: Annotated[str | None, Wire("createdAt")] = None
    """When created at."""
    created_by: Annotated[str | None, Wire("createdBy")] = None
    """The created by."""
    direction: str | None = None
    """The direction."""
    id: str
    """The identifier."""
    recipients: list[Recipient] | None = None
    senders: list[Sender] | None = None
    text: str | None = None
    """The text."""
    truncation_status: Annotated[str | None, Wire("truncationStatus")] = None
    """The truncation status."""
    type: str | None = None
    """The type."""
    updated_at: Annotated[str | None, Wire("updatedAt")] = None
    """When updated at."""
    rich_text: Annotated[str | None, Wire("richText")] = None
    """The rich text."""
    subject: str | None = None
    """The subject."""
    in_reply_to_id: Annotated[str | None, Wire("inReplyToId")] = None
    """The in reply to identifier."""
    status: MessageStatus | None = None
    channel_id: Annotated[str | None, Wire("channelId")] = None
    """The channel identifier."""
    channel_account_id: Annotated[str | None, Wire("channelAccountId")] = None
    """The channel account identifier."""
    conversations_thread_id: Annotated[
        str | None,
        Wire("conversationsThreadId"),
    ] = None
    """The conversations thread identifier."""


class MessageClient(Model):
    """Client."""

    client_type: Annotated[str | None, Wire("clientType")] = None
    """The client type."""
    integration_app_id: Annotated[str | None, Wire("integrationAppId")] = None
    """The integration app identifier."""


class MessageStatus(Model):
    """Status."""

    status_type: Annotated[str | None, Wire("statusType")] = None
    """The status type."""
    failure_details: Annotated[FailureDetails | None, Wire("failureDetails")] = None


class MessageValue(Model):
    """The answer of GetASingleMessage, and 1 more place."""

    value: str | None = None
    """The value."""


class MessagesPage(Model):
    """The answer of GetMessageHistoryForAThread."""

    results: list[Message] | None = None
    paging: Paging | None = None


class NextPage(Model):
    """Next."""

    after: str | None = None
    """The After link."""
    link: str | None = None
    """The Link."""


class OriginalContent(Model):
    """The answer of GetTheOriginalContentOfASingleMessage."""

    text: str | None = None
    """The text."""
    rich_text: Annotated[str | None, Wire("richText")] = None
    """The rick text."""


class OutgoingMessage(Model):
    """The body of SendAMessageToAThread."""

    attachments: list[Any] | None = None
    """The attachments object."""
    channel_account_id: Annotated[str | None, Wire("channelAccountId")] = None
    """The channel account identifier."""
    channel_id: Annotated[str | None, Wire("channelId")] = None
    """The channel identifier."""
    recipients: list[OutgoingRecipient] | None = None
    sender_actor_id: Annotated[str | None, Wire("senderActorId")] = None
    """The sender actor identifier."""
    text: str | None = None
    """The text."""
    type: str | None = None
    """The type."""
    rich_text: Annotated[str | None, Wire("richText")] = None
    """The rick text."""
    subject: str | None = None
    """The subject."""


class OutgoingRecipient(Model):
    """`recipients` in the body of SendAMessageToAThread."""

    delivery_identifiers: Annotated[
        list[DeliveryIdentifier] | None,
        Wire("deliveryIdentifiers"),
    ] = None
    actor_id: Annotated[str | None, Wire("actorId")] = None
    """The actor identifier."""
    name: str | None = None
    """The name."""
    recipient_field: Annotated[str | None, Wire("recipientField")] = None
    """The recipient field."""
    delivery_identifier: Annotated[
        DeliveryIdentifier | None,
        Wire("deliveryIdentifier"),
    ] = None


class Paging(Model):
    """`paging` in the answer of GetChannelAccounts, and 4 more places."""

    next: NextPage | None = None


class PartialActorBatch(Model):
    """The 207 answer of GetActors."""

    completed_at: Annotated[str | None, Wire("completedAt")] = None
    """When completed at."""
    results: list[Actor] | None = None
    started_at: Annotated[str | None, Wire("startedAt")] = None
    """When started at."""
    status: str | None = None
    """The status."""
    num_errors: Annotated[str | None, Wire("numErrors")] = None
    errors: list[Error] | None = None
    requested_at: Annotated[str | None, Wire("requestedAt")] = None
    """When requested at."""
    links: dict[str, Any] | None = None


class Recipient(Model):
    """`results.recipients` in the answer of GetMessageHistoryForAThread."""

    delivery_identifier: Annotated[
        DeliveryIdentifier | None,
        Wire("deliveryIdentifier"),
    ] = None
    actor_id: Annotated[str | None, Wire("actorId")] = None
    """The actor identifier."""
    name: str | None = None
    """The name."""
    recipient_field: Annotated[str | None, Wire("recipientField")] = None
    """The recipient field."""


class Sender(Model):
    """`results.senders` in the answer of GetMessageHistoryForAThread."""

    actor_id: Annotated[str | None, Wire("actorId")] = None
    """The actor identifier."""
    name: str | None = None
    """The name."""
    sender_field: Annotated[str | None, Wire("senderField")] = None
    """The sender field."""
    delivery_identifier: Annotated[
        DeliveryIdentifier | None,
        Wire("deliveryIdentifier"),
    ] = None


class Thread(Model):
    """The answer of GetASingleThread, and 2 more places."""

    associated_contact_id: Annotated[str | None, Wire("associatedContactId")] = None
    """The associated contact identifier."""
    created_at: Annotated[str | None, Wire("createdAt")] = None
    """When created at."""
    id: str
    """The identifier."""
    inbox_id: Annotated[str | None, Wire("inboxId")] = None
    """The inbox identifier."""
    spam: bool | None = None
    """The spam."""
    status: str | None = None
    """The status."""
    closed_at: Annotated[str | None, Wire("closedAt")] = None
    """When closed at."""
    latest_message_timestamp: Annotated[
        str | None,
        Wire("latestMessageTimestamp"),
    ] = None
    """The latest message timestamp."""
    latest_message_sent_timestamp: Annotated[
        str | None,
        Wire("latestMessageSentTimestamp"),
    ] = None
    """The latest message sent timestamp."""
    latest_message_received_timestamp: Annotated[
        str | None,
        Wire("latestMessageReceivedTimestamp"),
    ] = None
    """The latest message received timestamp."""
    assigned_to: Annotated[str | None, Wire("assignedTo")] = None
    """The assigned to."""
    archived: bool | None = None
    """Whether archived."""


class ThreadRequest(Model):
    """The body of UpdateAThread."""

    status: str | None = None
    """The status."""
    archived: bool | None = None
    """Whether archived."""


class ThreadsPage(Model):
    """The answer of GetThreads."""

    results: list[Thread] | None = None
    paging: Paging | None = None


class Token(Model):
    """The answer of GenerateAToken."""

    token: str | None = None
    """The token."""


class TokenError(Model):
    """The 500 answer of GenerateAToken."""

    category: str | None = None
    correlation_id: Annotated[str | None, Wire("correlationId")] = None
    message: str | None = None
    sub_category: Annotated[str | None, Wire("subCategory")] = None
    errors: list[ErrorDetail] | None = None
    context: dict[str, Any] | None = None
    links: dict[str, Any] | None = None


class TokenRequest(Model):
    """The body of GenerateAToken."""

    email: str | None = None
    """The email address."""
    first_name: Annotated[str | None, Wire("firstName")] = None
    """The first name."""
    last_name: Annotated[str | None, Wire("lastName")] = None
    """The last name."""
