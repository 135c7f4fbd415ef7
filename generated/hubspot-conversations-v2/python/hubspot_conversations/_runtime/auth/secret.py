"""Secret values, and their places in a request."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx2

_MIN_LENGTH = 6
"""The characters of the shortest secret that is masked: masking shorter ones would garble texts."""


class Secret:
    """Text that is never shown: repr, str and format give `***`, and it cannot be pickled."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the text itself."""
        return self._value

    def __repr__(self) -> str:
        return "***"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._value.encode(), other._value.encode())

    def __hash__(self) -> int:
        return hash(self._value)

    def __copy__(self) -> Secret:
        return self

    def __deepcopy__(self, memo: object) -> Secret:
        return self

    def __reduce__(self) -> Any:
        raise TypeError("a secret cannot be pickled")


_BLANK = Secret("")


@dataclass(frozen=True, slots=True)
class Credentials:
    """The headers and query parameters that authenticate a request."""

    headers: Mapping[str, Secret] = field(default_factory=dict[str, Secret])
    query: Mapping[str, Secret] = field(default_factory=dict[str, Secret])
    raw: tuple[Secret, ...] = ()
    """The secrets as the user gave them, to be masked in messages as well."""

    def __or__(self, other: Credentials) -> Credentials:
        return Credentials(
            {**self.headers, **other.headers},
            {**self.query, **other.query},
            (*self.raw, *other.raw),
        )

    def secrets(self) -> tuple[Secret, ...]:
        """Return all secrets to mask in messages."""
        return (*self.headers.values(), *self.query.values(), *self.raw)

    def scrub(self, text: str) -> str:
        """Return the text with `***` for each secret, also escaped, except for very short ones."""
        values = {secret.reveal() for secret in self.secrets()}
        long = [value for value in values if len(value) >= _MIN_LENGTH]
        if not long:
            return text
        from ..encode.forms import masked  # most calls have no message

        return masked(text, long)

    @property
    def embedded(self) -> bool:
        """True if a secret is part of the path, of another header or of the body."""
        return False

    def masked(self, request: httpx2.Request) -> httpx2.Request:
        """Return a request with its embedded secrets masked."""
        return request

    def outline(self) -> Credentials:
        """Return the header names and the embedded secrets, to mask them in other requests."""
        return Credentials(headers=dict.fromkeys(self.headers, _BLANK))
