"""Path parameters that are percent-encoded twice."""

from __future__ import annotations

from urllib.parse import quote

from .path import Segment, once


def twice(value: object) -> Segment:
    """Return a path parameter, percent-encoded twice (`x-ms-url-encoding: double`)."""
    return Segment(lambda: quote(once(value), safe=""))
