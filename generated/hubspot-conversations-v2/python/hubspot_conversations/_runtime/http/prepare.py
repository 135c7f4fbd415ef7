"""The request that comes of an operation, of what a client knows and of what one call says otherwise.

It is imported for the first call: a client is made sooner than all that a call may need is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

import httpx2

from ..auth.secret import Credentials
from ..bodies.body import Payload
from ..encode.text import header_fields, query_string
from ..errors import ForeignLinkError
from ..operation import Operation
from ..unset import Unset
from .flow import Call, Sender
from .progress import Metered
from .redact import private_url, same_origin
from .settings import CallOptions, Settings, check, check_options

_NOTHING = Payload()


def prepare(
    operation: Operation[Any],
    settings: Settings,
    options: CallOptions,
    http: httpx2.Client | httpx2.AsyncClient,
    files: ExitStack,
) -> Call:
    """The call of an operation; `files` closes what its body opened.

    Raises `ValueError` and `TypeError` for an argument that cannot be sent, `OSError` for a file
    that cannot be opened, `ForeignLinkError` for a link of a server that leads elsewhere.
    """
    check("operation", operation, Operation)
    check_options(options)
    called = operation
    operation, base_url, credentials, reshape = settings.target(
        operation, options.get("headers", {})
    )
    payload = operation.body.open(files) if operation.body else _NOTHING
    timeout = options.get("timeout", settings.timeout)
    limits = http.timeout if isinstance(timeout, Unset) else httpx2.Timeout(timeout)
    url = private_url(_url(operation, base_url, http), credentials)
    # `http.build_request` would read the URL twice more, and merge headers that are merged already.
    request = httpx2.Request(
        operation.method,
        url,
        content=payload.content,
        files=payload.parts or None,
        headers=_headers(operation, settings, options, payload, credentials, http),
        cookies=http.cookies,
        extensions={"timeout": limits.as_dict()},
    )
    # Set afterwards: a request makes a plain URL of what it is given.
    request.url = url
    if payload.stream is not None:
        request.stream = payload.stream
    progress = options.get("progress")
    if progress is not None and (payload.stream or payload.parts or payload.content):
        request.stream = Metered(request, progress)
    # For transports and hooks that want to know, such as `FakeServer`.
    request.extensions["operation"] = called
    request.extensions["secrets"] = credentials.outline()
    senders = [way for way in settings.ways() if isinstance(way, Sender)]
    return Call(
        operation=operation.id,
        request=request,
        credentials=credentials,
        auth=http.auth,
        answers=operation.answers,
        errors=operation.errors,
        retry=options.get("retry", settings.retry),
        throttle=settings.throttle,
        clock=settings.clock,
        replayable=payload.replayable,
        redirects=http.max_redirects if http.follow_redirects else 0,
        sender=senders[0] if senders and not _own_proof(options) else None,
        strict=settings.strict,
        reshape=reshape,
    )


def _own_proof(options: CallOptions) -> bool:
    """Whether one call brings its own `Authorization`, which wins over all others."""
    return any(name.lower() == "authorization" for name in options.get("headers", ()))


def _url(
    operation: Operation[Any],
    base_url: str,
    http: httpx2.Client | httpx2.AsyncClient,
) -> str:
    if operation.link is not None:
        return _followed(operation.id, operation.link, base_url)
    url = base_url.rstrip("/") + operation.path
    query = query_string({**dict(http.params), **operation.query})
    return f"{url}{'&' if '?' in url else '?'}{query}" if query else url


def _followed(operation: str, link: str, base_url: str) -> str:
    """A link of the server, absolute. It gets the credential, so it may not leave the origin."""
    try:
        base = httpx2.URL(base_url)
        url = base.join(link)
    except (httpx2.InvalidURL, ValueError):
        raise ForeignLinkError(
            f"{operation}: the link of the server is no URL",
            operation=operation,
            origin="",
        ) from None
    if not same_origin(url, base):
        there = f"{url.scheme}://{url.netloc.decode('ascii')}"
        raise ForeignLinkError(
            f"{operation}: the link of the server leads to {there}",
            operation=operation,
            origin=there,
        )
    return str(url)


def _headers(
    operation: Operation[Any],
    settings: Settings,
    options: CallOptions,
    payload: Payload,
    credentials: Credentials,
    http: httpx2.Client | httpx2.AsyncClient,
) -> httpx2.Headers:
    """All that is to be sent, but for what frames the body; later layers win."""
    fields = {"Accept": _accept(operation)}
    if settings.user_agent:
        fields["User-Agent"] = settings.user_agent
    layers: tuple[Mapping[str, object], ...] = (
        fields,
        settings.headers,
        payload.headers,
        operation.headers,
        {name: value.reveal() for name, value in credentials.headers.items()},
        options.get("headers", {}),
    )
    merged: dict[bytes, tuple[bytes, bytes]] = {}
    for layer in filter(None, layers):
        for name, value in header_fields(layer).items():
            if not (payload.parts and _hides_boundary(name, value)):
                key = name.encode("ascii")
                merged[key.lower()] = key, _latin(value)
    usual = [field for field in http.headers.raw if field[0].lower() not in merged]
    return httpx2.Headers([*usual, *merged.values()])


def _hides_boundary(name: str, value: str) -> bool:
    """Whether a header would take the place of the one that says where parts end."""
    return name.lower() == "content-type" and "boundary=" not in value.lower()


def _latin(value: str) -> bytes:
    try:
        return value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode()


def _accept(operation: Operation[Any]) -> str:
    kinds = [kind for kind in operation.answers.values() if kind is not None]
    plain = not kinds or bytes in kinds or str in kinds
    return "*/*" if plain else "application/json"
