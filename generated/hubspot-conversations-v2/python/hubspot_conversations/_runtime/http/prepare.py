"""The request of a call, built from an operation, the client's settings and the call's options.

Imported at the first call, so that creating a client stays fast.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

import httpx2

from ..auth.secret import Credentials
from ..bodies.body import Payload
from ..encode.keywords import NO_NAMES
from ..encode.text import header_fields, query_string
from ..errors import ForeignLinkError, InvalidRequestError
from ..operation import Operation
from ..unset import Unset
from .flow import Call, Sender
from .progress import Metered
from .reading import Limits
from .redact import private_url, same_origin
from .settings import CallOptions, Settings, check, check_options

_NOTHING = Payload()

_TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
"""The name of a header (RFC 9110, 5.6.2)."""


def prepare(
    operation: Operation[Any],
    settings: Settings,
    options: CallOptions,
    http: httpx2.Client | httpx2.AsyncClient,
    files: ExitStack,
) -> Call:
    """Return the call of an operation; `files` closes the files that its body opens.

    Raises `ValueError` and `TypeError` for an argument that cannot be sent, `OSError` for a file
    that cannot be opened, `ForeignLinkError` for a link to another origin, `InvalidRequestError`
    for a header whose name HTTP forbids.
    """
    check("operation", operation, Operation)
    check_options(options)
    original = operation
    operation, base_url, credentials, reshape = settings.target(
        operation, options.get("headers", {})
    )
    payload = operation.body.open(files) if operation.body else _NOTHING
    timeout = options.get("timeout", settings.timeout)
    each = http.timeout if isinstance(timeout, Unset) else httpx2.Timeout(timeout)
    limits = _limits(settings, options)
    url = private_url(_url(operation, base_url, http), credentials)
    # `http.build_request` would parse the URL twice more and merge the headers again.
    request = httpx2.Request(
        operation.method,
        url,
        content=payload.content,
        files=payload.parts or None,
        headers=_headers(operation, settings, options, payload, credentials, http),
        cookies=http.cookies,
        extensions={"timeout": each.as_dict(), "limits": limits},
    )
    # Set afterwards: the constructor of a request converts it to a plain URL.
    request.url = url
    if payload.stream is not None:
        request.stream = payload.stream
    progress = options.get("progress")
    if progress is not None and (payload.stream or payload.parts or payload.content):
        request.stream = Metered(request, progress)
    # For transports and event hooks, such as `FakeServer`.
    request.extensions["operation"] = original
    request.extensions["secrets"] = credentials.outline()
    senders = [auth for auth in settings.auths(original) if isinstance(auth, Sender)]
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
        sender=senders[0] if senders and not _has_authorization(options) else None,
        strict=settings.strict,
        reshape=reshape,
        ends=math.inf if limits.ends is None else limits.ends,
    )


def _limits(settings: Settings, options: CallOptions) -> Limits:
    seconds = options.get("total_timeout", settings.total_timeout)
    now = settings.clock.now
    return Limits(
        options.get("max_response_bytes", settings.max_response_bytes),
        None if seconds is None else now() + seconds,
        now,
    )


def _has_authorization(options: CallOptions) -> bool:
    """Return whether the call's options set `Authorization`, which overrides all others."""
    return any(name.lower() == "authorization" for name in options.get("headers", ()))


def _url(
    operation: Operation[Any],
    base_url: str,
    http: httpx2.Client | httpx2.AsyncClient,
) -> str:
    if operation.link is not None:
        return _absolute(operation.id, operation.link, base_url)
    url = base_url.rstrip("/") + operation.path
    values = {**dict(http.params), **operation.query}
    query = query_string(values, operation.names.get("query", NO_NAMES))
    return f"{url}{'&' if '?' in url else '?'}{query}" if query else url


def _absolute(operation: str, link: str, base_url: str) -> str:
    """Return a link of the server as a URL on the same origin: it is sent the credential."""
    try:
        base = httpx2.URL(base_url)
        url = base.join(link)
    except (httpx2.InvalidURL, ValueError):
        raise ForeignLinkError(
            f"{operation}: the link of the server must be a URL",
            operation=operation,
            origin="",
        ) from None
    if not same_origin(url, base):
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        raise ForeignLinkError(
            f"{operation}: the link of the server must stay on its origin, not lead to {origin}",
            operation=operation,
            origin=origin,
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
    """Return the headers, but for those of the body's framing; later layers override earlier ones."""
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
        names = None
        if layer is operation.headers:
            names = operation.names.get("headers", NO_NAMES)
        for name, value in header_fields(layer, names).items():
            if not _TOKEN.fullmatch(name):
                raise InvalidRequestError(
                    f"{operation.id}: the header {name!r} must not be sent: HTTP forbids its name",
                    operation=operation.id,
                )
            if not (payload.parts and _hides_boundary(name, value)):
                key = name.encode("ascii")
                merged[key.lower()] = key, _latin(value)
    defaults = [field for field in http.headers.raw if field[0].lower() not in merged]
    return httpx2.Headers([*defaults, *merged.values()])


def _hides_boundary(name: str, value: str) -> bool:
    """Return whether a header would override the boundary of a multipart body."""
    return name.lower() == "content-type" and "boundary=" not in value.lower()


def _latin(value: str) -> bytes:
    try:
        return value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode()


def _accept(operation: Operation[Any]) -> str:
    kinds = [kind for kind in operation.answers.values() if kind is not None]
    plain = not kinds or bytes in kinds or str in kinds or object in kinds
    return "*/*" if plain else "application/json"
