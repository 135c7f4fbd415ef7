"""What a model takes from JSON beyond what pydantic does, where that costs the rest nothing.

Every form of a date (see `dates`), and null among the scalars of an array. It is said in the
schema that pydantic compiles; what it cannot say, `drift` mends after a first try has failed.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NoReturn, cast

from pydantic import GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, PydanticOmit
from pydantic_core.core_schema import (
    CoreSchema,
    any_schema,
    json_or_python_schema,
    lax_or_strict_schema,
    no_info_after_validator_function,
    nullable_schema,
    union_schema,
)

# Between these two no text of digits that is a date lies, where it is read as a count.
_COUNTED = datetime(1973, 3, 3, 10, tzinfo=UTC), datetime(2286, 1, 1, tzinfo=UTC)
_SCALARS = frozenset({"str", "int", "float", "bool", "literal", "lax-or-strict"})
_INSIDE = ("schema", "items_schema", "values_schema")


class Tolerant:
    """Marks a type that is no model as tolerant."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return tolerant(handler(source))


def tolerant_model(source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    """The schema of a model."""
    schema = handler(source)
    inner = cast("dict[str, Any]", handler.resolve_ref_schema(schema))
    if inner["type"] == "model":
        inner["schema"] = tolerant(inner["schema"])
    return schema


def tolerant(schema: CoreSchema) -> CoreSchema:
    """The schema of a type, for JSON; that of a value which a person made stays. Changes it in place."""
    node = cast("dict[str, Any]", schema)
    kind: str = node["type"]
    if kind in ("date", "datetime"):
        return _date(node)
    if kind == "model-fields":
        for field in node["fields"].values():
            field["schema"] = tolerant(field["schema"])
    for key in _INSIDE:
        # Another model has seen to itself.
        if key in node and node[key]["type"] not in ("model", "definition-ref"):
            node[key] = tolerant(node[key])
    if kind == "list" and _is_scalar(node.get("items_schema", {})):
        items = nullable_schema(node["items_schema"])
        lax = cast("CoreSchema", node | {"items_schema": items})
        return json_or_python_schema(lax, schema)
    return schema


def _date(node: dict[str, Any]) -> CoreSchema:
    day = node["type"] == "date"
    first, last = _COUNTED
    exact = node | {"strict": True, "ge": first, "le": last, "tz_constraint": "aware"}
    if day:
        exact = node | {"strict": True, "ge": first.date(), "le": last.date()}
    other = no_info_after_validator_function(
        _day if day else _moment,
        any_schema(),
        # In a JSON Schema there is the declared form alone.
        metadata={"pydantic_js_functions": [_left_out]},
    )
    ours = union_schema([cast("CoreSchema", exact), other], mode="left_to_right")
    plain = cast("CoreSchema", node)
    return lax_or_strict_schema(json_or_python_schema(ours, plain), plain)


def _left_out(*_: object) -> NoReturn:
    raise PydanticOmit


def _moment(value: object) -> object:
    from .dates import read_datetime  # most forms are known to pydantic

    return _found(read_datetime(value))


def _day(value: object) -> object:
    from .dates import read_date

    return _found(read_date(value))


def _found(value: object) -> object:
    if value is None:
        raise PydanticCustomError("date_form", "Input should be a date")
    return value


def _is_scalar(node: dict[str, Any]) -> bool:
    if node.get("type") == "union":
        return all(_is_scalar(choice) for choice in node["choices"])
    return node.get("type") in _SCALARS
