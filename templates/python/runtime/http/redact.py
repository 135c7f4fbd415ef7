"""Requests as they may be shown: no credential in a URL, a header, a log line or a pickle."""

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
# All that another host needs to know of a request that was redirected to it.
_PUBLIC_HEADERS = frozenset(
    {"accept", "accept-encoding", "accept-language", "user-agent", "connection", "host"}
)


class PrivateURL(httpx2.URL):
    """A URL that is sent as it is and printed without its secrets: httpx2 logs the URL of each request."""

    def __init__(self, url: str, shown: str) -> None:
        self._shown = (
            shown  # first: a crash report shows one that could not be read, too
        )
        super().__init__(url)

    def __str__(self) -> str:
        return self._shown

    def __repr__(self) -> str:
        return f"URL({self._shown!r})"


def private_url(url: str, credentials: Credentials) -> httpx2.URL:
    """The URL with the credentials that belong in its query. One that it already has is replaced."""
    # A link of a server can have a fragment, which is not sent: a key behind it would not be, either.
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
    # One that hides nothing need not be read a second time to be shown.
    return httpx2.URL(whole) if whole == printed else PrivateURL(whole, printed)


def _with_query(base: str, parts: list[str]) -> str:
    return f"{base}?{'&'.join(parts)}" if parts else base


def _mask_part(part: str) -> str:
    name = part.partition("=")[0]
    folded = _fold(unquote_plus(name))
    secret = folded in _SECRET_NAMES or folded.endswith(_SECRET_ENDS)
    return f"{name}={_MASK}" if secret else part


def shown(request: httpx2.Request, credentials: Credentials) -> httpx2.Request:
    """The request as an error may keep it: secrets masked, the body in memory or gone."""
    clean = copy.copy(request)
    if isinstance(request.url, PrivateURL):
        # Printed, then read again: a plain URL that never held the secret.
        clean.url = httpx2.URL(str(request.url))
    names = {name.lower().encode() for name in credentials.headers}
    clean.headers = httpx2.Headers(
        [
            (name, b"***" if name.lower() in names or _tells(name) else value)
            for name, value in request.headers.raw
        ]
    )
    return credentials.masked(clean) if credentials.embedded else clean


def same_origin(one: httpx2.URL, other: httpx2.URL) -> bool:
    """Whether both have the same scheme, host and port."""
    return (one.scheme, one.raw_host, one.port) == (
        other.scheme,
        other.raw_host,
        other.port,
    )


def forgotten(error: BaseException) -> None:
    """Drop the frames below an error: their local variables hold headers as they were sent."""
    seen: BaseException | None = error
    while seen is not None:
        seen.__traceback__ = None
        seen = seen.__cause__ or seen.__context__


def public(request: httpx2.Request, content: bool) -> httpx2.Headers:
    """The headers of a request that may be sent to any host; with `content`, those of its body too."""

    def harmless(names: Iterable[str]) -> list[tuple[str, str]]:
        return [(n, request.headers[n]) for n in names if n in request.headers]

    body = ["content-type", "content-length", "transfer-encoding"] if content else []
    fields = harmless([*sorted(_PUBLIC_HEADERS), *body])
    return httpx2.Headers(fields, encoding=request.headers.encoding)


@lru_cache(maxsize=256)
def _tells(header: bytes) -> bool:
    """Whether a header holds a secret, by its name."""
    return _fold(header.decode("latin-1")).endswith(_HEADER_ENDS)


def _fold(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "")
