"""A handwritten client for one operation, as a careful programmer would write it."""

from __future__ import annotations

from urllib.parse import quote

import httpx2
from pydantic import BaseModel, Field


class DeliveryIdentifier(BaseModel):
    type: str | None = None
    value: str | None = None


class Actor(BaseModel):
    actor_id: str | None = Field(None, alias="actorId")
    name: str | None = None
    delivery_identifier: DeliveryIdentifier | None = Field(
        None, alias="deliveryIdentifier"
    )


class Recipient(Actor):
    recipient_field: str | None = Field(None, alias="recipientField")


class Sender(Actor):
    sender_field: str | None = Field(None, alias="senderField")


class MessageClient(BaseModel):
    client_type: str | None = Field(None, alias="clientType")
    integration_app_id: str | None = Field(None, alias="integrationAppId")


class FailureDetails(BaseModel):
    error_message: str | None = Field(None, alias="errorMessage")


class MessageStatus(BaseModel):
    status_type: str | None = Field(None, alias="statusType")
    failure_details: FailureDetails | None = Field(None, alias="failureDetails")


class Message(BaseModel):
    archived: bool | None = None
    client: MessageClient | None = None
    created_at: str | None = Field(None, alias="createdAt")
    created_by: str | None = Field(None, alias="createdBy")
    direction: str | None = None
    id: str
    recipients: list[Recipient] | None = None
    senders: list[Sender] | None = None
    text: str | None = None
    truncation_status: str | None = Field(None, alias="truncationStatus")
    type: str | None = None
    updated_at: str | None = Field(None, alias="updatedAt")
    rich_text: str | None = Field(None, alias="richText")
    subject: str | None = None
    in_reply_to_id: str | None = Field(None, alias="inReplyToId")
    status: MessageStatus | None = None
    channel_id: str | None = Field(None, alias="channelId")
    channel_account_id: str | None = Field(None, alias="channelAccountId")
    conversations_thread_id: str | None = Field(None, alias="conversationsThreadId")


class NextPage(BaseModel):
    after: str | None = None
    link: str | None = None


class Paging(BaseModel):
    next: NextPage | None = None


class MessagesPage(BaseModel):
    results: list[Message] | None = None
    paging: Paging | None = None


def path(thread: str) -> str:
    """Return the path of the messages of a thread."""
    return f"/conversations/v3/conversations/threads/{quote(thread, safe='')}/messages"


def messages(client: httpx2.Client, thread: str) -> MessagesPage:
    """Return the first page of a thread.

    Raises `httpx2.HTTPError` and `pydantic.ValidationError`.
    """
    response = client.get(path(thread)).raise_for_status()
    return MessagesPage.model_validate_json(response.content)


async def amessages(client: httpx2.AsyncClient, thread: str) -> MessagesPage:
    """Return the first page of a thread, with an async client."""
    response = (await client.get(path(thread))).raise_for_status()
    return MessagesPage.model_validate_json(response.content)
