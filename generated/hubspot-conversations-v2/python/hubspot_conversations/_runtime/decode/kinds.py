"""A registry of types that JSON does not have, such as dates, and of their readers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic_core.core_schema import CoreSchema

    from .walk import Reader

SCHEMAS: dict[str, Callable[[dict[str, Any]], CoreSchema]] = {}
"""For each kind of pydantic schema, the function that makes it tolerant."""
EXACT: list[Callable[[bytes, Any], bytes]] = []
"""The functions that quote numbers in JSON, as what a type says, that pydantic would round."""
READERS: dict[type, Callable[[Any], Reader]] = {}
"""For each type and its subclasses, the function that creates its reader: see `readers`."""
