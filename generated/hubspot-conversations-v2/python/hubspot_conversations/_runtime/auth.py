"""Credentials: values that do not show themselves, and where they go in a request."""

from __future__ import annotations

import base64
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from .errors import MissingCredential

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


def secret(argument: str, value: str | Secret | None, env: str | None = None) -> Secret:
    """The credential that was given as `argument`, else the one in the environment variable `env`.

    White space around it is cut off, as files and consoles leave some. Raises `MissingCredential`
    where there is none, `ValueError` where it cannot be sent.
    """
    if isinstance(value, Secret):
        value = value.reveal()
    if value is None and env is not None:
        value = os.environ.get(env)
    text = (value or "").strip()
    if not text:
        raise MissingCredential(argument, env)
    if not text.isprintable():
        raise ValueError(f"{argument} holds a line break or a control character")
    return Secret(text)


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

    def scrub(self, text: str) -> str:
        """The text, with `***` in place of each secret; a very short one would only garble it."""
        secrets = (*self.headers.values(), *self.query.values(), *self.raw)
        for value in sorted((s.reveal() for s in secrets), key=len, reverse=True):
            if len(value) >= _SHORTEST:
                text = text.replace(value, "***")
        return text


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


@dataclass(frozen=True, slots=True)
class Bearer:
    """An access token (RFC 6750)."""

    token: Secret

    def credentials(self) -> Credentials:
        """The token, as an `Authorization` header."""
        return ApiKey("header", "Authorization", self.token, "Bearer ").credentials()


@dataclass(frozen=True, slots=True)
class Basic:
    """A name and a password (RFC 7617)."""

    username: str
    password: Secret

    def credentials(self) -> Credentials:
        """Both, as an `Authorization` header."""
        pair = f"{self.username}:{self.password.reveal()}".encode()
        encoded = base64.b64encode(pair).decode()
        return Credentials(
            headers={"Authorization": Secret(f"Basic {encoded}")},
            raw=(self.password, Secret(encoded)),
        )


def _prefixed(prefix: str, value: str) -> str:
    typed = value[: len(prefix)].lower() == prefix.lower()
    return value if typed else prefix + value
