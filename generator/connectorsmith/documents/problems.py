"""The rules that loading applies, and how to refuse a file by one of them."""

from __future__ import annotations

from typing import Final

from connectorsmith.diagnostics.findings import (
    Finding,
    Location,
    Severity,
    UnreadableError,
)

SYNTAX: Final = "CS001"
"""The text is not JSON or YAML."""
DUPLICATE_KEY: Final = "CS002"
"""One mapping has a key twice: an error in YAML, a warning in JSON."""
BYTE_ORDER_MARK: Final = "CS003"
"""A JSON file begins with a byte order mark."""
ENCODING: Final = "CS004"
"""The bytes are not UTF-8: blocking in YAML, a warning in JSON."""
LIMIT: Final = "CS005"
"""The file is larger, deeper or fuller than any real connector."""
NO_FILE: Final = "CS006"
"""The file is missing or cannot be opened."""


def blocking(
    rule: str,
    location: Location,
    message: str,
    hint: str | None = None,
    pointer: str = "",
) -> Finding:
    """A finding that makes its file unreadable."""
    return Finding(rule, Severity.BLOCKING, message, location, pointer, hint)


def refuse(
    rule: str, location: Location, message: str, hint: str | None = None
) -> UnreadableError:
    """The error to raise where nothing more can be read."""
    return UnreadableError(blocking(rule, location, message, hint))
