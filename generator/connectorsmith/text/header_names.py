"""The names of HTTP headers."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")


def is_header_name(name: str) -> bool:
    """Return whether HTTP allows a name for a header (RFC 9110, 5.6.2)."""
    return _TOKEN.fullmatch(name) is not None
