"""The error of an authorization server that gives no access token."""

from __future__ import annotations

from ..errors import ConnectorError


class TokenError(ConnectorError):
    """The authorization server gave no access token."""

    status: int
    """The HTTP status code of its answer."""
    error: str | None
    """The code of OAuth 2.0, such as `invalid_client` (RFC 6749, 5.2); `None` where it says none."""
    description: str | None
    """What the server says about it, with secrets masked."""

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
