"""Values that do not show themselves, and where they go in a request."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx2

_SHORTEST = 6


class Secret:
    """Text that is never shown: repr, str and format give `***`, and it cannot be pickled."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The text itself."""
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
    """What is added to a request to prove who calls."""

    headers: Mapping[str, Secret] = field(default_factory=dict[str, Secret])
    query: Mapping[str, Secret] = field(default_factory=dict[str, Secret])
    raw: tuple[Secret, ...] = ()
    """The secrets as the person gave them: also to be kept out of messages."""

    def __or__(self, other: Credentials) -> Credentials:
        return Credentials(
            {**self.headers, **other.headers},
            {**self.query, **other.query},
            (*self.raw, *other.raw),
        )

    def secrets(self) -> tuple[Secret, ...]:
        """All of them, to be kept out of messages."""
        return (*self.headers.values(), *self.query.values(), *self.raw)

    def scrub(self, text: str) -> str:
        """The text, with `***` in place of each secret; a very short one would only garble it."""
        each = (secret.reveal() for secret in self.secrets())
        for value in sorted(each, key=len, reverse=True):
            if len(value) >= _SHORTEST:
                text = text.replace(value, "***")
        return text

    @property
    def embedded(self) -> bool:
        """Whether a secret is within the path, a header of another name, or the body."""
        return False

    def masked(self, request: httpx2.Request) -> httpx2.Request:
        """A request without the secrets that are embedded in it."""
        return request

    def outline(self) -> Credentials:
        """The names of the headers alone, and what is embedded: to recognise secrets elsewhere."""
        return Credentials(headers=dict.fromkeys(self.headers, _BLANK))
