"""Tolerance that is built into the pydantic schemas of models, at no cost for valid JSON.

It covers null among the scalars of an array, and the types in `kinds`. All other differences are
converted by `drift`, after pydantic has refused a body.
"""

from __future__ import annotations

from typing import Any, cast

from pydantic import GetCoreSchemaHandler
from pydantic_core.core_schema import (
    CoreSchema,
    json_or_python_schema,
    nullable_schema,
)

from .kinds import SCHEMAS

_SCALARS = frozenset(
    {"str", "int", "float", "decimal", "bool", "literal", "lax-or-strict"}
)
_INSIDE = ("schema", "items_schema", "values_schema", "extras_schema")


class Tolerant:
    """A marker that makes a type tolerant that is not a model."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return tolerant(handler(source))


def tolerant_model(source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    """Return the tolerant schema of a model."""
    schema = handler(source)
    inner = cast("dict[str, Any]", handler.resolve_ref_schema(schema))
    if inner["type"] == "model":
        extras = source.__extras__()
        if extras is not Any and inner["schema"]["type"] == "model-fields":
            inner["schema"]["extras_schema"] = handler.generate_schema(extras)
        inner["schema"] = tolerant(inner["schema"])
    return schema


def tolerant(schema: CoreSchema) -> CoreSchema:
    """Return a schema that is tolerant for JSON, but not for Python values. It is changed in place."""
    node = cast("dict[str, Any]", schema)
    kind: str = node["type"]
    if kind in SCHEMAS:
        return SCHEMAS[kind](node)
    if kind == "model-fields":
        for field in node["fields"].values():
            field["schema"] = tolerant(field["schema"])
    for key in _INSIDE:
        # Models make their own schemas tolerant.
        if key in node and node[key]["type"] not in ("model", "definition-ref"):
            node[key] = tolerant(node[key])
    if kind == "list" and _is_scalar(node.get("items_schema", {})):
        items = nullable_schema(node["items_schema"])
        lax = cast("CoreSchema", node | {"items_schema": items})
        return json_or_python_schema(lax, schema)
    return schema


def _is_scalar(node: dict[str, Any]) -> bool:
    if node.get("type") == "union":
        return all(_is_scalar(choice) for choice in node["choices"])
    return node.get("type") in _SCALARS
