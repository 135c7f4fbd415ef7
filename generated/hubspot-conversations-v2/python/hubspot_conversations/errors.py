"""The errors that a call of HubSpot Conversations V2 can raise."""

from __future__ import annotations

from ._runtime.errors import (
    BadRequestError,
    ClosedClientError,
    ConflictError,
    DecodeError,
    ForbiddenError,
    ForeignLinkError,
    InvalidRequestError,
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
from ._runtime.paging.endless import PagingError
from ._runtime.errors import ConnectorError as HubspotConversationsError

__all__ = [
    "BadRequestError",
    "ClosedClientError",
    "ConflictError",
    "DecodeError",
    "ForbiddenError",
    "ForeignLinkError",
    "HubspotConversationsError",
    "InvalidRequestError",
    "MissingArgumentError",
    "MissingCredentialError",
    "NetworkError",
    "NetworkTimeoutError",
    "NotFoundError",
    "PagingError",
    "RateLimitError",
    "ServerError",
    "StatusError",
    "UnauthorizedError",
    "UnprocessableError",
]
