"""What HubSpot Conversations V2 sends and takes.

Unknown properties of an answer are kept, in `model_extra`; a value outside of a
list of known ones is accepted. A field that an answer left out is None.
"""

from typing import Annotated, Any

from ._runtime.decode.model import Model, Wire


class Actor(Model):
    """The answer of GetASingleActor, and 2 more places."""

    id: str
    type: str | None = None
    name: str | None = None
    email: str | None = None
    avatar: str | None = None


class ActorBatch(Model):
    """The answer of GetActors."""

    completed_at: Annotated[str | None, Wire("completedAt")] = None
    results: list[Actor] | None = None
    started_at: Annotated[str | None, Wire("startedAt")] = None
    status: str | None = None
    requested_at: Annotated[str | None, Wire("requestedAt")] = None
    links: dict[str, Any] | None = None


class ActorRequest(Model):
    """The body of GetActors."""

    inputs: list[str] | None = None


class Channel(Model):
    """The answer of GetASingleChannel, and 1 more place."""

    id: str
    name: str | None = None


class ChannelAccount(Model):
    """The answer of GetASingleChannelAccount, and 1 more place."""

    id: str
    channel_id: Annotated[str | None, Wire("channelId")] = None
    name: str | None = None
    inbox_id: Annotated[str | None, Wire("inboxId")] = None
    active: bool | None = None
    authorized: bool | None = None
    created_at: Annotated[str | None, Wire("createdAt")] = None
    delivery_identifier: Annotated[
        "DeliveryIdentifier | None",
        Wire("deliveryIdentifier"),
    ] = None


class ChannelAccountsPage(Model):
    """The answer of GetChannelAccounts."""

    results: list[ChannelAccount] | None = None
    total: int | None = None
    paging: "Paging | None" = None


class ChannelsPage(Model):
    """The answer of GetChannels."""

    results: list[Channel] | None = None
    total: int | None = None
    paging: "Paging | None" = None


class DeliveryIdentifier(Model):
    """`deliveryIdentifier` in the answer of GetASingleChannelAccount, and 5 more
    places.
    """

    type: str | None = None
    value: str | None = None


class Error(Model):
    """`errors` in the 207 answer of GetActors."""

    category: str | None = None
    context: dict[str, Any] | None = None
    errors: "list[ErrorDetail] | None" = None
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


class Inbox(Model):
    """The answer of GetASingleConversationsInbox, and 1 more place."""

    id: str
    name: str | None = None
    created_at: Annotated[str | None, Wire("createdAt")] = None
    updated_at: Annotated[str | None, Wire("updatedAt")] = None


class InboxesPage(Model):
    """The answer of GetConversationsInboxes."""

    results: list[Inbox] | None = None
    total: int | None = None
    paging: "Paging | None" = None


class Message(Model):
    """`results` in the answer of GetMessageHistoryForAThread."""

    archived: bool | None = None
    client: "MessageClient | None" = None
    created_at: Annotated[str | None, Wire("createdAt")] = None
    created_by: Annotated[str | None, Wire("createdBy")] = None
    direction: str | None = None
    id: str
    recipients: "list[Recipient] | None" = None
    senders: "list[Sender] | None" = None
    text: str | None = None
    truncation_status: Annotated[str | None, Wire("truncationStatus")] = None
    type: str | None = None
    updated_at: Annotated[str | None, Wire("updatedAt")] = None
    rich_text: Annotated[str | None, Wire("richText")] = None
    subject: str | None = None
    in_reply_to_id: Annotated[str | None, Wire("inReplyToId")] = None
    status: "MessageStatus | None" = None
    channel_id: Annotated[str | None, Wire("channelId")] = None
    channel_account_id: Annotated[str | None, Wire("channelAccountId")] = None
    conversations_thread_id: Annotated[
        str | None,
        Wire("conversationsThreadId"),
    ] = None


class MessageClient(Model):
    """`results.client` in the answer of GetMessageHistoryForAThread."""

    client_type: Annotated[str | None, Wire("clientType")] = None
    integration_app_id: Annotated[str | None, Wire("integrationAppId")] = None


class MessageStatus(Model):
    """`results.status` in the answer of GetMessageHistoryForAThread."""

    status_type: Annotated[str | None, Wire("statusType")] = None
    failure_details: Annotated[FailureDetails | None, Wire("failureDetails")] = None


class MessageValue(Model):
    """The answer of GetASingleMessage, and 1 more place."""

    value: str | None = None


class MessagesPage(Model):
    """The answer of GetMessageHistoryForAThread."""

    results: list[Message] | None = None
    paging: "Paging | None" = None


class NextPage(Model):
    """`paging.next` in the answer of GetChannelAccounts, and 4 more places."""

    after: str | None = None
    link: str | None = None


class OriginalContent(Model):
    """The answer of GetTheOriginalContentOfASingleMessage."""

    text: str | None = None
    rich_text: Annotated[str | None, Wire("richText")] = None
    """The rick text."""


class OutgoingMessage(Model):
    """The body of SendAMessageToAThread."""

    attachments: list[Any] | None = None
    channel_account_id: Annotated[str | None, Wire("channelAccountId")] = None
    channel_id: Annotated[str | None, Wire("channelId")] = None
    recipients: "list[OutgoingRecipient] | None" = None
    sender_actor_id: Annotated[str | None, Wire("senderActorId")] = None
    text: str | None = None
    type: str | None = None
    rich_text: Annotated[str | None, Wire("richText")] = None
    """The rick text."""
    subject: str | None = None


class OutgoingRecipient(Model):
    """`recipients` in the body of SendAMessageToAThread."""

    delivery_identifiers: Annotated[
        list[DeliveryIdentifier] | None,
        Wire("deliveryIdentifiers"),
    ] = None
    actor_id: Annotated[str | None, Wire("actorId")] = None
    name: str | None = None
    recipient_field: Annotated[str | None, Wire("recipientField")] = None
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
    results: list[Actor] | None = None
    started_at: Annotated[str | None, Wire("startedAt")] = None
    status: str | None = None
    num_errors: Annotated[str | None, Wire("numErrors")] = None
    errors: list[Error] | None = None
    requested_at: Annotated[str | None, Wire("requestedAt")] = None
    links: dict[str, Any] | None = None


class Recipient(Model):
    """`results.recipients` in the answer of GetMessageHistoryForAThread."""

    delivery_identifier: Annotated[
        DeliveryIdentifier | None,
        Wire("deliveryIdentifier"),
    ] = None
    actor_id: Annotated[str | None, Wire("actorId")] = None
    name: str | None = None
    recipient_field: Annotated[str | None, Wire("recipientField")] = None


class Sender(Model):
    """`results.senders` in the answer of GetMessageHistoryForAThread."""

    actor_id: Annotated[str | None, Wire("actorId")] = None
    name: str | None = None
    sender_field: Annotated[str | None, Wire("senderField")] = None
    delivery_identifier: Annotated[
        DeliveryIdentifier | None,
        Wire("deliveryIdentifier"),
    ] = None


class Thread(Model):
    """The answer of GetASingleThread, and 2 more places."""

    associated_contact_id: Annotated[str | None, Wire("associatedContactId")] = None
    created_at: Annotated[str | None, Wire("createdAt")] = None
    id: str
    inbox_id: Annotated[str | None, Wire("inboxId")] = None
    spam: bool | None = None
    status: str | None = None
    closed_at: Annotated[str | None, Wire("closedAt")] = None
    latest_message_timestamp: Annotated[
        str | None,
        Wire("latestMessageTimestamp"),
    ] = None
    latest_message_sent_timestamp: Annotated[
        str | None,
        Wire("latestMessageSentTimestamp"),
    ] = None
    latest_message_received_timestamp: Annotated[
        str | None,
        Wire("latestMessageReceivedTimestamp"),
    ] = None
    assigned_to: Annotated[str | None, Wire("assignedTo")] = None
    archived: bool | None = None


class ThreadRequest(Model):
    """The body of UpdateAThread."""

    status: str | None = None
    archived: bool | None = None


class ThreadsPage(Model):
    """The answer of GetThreads."""

    results: list[Thread] | None = None
    paging: Paging | None = None


class Token(Model):
    """The answer of GenerateAToken."""

    token: str | None = None


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
    first_name: Annotated[str | None, Wire("firstName")] = None
    last_name: Annotated[str | None, Wire("lastName")] = None
