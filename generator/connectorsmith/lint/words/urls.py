"""Checks of URLs."""

from urllib.parse import urlsplit


def is_absolute_url(text: str) -> bool:
    """Return whether text is a web address with a scheme and a host."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
