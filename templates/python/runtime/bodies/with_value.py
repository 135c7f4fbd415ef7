"""Bodies with another value."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .body import Body


def with_value(body: Body, value: object) -> Body:
    """The same kind of body with another value."""
    kind: Any = body
    made: Body = replace(kind, value=value)
    return made
