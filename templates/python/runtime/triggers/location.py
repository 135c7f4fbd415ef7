"""The `Location` header of a response."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx2

if TYPE_CHECKING:
    from ..http.client import Response


def located(response: Response[Any]) -> str | None:
    """Return the `Location` resolved against the request's URL (RFC 9110, 10.2.2); `None` if missing."""
    location = response.headers.get("location", "").strip()
    if not location:
        return None
    try:
        return str(response.http.url.join(location))
    except (httpx2.InvalidURL, ValueError):
        # The error is raised when the location is requested.
        return location
