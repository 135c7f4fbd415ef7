"""A made-up value for a schema of OpenAPI 2.0: always the same, and everything in it is set.

sample({"type": "object", "properties": {"id": {"type": "string"}}}) == {"id": "id-1"}
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

UNKNOWN = "x_unknown"
"""The member that no schema declares, where `sample` is asked for one."""


def sample(
    schema: Mapping[str, Any], name: str = "value", *, unknown: bool = False
) -> Any:
    """A value that the schema allows; text says where it stands.

    With `unknown`, each object with declared members has one more that is not declared, as
    newer servers have. Two items are in every array. Raises `ValueError` for a schema that it
    does not know: the tests would say nothing then.
    """
    match schema.get("type", "any"):
        case "string":
            return f"{name}-1"
        case "integer":
            return 7
        case "number":
            return 1.5
        case "boolean":
            # Neither what a missing value reads as, nor the same everywhere.
            return len(name) % 2 == 0
        case "array":
            items = schema["items"]
            return [sample(items, f"{name}-{n}", unknown=unknown) for n in (1, 2)]
        case "object":
            return _object(schema, name, unknown=unknown)
        case "any":
            return {"anything": [name, 1, None, True]}
        case kind:
            raise ValueError(f"{name}: no sample for {kind!r}")


def _object(schema: Mapping[str, Any], name: str, *, unknown: bool) -> dict[str, Any]:
    members = schema.get("properties", {})
    made = {
        member: sample(inner, member, unknown=unknown)
        for member, inner in members.items()
    }
    if unknown or not members:
        made[UNKNOWN] = {"of": name}
    return made
