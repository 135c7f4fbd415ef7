"""Authentication schemes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from .secret import Credentials, Secret


class Auth(Protocol):
    """An authentication scheme."""

    def credentials(self) -> Credentials:
        """Return the credentials to add to each request."""
        ...


class AuthByOperation:
    """The base of authentication that depends on the operation."""

    def of(self, operation: str) -> tuple[Auth, ...]:
        """Return the schemes for an operation, by its `operationId`."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key in a header or in the query: the security scheme `apiKey`."""

    location: Literal["header", "query"]
    name: str
    value: Secret
    prefix: str = ""
    """The prefix that the server requires, such as `Bearer `; added unless the key starts with it."""

    def credentials(self) -> Credentials:
        """Return the key as a header or a query parameter."""
        prefixed = Secret(_prefixed(self.prefix, self.value.reveal()))
        if self.location == "header":
            return Credentials(headers={self.name: prefixed}, raw=(self.value,))
        return Credentials(query={self.name: prefixed}, raw=(self.value,))


def _prefixed(prefix: str, value: str) -> str:
    has_prefix = value[: len(prefix)].lower() == prefix.lower()
    return value if has_prefix else prefix + value
