"""Decoding of JSON as a declared type. Imported at the first response, as pydantic loads slowly."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, cast

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from .depth import with_room
from .kinds import EXACT
from .misfit import UndecodableError


def parse(content: bytes, kind: Any, *, strict: bool = False) -> Any:
    """Return JSON as `kind`. Raises `UndecodableError`, whose message holds no data.

    A value of another type is converted if it has only one meaning there. With `strict` it is
    refused, and so is a missing required member, or a null that is not declared.
    """
    exact = content
    for quote in EXACT:
        exact = quote(exact, kind)
    try:
        result = _validated(kind, exact)
    except ValidationError as error:
        if error.error_count() == 1:
            [problem] = error.errors(include_url=False, include_input=False)
            if problem["type"] == "json_invalid":
                raise UndecodableError("", problem["msg"]) from None
        # Imported only if needed: most responses match their type.
        from . import drift

        if strict:
            drift.check(content, kind)
        return drift.converted(exact, kind, _validated)
    if strict:
        from . import drift

        drift.check(content, kind)
    return result


def _validated(kind: Any, content: bytes) -> Any:
    return _adapter(kind).validate_json(content)


def _adapter(kind: Any) -> TypeAdapter[Any]:
    try:
        return _cached_adapter(kind)
    except TypeError:  # a type that is not hashable
        return _new_adapter(kind)


def _new_adapter(kind: Any) -> TypeAdapter[Any]:
    if isinstance(kind, type) and issubclass(cast("type[object]", kind), BaseModel):
        # Built with its own configuration: an adapter would build it again, without.
        model: type[BaseModel] = kind
        model.model_rebuild()
        return TypeAdapter(model)

    from .tolerance import Tolerant

    config = ConfigDict(
        coerce_numbers_to_str=True, allow_inf_nan=False, hide_input_in_errors=True
    )
    tolerant: Any = Annotated[kind, Tolerant()]
    return with_room(lambda: TypeAdapter(tolerant, config=config))


_cached_adapter = cache(_new_adapter)
