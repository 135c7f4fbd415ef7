"""What a call of Harbour can raise."""

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
from ._runtime.triggers.webhooks import WebhookError
from ._runtime.errors import ConnectorError as HarbourError

__all__ = [
    "BadRequest",
    "Conflict",
    "ConnectionFailed",
    "DecodeError",
    "Forbidden",
    "ForeignLink",
    "HarbourError",
    "MissingArgument",
    "MissingCredential",
    "NotFound",
    "RateLimited",
    "ServerFault",
    "StatusError",
    "TimedOut",
    "Unauthorized",
    "Unprocessable",
    "WebhookError",
]
