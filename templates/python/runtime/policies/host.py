"""The policy that chooses the host of a request."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

import httpx2

from ..auth.secret import Secret
from .draft import Draft, Reference, Template, as_text, called, parts_of
from .places import ABSENT
from .policies import Policy


@dataclass(frozen=True, slots=True)
class HostUrl(Policy):
    """Send to another host (`dynamichosturl`), and below another base path where the URL has one."""

    chooses_host: ClassVar[bool] = True
    url: Template
    base_path: str = ""
    """Of the definition: for a URL without a path."""

    def on_request(self, draft: Draft) -> Draft:
        """The request, to that host. Raises `ValueError` where there is none."""
        parts = parts_of(self.url)
        found = [p if isinstance(p, str) else draft.look(p) for p in parts]
        for part, value in zip(parts, found, strict=True):
            if value is ABSENT and not isinstance(part, str):
                raise ValueError(f"{draft.operation.id}: {called(part)} is not given")
        url = _joined([as_text(value).strip() for value in found])
        problem = _problem(url, _host_end(parts))
        if problem:
            names = ", ".join(called(p) for p in parts if not isinstance(p, str))
            hidden = any(isinstance(value, Secret) for value in found)
            which = "the URL" if hidden else repr(url)
            raise ValueError(f"{draft.operation.id}: {names}: {which} {problem}")
        there = url.rstrip("/")
        if httpx2.URL(url).path in ("", "/"):
            there += self.base_path
        return dataclasses.replace(draft, base_url=there).weave(*found)


def _joined(texts: Iterable[str]) -> str:
    """Texts in a row; where one ends with a slash and the next begins with one, only one stays."""
    made = ""
    for text in texts:
        if text.startswith("/") and made.endswith("/") and not made.endswith("://"):
            made = made.rstrip("/")
        made += text
    return made


def _host_end(parts: Iterable[str | Reference]) -> str:
    """The text that the host of a template ends with, behind the last value in it."""
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
    """Why a text is no base URL, or None."""
    try:
        read = httpx2.URL(url)
    except (httpx2.InvalidURL, ValueError):
        return "is no URL"
    authority = url.partition("://")[2].partition("/")[0]
    if read.scheme not in ("http", "https") or not read.host:
        return "is no http or https URL with a host"
    if url.count("://") > 1:
        return "has a scheme twice: give the host alone"
    if read.userinfo or "@" in authority:
        return "holds a credential, which does not belong in a URL"
    if _NO_URL.search(url):
        return "is more than scheme, host and path"
    # What reads the path takes them for steps up: the rest of it would not count.
    if any(re.fullmatch(_DOTS, part, re.IGNORECASE) for part in url.split("/")):
        return "has a part that is '.' or '..'"
    # A value with a slash in it would send everything to a host of its own choice.
    if not authority.lower().endswith(host_end.lower()):
        return f"is on another host than one that ends with {host_end!r}"
    return None
