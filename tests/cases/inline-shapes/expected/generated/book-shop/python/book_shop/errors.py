"""What a call of Book Shop can raise."""

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
from ._runtime.errors import ConnectorError as BookShopError

__all__ = [
    "BadRequest",
    "BookShopError",
    "Conflict",
    "ConnectionFailed",
    "DecodeError",
    "Forbidden",
    "ForeignLink",
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
