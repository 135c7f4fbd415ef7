"""What a call of Tide Tables can raise."""

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
from ._runtime.errors import ConnectorError as TideTablesError

__all__ = [
    "BadRequest",
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
    "TideTablesError",
    "TimedOut",
    "Unauthorized",
    "Unprocessable",
]
