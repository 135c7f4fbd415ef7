"""Credentials: values that do not show themselves, and where they go in a request."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

from .errors import MissingArgument

if TYPE_CHECKING:
    from .flow import Call, Flow

T = TypeVar("T")

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


@dataclass(frozen=True, slots=True)
class Credentials:
    """What is added to a request to prove who calls."""

    headers: Mapping[str, Secret] = field(default_factory=dict[str, Secret])
    query: Mapping[str, Secret] = field(default_factory=dict[str, Secret])
    raw: tuple[Secret, ...] = ()
    """The secrets as the person gave them: also to be kept out of messages."""
    woven: tuple[Secret, ...] = ()
    """Secrets that policies put into URLs and bodies, as they stand there."""

    def __or__(self, other: Credentials) -> Credentials:
        return Credentials(
            {**self.headers, **other.headers},
            {**self.query, **other.query},
            (*self.raw, *other.raw),
            (*self.woven, *other.woven),
        )

    def scrub(self, text: str) -> str:
        """The text, with `***` in place of each secret; a very short one would only garble it."""
        hidden = (*self.headers.values(), *self.query.values())
        secrets = (*hidden, *self.raw, *self.woven)
        for value in sorted((s.reveal() for s in secrets), key=len, reverse=True):
            if len(value) >= _SHORTEST:
                text = text.replace(value, "***")
        return text


class Auth(Protocol):
    """A way to prove who calls."""

    def credentials(self) -> Credentials:
        """What to add to each request."""
        ...


class Tokens:
    """Access tokens that are asked for when a request needs one: the base of all ways to get them."""

    def credentials(self) -> Credentials:
        """Nothing to add beforehand; the secrets to keep out of messages."""
        return Credentials()

    def token(self, call: Call) -> Flow[Secret]:
        """The token for the next request of a call."""
        raise NotImplementedError

    def refuse(self, token: Secret) -> None:
        """Do not give this one again: the API answered it with 401."""

    def __reduce__(self) -> Any:
        raise TypeError("what has secrets cannot be pickled")


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

    username: str | Secret
    password: Secret | None = None
    """`None` for an empty one."""

    def credentials(self) -> Credentials:
        """Both, as an `Authorization` header."""
        name, password = self.username, self.password or Secret("")
        plain = name.reveal() if isinstance(name, Secret) else name
        pair = f"{plain}:{password.reveal()}".encode()
        encoded = base64.b64encode(pair).decode()
        hidden = (name,) if isinstance(name, Secret) else ()
        return Credentials(
            headers={"Authorization": Secret(f"Basic {encoded}")},
            raw=(password, Secret(encoded), *hidden),
        )


def either(*ways: tuple[tuple[object, ...], Callable[[], T]]) -> T:
    """The first of several ways whose arguments are complete; each comes with its arguments.

    One that an argument was given for comes before those that only the environment completes.
    Raises `MissingArgument` where none is complete.
    """
    missing: MissingArgument | None = None
    for given, way in sorted(ways, key=lambda one: not _any_given(one[0])):
        try:
            return way()
        except MissingArgument as error:
            missing = missing or error
            if _any_given(given):
                break
    raise missing or TypeError("no way was given")


def _any_given(arguments: tuple[object, ...]) -> bool:
    return any(one is not None for one in arguments)


def _prefixed(prefix: str, value: str) -> str:
    typed = value[: len(prefix)].lower() == prefix.lower()
    return value if typed else prefix + value
