"""Secrets that policies put into URLs, headers and bodies."""

from __future__ import annotations

from dataclasses import dataclass

import httpx2

from ..auth.secret import Credentials, Secret


@dataclass(frozen=True, slots=True)
class WovenCredentials(Credentials):
    """Credentials of which some are within other text."""

    woven: tuple[Secret, ...] = ()
    """Secrets that policies put into URLs and bodies, as they stand there."""

    def __or__(self, other: Credentials) -> WovenCredentials:
        both = Credentials.__or__(self, other)
        woven = other.woven if isinstance(other, WovenCredentials) else ()
        return WovenCredentials(
            both.headers, both.query, both.raw, (*self.woven, *woven)
        )

    def secrets(self) -> tuple[Secret, ...]:
        """All of them, to be kept out of messages."""
        return (*Credentials.secrets(self), *self.woven)

    @property
    def embedded(self) -> bool:
        """Whether policies have put any into other text."""
        return bool(self.woven)

    def masked(self, request: httpx2.Request) -> httpx2.Request:
        """A request without the secrets in its headers and its body."""
        headers = [(n, self.scrub(v)) for n, v in request.headers.multi_items()]
        try:
            content = request.content
        except httpx2.RequestNotRead:  # a file: no policy writes into one
            request.headers = httpx2.Headers(headers, encoding=request.headers.encoding)
            return request
        body = self.scrub(content.decode("utf-8", "surrogateescape"))
        return httpx2.Request(
            request.method,
            request.url,
            headers=[(n, v) for n, v in headers if n != "content-length"],
            content=body.encode("utf-8", "surrogateescape"),
            extensions=request.extensions,
        )

    def outline(self) -> Credentials:
        """The names of the headers, and what is within other text."""
        names = Credentials.outline(self)
        return WovenCredentials(headers=names.headers, woven=self.woven)
