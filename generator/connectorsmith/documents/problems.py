"""Rules that loading a file applies, and errors that report them."""

from __future__ import annotations

from typing import Final

from connectorsmith.diagnostics.findings import (
    Finding,
    Location,
    Severity,
    UnreadableError,
)

SYNTAX: Final = "CS001"
"""The text is not valid JSON or YAML."""
DUPLICATE_KEY: Final = "CS002"
"""A mapping has a key twice: blocking in YAML, a warning in JSON."""
BYTE_ORDER_MARK: Final = "CS003"
"""A JSON file begins with a byte order mark."""
ENCODING: Final = "CS004"
"""The bytes are not UTF-8: blocking in YAML, a warning in JSON."""
LIMIT: Final = "CS005"
"""The file is larger, or nested deeper, than the limits allow."""
NO_FILE: Final = "CS006"
"""The file is missing or cannot be opened."""


def blocking(
    rule: str,
    location: Location,
    message: str,
    hint: str | None = None,
    pointer: str = "",
) -> Finding:
    """Return a finding that makes its file unreadable."""
    return Finding(rule, Severity.BLOCKING, message, location, pointer, hint)


def refuse(
    rule: str, location: Location, message: str, hint: str | None = None
) -> UnreadableError:
    """Return the error to raise if reading cannot continue."""
    return UnreadableError(blocking(rule, location, message, hint))
