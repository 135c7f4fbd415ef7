"""What a call of HubSpot Conversations V2 can raise."""

from __future__ import annotations

from ._runtime.errors import (
    BadRequest,
    Conflict,
    ConnectionFailed,
    DecodeError,
    Forbidden,
    ForeignLink,
    MissingArgument,
    MissingCredential,
    NotFound,
    RateLimited,
    ServerFault,
    StatusError,
    TimedOut,
    Unauthorized,
    Unprocessable,
)
from ._runtime.errors import ConnectorError as HubspotConversationsError

__all__ = [
    "BadRequest",
    "Conflict",
    "ConnectionFailed",
    "DecodeError",
    "Forbidden",
    "ForeignLink",
    "HubspotConversationsError",
    "MissingArgument",
    "MissingCredential",
    "NotFound",
    "RateLimited",
    "ServerFault",
    "StatusError",
    "TimedOut",
    "Unauthorized",
    "Unprocessable",
]
