"""Ways to prove who calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from .secret import Credentials, Secret


class Auth(Protocol):
    """A way to prove who calls."""

    def credentials(self) -> Credentials:
        """What to add to each request."""
        ...


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key in a header or in the query, as Swagger's `apiKey`."""

    location: Literal["header", "query"]
    name: str
    value: Secret
    prefix: str = ""
    """What the server wants before the key, such as `Bearer `; added unless the person typed it too."""

    def credentials(self) -> Credentials:
        """The key, in its place."""
        whole = Secret(_prefixed(self.prefix, self.value.reveal()))
        if self.location == "header":
            return Credentials(headers={self.name: whole}, raw=(self.value,))
        return Credentials(query={self.name: whole}, raw=(self.value,))


def _prefixed(prefix: str, value: str) -> str:
    typed = value[: len(prefix)].lower() == prefix.lower()
    return value if typed else prefix + value
