"""What a call of Observatory can raise."""

from __future__ import annotations

from ._runtime.auth.token_error import TokenError
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
from ._runtime.errors import ConnectorError as ObservatoryError

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
    "ObservatoryError",
    "RateLimited",
    "ServerFault",
    "StatusError",
    "TimedOut",
    "TokenError",
    "Unauthorized",
    "Unprocessable",
]
