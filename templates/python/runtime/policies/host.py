"""The policy that sets the host of a request."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

import httpx2

from ..auth.secret import Secret
from .draft import Draft, Reference, Template, as_text, describe, parts_of
from .places import ABSENT
from .policies import Policy


@dataclass(frozen=True, slots=True)
class HostUrl(Policy):
    """A policy that sets the host (`dynamichosturl`), and the base path if the URL has one."""

    chooses_host: ClassVar[bool] = True
    url: Template
    base_path: str = ""
    """The definition's base path, used if the URL has no path."""

    def on_request(self, draft: Draft) -> Draft:
        """Return the request to that host. Raises `ValueError` if the URL is missing or invalid."""
        parts = parts_of(self.url)
        values = [p if isinstance(p, str) else draft.resolve(p) for p in parts]
        for part, value in zip(parts, values, strict=True):
            if value is ABSENT and not isinstance(part, str):
                raise ValueError(
                    f"{draft.operation.id}: {describe(part)} must be given"
                )
        url = _joined([as_text(value).strip() for value in values])
        problem = _problem(url, _host_end(parts))
        if problem:
            names = ", ".join(describe(p) for p in parts if not isinstance(p, str))
            hidden = any(isinstance(value, Secret) for value in values)
            shown = "the URL" if hidden else repr(url)
            raise ValueError(f"{draft.operation.id}: {names}: {shown} {problem}")
        base_url = url.rstrip("/")
        if httpx2.URL(url).path in ("", "/"):
            base_url += self.base_path
        return dataclasses.replace(draft, base_url=base_url).with_embedded(*values)


def _joined(texts: Iterable[str]) -> str:
    """Return the texts joined, with a single slash where two of them meet."""
    url = ""
    for text in texts:
        if text.startswith("/") and url.endswith("/") and not url.endswith("://"):
            url = url.rstrip("/")
        url += text
    return url


def _host_end(parts: Iterable[str | Reference]) -> str:
    """Return the literal text that ends the host of a template, after the last reference in it."""
    end = ""
    for part in parts:
        if not isinstance(part, str):
            end = ""
            continue
        host, slash, _ = part.rpartition("://")[2].partition("/")
        end += host
        if slash:
            break
    return end


_NO_URL = re.compile(r"[\s\\?#\x00-\x1f\x7f]")
_DOTS = r"(?:\.|%2e){1,2}"


def _problem(url: str, host_end: str) -> str | None:
    """Return the problem of a base URL; `None` if it is valid."""
    try:
        parsed = httpx2.URL(url)
    except (httpx2.InvalidURL, ValueError):
        return "must be a URL"
    authority = url.partition("://")[2].partition("/")[0]
    if parsed.scheme not in ("http", "https") or not parsed.host:
        return "must be an http or https URL with a host"
    if url.count("://") > 1:
        return "must have one scheme: pass the host alone"
    if parsed.userinfo or "@" in authority:
        return "must not hold a credential"
    if _NO_URL.search(url):
        return "must be only scheme, host and path"
    # Servers resolve these segments: the path before them would be lost.
    if any(re.fullmatch(_DOTS, part, re.IGNORECASE) for part in url.split("/")):
        return "must not have a part that is '.' or '..'"
    # A value with a slash could send the request to a different host.
    if not authority.lower().endswith(host_end.lower()):
        return f"must be on a host that ends with {host_end!r}"
    return None
