"""The models of HubSpot Conversations V2.

Undeclared properties of a response are kept in `model_extra`, and undeclared values of
an enumeration are accepted. A field that is missing in a response is None.
"""

from typing import Annotated, Any

from ._runtime.decode.model import Model, Wire


class Actor(Model):
    """Returned by `client.actors.get`."""

    id: str
    type: str | None = None
    name: str | None = None
    email: str | None = None
    avatar: str | None = None


class ActorBatch(Model):
    """Returned by `client.actors.get_many`."""

    completed_at: Annotated[str | None, Wire("completedAt")] = None
    results: list[Actor] | None = None
    started_at: Annotated[str | None, Wire("startedAt")] = None
    status: str | None = None
    requested_at: Annotated[str | None, Wire("requestedAt")] = None
    links: dict[str, Any] | None = None


class ActorRequest(Model):
    """The body of `client.actors.get_many`."""

    inputs: list[str] | None = None


class Channel(Model):
    """Returned by `client.channels.list` and 1 more."""

    id: str
    name: str | None = None


class ChannelAccount(Model):
    """Returned by `client.channel_accounts.list` and 1 more."""

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
    """A page of `client.channel_accounts.list`."""

    results: list[ChannelAccount] | None = None
    total: int | None = None
    paging: "Paging | None" = None


class ChannelsPage(Model):
    """A page of `client.channels.list`."""

    results: list[Channel] | None = None
    total: int | None = None
    paging: "Paging | None" = None


class DeliveryIdentifier(Model):
    """Used in `ChannelAccount.delivery_identifier` and 4 more fields."""

    type: str | None = None
    value: str | None = None


class Error(Model):
    """Used in `PartialActorBatch.errors`."""

    category: str | None = None
    context: dict[str, Any] | None = None
    errors: "list[ErrorDetail] | None" = None
    links: dict[str, Any] | None = None
    message: str | None = None
    status: str | None = None
    id: str | None = None
    sub_category: Annotated[dict[str, Any] | None, Wire("subCategory")] = None


class ErrorDetail(Model):
    """Used in `Error.errors` and 1 more field."""

    message: str | None = None
    in_: Annotated[str | None, Wire("in")] = None
    code: str | None = None
    sub_category: Annotated[str | None, Wire("subCategory")] = None
    context: dict[str, Any] | None = None


class FailureDetails(Model):
    """Used in `MessageStatus.failure_details`."""

    error_message: Annotated[str | None, Wire("errorMessage")] = None


class Inbox(Model):
    """Returned by `client.inboxes.list` and 1 more."""

    id: str
    name: str | None = None
    created_at: Annotated[str | None, Wire("createdAt")] = None
    updated_at: Annotated[str | None, Wire("updatedAt")] = None


class InboxesPage(Model):
    """A page of `client.inboxes.list`."""

    results: list[Inbox] | None = None
    total: int | None = None
    paging: "Paging | None" = None


class Message(Model):
    """Returned by `client.messages.list`."""

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
    """Used in `Message.client`."""

    client_type: Annotated[str | None, Wire("clientType")] = None
    integration_app_id: Annotated[str | None, Wire("integrationAppId")] = None


class MessageStatus(Model):
    """Used in `Message.status`."""

    status_type: Annotated[str | None, Wire("statusType")] = None
    failure_details: Annotated[FailureDetails | None, Wire("failureDetails")] = None


class MessageValue(Model):
    """Returned by `client.messages.get` and 1 more."""

    value: str | None = None


class MessagesPage(Model):
    """A page of `client.messages.list`."""

    results: list[Message] | None = None
    paging: "Paging | None" = None


class NextPage(Model):
    """Used in `Paging.next`."""

    after: str | None = None
    link: str | None = None


class OriginalContent(Model):
    """Returned by `client.messages.get_original_content`."""

    text: str | None = None
    rich_text: Annotated[str | None, Wire("richText")] = None
    """The rick text."""


class OutgoingMessage(Model):
    """The body of `client.messages.send`."""

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
    """Used in `OutgoingMessage.recipients`."""

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
    """Used in `ChannelAccountsPage.paging` and 4 more fields."""

    next: NextPage | None = None


class PartialActorBatch(Model):
    """Returned by `client.actors.get_many`."""

    completed_at: Annotated[str | None, Wire("completedAt")] = None
    results: list[Actor] | None = None
    started_at: Annotated[str | None, Wire("startedAt")] = None
    status: str | None = None
    num_errors: Annotated[str | None, Wire("numErrors")] = None
    errors: list[Error] | None = None
    requested_at: Annotated[str | None, Wire("requestedAt")] = None
    links: dict[str, Any] | None = None


class Recipient(Model):
    """Used in `Message.recipients`."""

    delivery_identifier: Annotated[
        DeliveryIdentifier | None,
        Wire("deliveryIdentifier"),
    ] = None
    actor_id: Annotated[str | None, Wire("actorId")] = None
    name: str | None = None
    recipient_field: Annotated[str | None, Wire("recipientField")] = None


class Sender(Model):
    """Used in `Message.senders`."""

    actor_id: Annotated[str | None, Wire("actorId")] = None
    name: str | None = None
    sender_field: Annotated[str | None, Wire("senderField")] = None
    delivery_identifier: Annotated[
        DeliveryIdentifier | None,
        Wire("deliveryIdentifier"),
    ] = None


class Thread(Model):
    """Returned by `client.threads.list` and 2 more."""

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
    """The body of `client.threads.update`."""

    status: str | None = None
    archived: bool | None = None


class ThreadsPage(Model):
    """A page of `client.threads.list`."""

    results: list[Thread] | None = None
    paging: Paging | None = None


class Token(Model):
    """Returned by `client.visitor_tokens.create`."""

    token: str | None = None


class TokenError(Model):
    """The 500 response of `client.visitor_tokens.create`."""

    category: str | None = None
    correlation_id: Annotated[str | None, Wire("correlationId")] = None
    message: str | None = None
    sub_category: Annotated[str | None, Wire("subCategory")] = None
    errors: list[ErrorDetail] | None = None
    context: dict[str, Any] | None = None
    links: dict[str, Any] | None = None


class TokenRequest(Model):
    """The body of `client.visitor_tokens.create`."""

    email: str | None = None
    first_name: Annotated[str | None, Wire("firstName")] = None
    last_name: Annotated[str | None, Wire("lastName")] = None
