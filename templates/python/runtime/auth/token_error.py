"""The error of a failed token request."""

from __future__ import annotations

from ..errors import ConnectorError


class TokenError(ConnectorError):
    """A token request that the authorization server refused."""

    status: int
    """The HTTP status code of its response."""
    error: str | None
    """The OAuth 2.0 error code, such as `invalid_client` (RFC 6749, 5.2); `None` if missing."""
    description: str | None
    """The server's description of the error, with secrets masked; `None` if missing."""

    def __init__(
        self,
        message: str,
        *,
        operation: str,
        status: int,
        error: str | None = None,
        description: str | None = None,
    ) -> None:
        super().__init__(message, operation=operation)
        self.status = status
        self.error = error
        self.description = description
