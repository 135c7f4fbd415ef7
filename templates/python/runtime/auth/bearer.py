"""Authentication by an access token."""

from __future__ import annotations

from dataclasses import dataclass

from .schemes import ApiKey
from .secret import Credentials, Secret


@dataclass(frozen=True, slots=True)
class Bearer:
    """An access token (RFC 6750)."""

    token: Secret

    def credentials(self) -> Credentials:
        """Return the token as an `Authorization` header."""
        return ApiKey("header", "Authorization", self.token, "Bearer ").credentials()
