"""The `Location` of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx2

if TYPE_CHECKING:
    from ..http.client import Response


def located(response: Response[Any]) -> str | None:
    """Its `Location` as a whole URL: it is relative to that of the request (RFC 9110, 10.2.2)."""
    location = response.headers.get("location", "").strip()
    if not location:
        return None
    try:
        return str(response.http.url.join(location))
    except (httpx2.InvalidURL, ValueError):
        # Following it says what is wrong with it.
        return location
