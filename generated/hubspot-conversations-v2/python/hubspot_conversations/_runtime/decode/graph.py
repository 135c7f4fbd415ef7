"""The pydantic schema of a model together with all models that it refers to, side by side.

By itself, pydantic nests the schema of each model inside those of its users, by recursion. Here
each model refers to others by name, so that the length of a chain of models has no limit.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, cast

from pydantic import BaseModel, GetCoreSchemaHandler
from pydantic_core.core_schema import (
    CoreSchema,
    definition_reference_schema,
    definitions_schema,
)

from .tolerance import tolerant_model

_referenced: ContextVar[list[type[BaseModel]] | None] = ContextVar(
    "_referenced", default=None
)
"""The models that the schemas built so far refer to; `None` if none is being built."""


def named(model: type[BaseModel], handler: GetCoreSchemaHandler) -> list[CoreSchema]:
    """Return the schema of a model, with its name."""
    schema = handler.resolve_ref_schema(tolerant_model(model, handler))
    return [cast("CoreSchema", {**schema, "ref": _ref(model)})]


def graph_schema(
    source: Any,
    handler: GetCoreSchemaHandler,
    name: Callable[[type[BaseModel], GetCoreSchemaHandler], list[CoreSchema]] = named,
) -> CoreSchema:
    """Return the schema of a model and of all that it refers to; inside of them, a reference.

    `name` returns the schemas of one model, with their names.
    """
    if _referenced.get() is not None:
        return reference(source)
    schemas: dict[type[BaseModel], list[CoreSchema]] = {}
    pending: list[type[BaseModel]] = [source]
    token = _referenced.set(pending)
    try:
        while pending:
            model = pending.pop()
            if model not in schemas:
                schemas[model] = name(model, handler)
    finally:
        _referenced.reset(token)
    return definitions_schema(
        definition_reference_schema(_ref(source)),
        [one for parts in schemas.values() for one in parts],
    )


def reference(model: type[BaseModel], part: str = "") -> CoreSchema:
    """Return a reference to the schema of a model, or to a part of that."""
    referenced = _referenced.get()
    assert referenced is not None, "no schema is being built"
    referenced.append(model)
    # With metadata: pydantic would replace it by the model otherwise.
    return definition_reference_schema(_ref(model) + part, metadata={"model": model})


def _ref(model: type[BaseModel]) -> str:
    """Return the name of a model's schema, which is also the one that pydantic gives it."""
    return f"{model.__module__}.{model.__qualname__}:{id(model)}"
