"""Masked requests: no credential in a URL, a header, a log line or a pickle."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, unquote_plus

import httpx2

from ..auth.secret import Credentials

_MASK = "***"
_SECRET_ENDS = (
    "apikey",
    "secret",
    "password",
    "subscriptionkey",
    "accesstoken",
    "sig",
    "signature",
)
_SECRET_NAMES = frozenset({"key", "token", "code", "auth", "pwd"})
_HEADER_ENDS = (
    "authorization",
    "key",
    "token",
    "secret",
    "password",
    "signature",
    "cookie",
)
# The only headers that are sent along with a redirect to another origin.
_PUBLIC_HEADERS = frozenset(
    {"accept", "accept-encoding", "accept-language", "user-agent", "connection", "host"}
)


class PrivateURL(httpx2.URL):
    """A URL whose secrets are sent but not printed: httpx2 logs the URL of each request."""

    def __init__(self, url: str, shown: str) -> None:
        self._shown = shown  # first: tracebacks show a URL that cannot be parsed, too
        super().__init__(url)

    def __str__(self) -> str:
        return self._shown

    def __repr__(self) -> str:
        return f"URL({self._shown!r})"


def private_url(url: str, credentials: Credentials) -> httpx2.URL:
    """Return the URL with the credentials in its query; they replace parameters of the same names."""
    # A link may have a fragment. A key that is appended to it would not be sent.
    base, _, query = url.partition("#")[0].partition("?")
    kept = [
        part
        for part in query.split("&")
        if part and unquote_plus(part.partition("=")[0]) not in credentials.query
    ]
    added = [
        f"{quote(name, safe='')}={quote(secret.reveal(), safe='')}"
        for name, secret in credentials.query.items()
    ]
    hidden = [f"{quote(name, safe='')}={_MASK}" for name in credentials.query]
    printed = _with_query(base, [*map(_mask_part, kept), *hidden])
    if credentials.embedded:
        printed = credentials.scrub(printed)
    whole = _with_query(base, [*kept, *added])
    # Without a secret there is nothing to mask.
    return httpx2.URL(whole) if whole == printed else PrivateURL(whole, printed)


def _with_query(base: str, parts: list[str]) -> str:
    return f"{base}?{'&'.join(parts)}" if parts else base


def _mask_part(part: str) -> str:
    name = part.partition("=")[0]
    folded = _fold(unquote_plus(name))
    secret = folded in _SECRET_NAMES or folded.endswith(_SECRET_ENDS)
    return f"{name}={_MASK}" if secret else part


def masked_request(request: httpx2.Request, credentials: Credentials) -> httpx2.Request:
    """Return a copy of the request with its secrets masked, for errors and logs."""
    clean = copy.copy(request)
    if isinstance(request.url, PrivateURL):
        # A plain URL that has never held the secret.
        clean.url = httpx2.URL(str(request.url))
    names = {name.lower().encode() for name in credentials.headers}
    clean.headers = httpx2.Headers(
        [
            (name, b"***" if name.lower() in names or _is_secret(name) else value)
            for name, value in request.headers.raw
        ]
    )
    return credentials.masked(clean) if credentials.embedded else clean


def same_origin(url: httpx2.URL, other: httpx2.URL) -> bool:
    """Return whether both have the same scheme, host and port."""
    return (url.scheme, url.raw_host, url.port) == (
        other.scheme,
        other.raw_host,
        other.port,
    )


def drop_tracebacks(error: BaseException) -> None:
    """Remove the tracebacks of an error and its causes: local variables hold unmasked headers."""
    current: BaseException | None = error
    while current is not None:
        current.__traceback__ = None
        current = current.__cause__ or current.__context__


def public(request: httpx2.Request, content: bool) -> httpx2.Headers:
    """Return the headers that may be sent to any host; with `content`, those of the body too."""

    def present(names: Iterable[str]) -> list[tuple[str, str]]:
        return [(n, request.headers[n]) for n in names if n in request.headers]

    body = ["content-type", "content-length", "transfer-encoding"] if content else []
    fields = present([*sorted(_PUBLIC_HEADERS), *body])
    return httpx2.Headers(fields, encoding=request.headers.encoding)


@lru_cache(maxsize=256)
def _is_secret(header: bytes) -> bool:
    """Return whether a header holds a secret, judged by its name."""
    return _fold(header.decode("latin-1")).endswith(_HEADER_ENDS)


def _fold(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "")
