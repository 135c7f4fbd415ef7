"""The intermediate representation as plain data, which `connectorsmith ir` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, cast

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.json import Absent

FORMAT = 1
"""The version of the format; increased if a reader of the dump has to change."""


def dump(connector: Connector) -> dict[str, Any]:
    """Return a connector as JSON data; absent, empty and false members are left out."""
    return {"format": FORMAT, "connector": _plain(connector)}


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        members = {field.name: getattr(value, field.name) for field in fields(value)}
        kept = {
            name: _plain(member)
            for name, member in members.items()
            if not _is_left_out(name, member)
        }
        return {"kind": type(value).__name__, **kept} if _in_union(value) else kept
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in cast("Sequence[object]", value)]
    if isinstance(value, Mapping):
        mapping = cast("Mapping[str, object]", value)
        return {key: _plain(item) for key, item in mapping.items()}
    return value


def _is_left_out(name: str, value: object) -> bool:
    if name in ("default", "example", "value"):
        return value is Absent.ABSENT
    return value is None or value is False or value == ()


def _in_union(value: object) -> bool:
    # Types and policies are unions, so their class is needed to read them.
    return type(value).__name__.endswith(("Type", "Policy"))
