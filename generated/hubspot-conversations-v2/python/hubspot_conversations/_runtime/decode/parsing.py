"""JSON as a declared type. It is imported for the first answer: pydantic takes its time to load."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, cast

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from .misfit import UndecodableError


def parse(content: bytes, kind: Any, *, strict: bool = False) -> Any:
    """JSON as `kind`. Raises `UndecodableError`, which tells nothing of the data.

    What is not of that type is mended where it has one meaning there; with `strict` it is refused,
    and so is what lacks a required member or has a null where none is declared.
    """
    try:
        result = _validated(kind, content)
    except ValidationError as error:
        if error.error_count() == 1:
            [problem] = error.errors(include_url=False, include_input=False)
            if problem["type"] == "json_invalid":
                raise UndecodableError("", problem["msg"]) from None
        # Only now: most answers are what they should be.
        from . import drift

        if strict:
            drift.check(content, kind)
        return drift.mended(content, kind, _validated)
    if strict:
        from . import drift

        drift.check(content, kind)
    return result


def _validated(kind: Any, content: bytes) -> Any:
    return _adapter(kind).validate_json(content)


def _adapter(kind: Any) -> TypeAdapter[Any]:
    try:
        return _cached_adapter(kind)
    except TypeError:  # a type that has no hash
        return _new_adapter(kind)


def _new_adapter(kind: Any) -> TypeAdapter[Any]:
    if isinstance(kind, type) and issubclass(cast("type[object]", kind), BaseModel):
        # Built by itself, with its own configuration: an adapter would build it again, without.
        model: type[BaseModel] = kind
        model.model_rebuild()
        return TypeAdapter(model)

    from .tolerance import Tolerant

    config = ConfigDict(
        coerce_numbers_to_str=True, allow_inf_nan=False, hide_input_in_errors=True
    )
    tolerant: Any = Annotated[kind, Tolerant()]
    return TypeAdapter(tolerant, config=config)


_cached_adapter = cache(_new_adapter)
