"""Types that are read in a way of their own: others than those of JSON add themselves here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic_core.core_schema import CoreSchema

    from .walk import Reader

SCHEMAS: dict[str, Callable[[dict[str, Any]], CoreSchema]] = {}
"""For a kind of schema of pydantic, what makes it tolerant."""
READERS: dict[type, Callable[[Any], Reader]] = {}
"""For a type and those below it, what makes its reader: see `readers`."""
