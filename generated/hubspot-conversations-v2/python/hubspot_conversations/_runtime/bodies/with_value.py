"""Copies of bodies with another value."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .body import Body


def with_value(body: Body, value: object) -> Body:
    """Return a copy of the body with another value."""
    kind: Any = body
    changed: Body = replace(kind, value=value)
    return changed
