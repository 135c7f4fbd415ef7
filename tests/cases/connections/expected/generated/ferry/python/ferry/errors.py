"""What a call of Ferry can raise."""

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
from ._runtime.errors import ConnectorError as FerryError

__all__ = [
    "BadRequest",
    "Conflict",
    "ConnectionFailed",
    "DecodeError",
    "FerryError",
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
