"""Secrets that policies insert in URLs, headers and bodies."""

from __future__ import annotations

from dataclasses import dataclass

import httpx2

from ..auth.secret import Credentials, Secret


@dataclass(frozen=True, slots=True)
class EmbeddedCredentials(Credentials):
    """Credentials, with the secrets that are part of other text."""

    secrets_in_text: tuple[Secret, ...] = ()
    """The secrets that policies inserted in URLs and bodies, encoded as they are there."""

    def __or__(self, other: Credentials) -> EmbeddedCredentials:
        both = Credentials.__or__(self, other)
        added = other.secrets_in_text if isinstance(other, EmbeddedCredentials) else ()
        return EmbeddedCredentials(
            both.headers, both.query, both.raw, (*self.secrets_in_text, *added)
        )

    def secrets(self) -> tuple[Secret, ...]:
        """Return all secrets to mask in messages."""
        return (*Credentials.secrets(self), *self.secrets_in_text)

    @property
    def embedded(self) -> bool:
        """True if policies have inserted a secret in other text."""
        return bool(self.secrets_in_text)

    def masked(self, request: httpx2.Request) -> httpx2.Request:
        """Return a request with the secrets in its headers and its body masked."""
        headers = [(n, self.scrub(v)) for n, v in request.headers.multi_items()]
        try:
            content = request.content
        except httpx2.RequestNotRead:  # a file, which no policy changes
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
        """Return the header names and the embedded secrets."""
        names = Credentials.outline(self)
        return EmbeddedCredentials(
            headers=names.headers, secrets_in_text=self.secrets_in_text
        )
