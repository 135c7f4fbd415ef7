"""Errors below httpx2, as errors of httpx2. Imported when one occurs."""

from __future__ import annotations

import ssl

import httpx2

_LIBRARIES = frozenset(
    {"anyio", "h11", "h2", "hpack", "httpcore", "httpcore2", "httpx2", "idna", "zlib"}
)


def translated(error: Exception, request: httpx2.Request) -> httpx2.RequestError:
    """Return the error of httpx2 for one of the libraries below it, or of the connection.

    Raises the error itself if it is of another kind: the functions of the user that run while a
    request is sent, such as a stream or a progress report, raise their own.
    """
    library = type(error).__module__.partition(".")[0]
    words = " ".join(str(error).split())
    brief = f"{type(error).__name__}: {words}" if words else type(error).__name__
    if isinstance(error, ssl.SSLError | ConnectionError):
        kind: type[httpx2.RequestError] = httpx2.ReadError
    elif library in _LIBRARIES or isinstance(error, UnicodeError):
        kind = httpx2.RemoteProtocolError
    elif isinstance(error, RuntimeError) and "closed" in words:
        kind = httpx2.LocalProtocolError
    else:
        raise error
    found = kind(brief, request=request)
    found.__cause__ = error
    return found
