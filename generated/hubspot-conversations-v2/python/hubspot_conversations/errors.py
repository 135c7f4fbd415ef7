"""The errors that a call of HubSpot Conversations V2 can raise."""

from __future__ import annotations

from ._runtime.errors import (
    BadRequestError,
    ConflictError,
    DecodeError,
    ForbiddenError,
    ForeignLinkError,
    MissingArgumentError,
    MissingCredentialError,
    NetworkError,
    NetworkTimeoutError,
    NotFoundError,
    RateLimitError,
    ServerError,
    StatusError,
    UnauthorizedError,
    UnprocessableError,
)
from ._runtime.errors import ConnectorError as HubspotConversationsError

__all__ = [
    "BadRequestError",
    "ConflictError",
    "DecodeError",
    "ForbiddenError",
    "ForeignLinkError",
    "HubspotConversationsError",
    "MissingArgumentError",
    "MissingCredentialError",
    "NetworkError",
    "NetworkTimeoutError",
    "NotFoundError",
    "RateLimitError",
    "ServerError",
    "StatusError",
    "UnauthorizedError",
    "UnprocessableError",
]
