"""Example values for tests: valid, deterministic, with all fields set."""

from __future__ import annotations

import types
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import import_module
from typing import (
    Annotated,
    Any,
    Literal,
    TypeGuard,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
)

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

M = TypeVar("M")

_MAX_INSTANCES = 10
"""Instances of one model in an example; more are left out, as recursive models grow exponentially."""

_NOTHING: Any = object()
_PLAIN: Mapping[Any, object] = {
    bool: True,
    int: 1,
    float: 1.5,
    bytes: b"example",
    Decimal: Decimal("1.5"),
    date: date(2026, 1, 31),
    datetime: datetime(2026, 1, 31, 12, tzinfo=UTC),
    type(None): None,
}
_TEXTS = (
    (("email", "mail"), "ada@example.com"),
    (("url", "uri", "link", "href", "website"), "https://example.com/"),
    (("at", "date", "time", "timestamp"), "2026-01-31T12:00:00Z"),
    (("id", "ids", "key", "number", "phone"), "1"),
)


def example(model: type[M], **fields: Any) -> M:
    """Return an example of a type: `example(Thread, status="OPEN")`.

    `fields` sets the fields of a model that matter to the test. The others get the examples,
    defaults and known values of the definition, else a plausible value. A model inside itself is
    left out. Raises `TypeError` for an unknown field, and pydantic's `ValidationError` for an
    invalid value.
    """
    result: Any = _Maker().make(model, "", fields)
    if result is _NOTHING:
        raise TypeError(f"{model!r} has no finite example: it always contains another")
    return cast("M", result)


class _Maker:
    def __init__(self) -> None:
        self._open: set[type[BaseModel]] = set()
        self._instances: Counter[type[BaseModel]] = Counter()

    def make(self, kind: Any, name: str, given: Mapping[str, Any] | None = None) -> Any:
        """Return a value of a type for the field `name`; `_NOTHING` if it would be infinite."""
        if _is_model(kind):
            return self._model(kind, given or {})
        if given:
            raise TypeError(f"{kind!r} has no fields")
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self.make(arguments[0], name)
        if origin is Literal:
            return arguments[0]
        if origin in (Union, types.UnionType):
            members = [member for member in arguments if member is not type(None)]
            values = (self.make(member, name) for member in members)
            return next((v for v in values if v is not _NOTHING), None)
        if origin is list:
            item = self.make(arguments[0], name)
            return [] if item is _NOTHING else [item]
        if origin is dict:
            value = self.make(arguments[1], name)
            return {} if value is _NOTHING else {"key": value}
        if kind is str or kind is Any:
            return _text(name)
        return _PLAIN.get(kind, _NOTHING)

    def _model(self, kind: type[BaseModel], given: Mapping[str, Any]) -> Any:
        if kind in self._open or self._instances[kind] >= _MAX_INSTANCES:
            return _NOTHING
        self._instances[kind] += 1
        kind.model_rebuild()
        if unknown := given.keys() - kind.model_fields.keys():
            raise TypeError(f"{kind.__name__} has no field {min(unknown)!r}")
        known = _examples_of(kind)
        values = dict(given)
        self._open.add(kind)
        for name, field in kind.model_fields.items():
            if name not in given:
                values[name] = self._field(name, field, known.get(name, _NOTHING))
        self._open.remove(kind)
        endless = [name for name, value in values.items() if value is _NOTHING]
        for name in endless:
            del values[name]
        if any(kind.model_fields[name].is_required() for name in endless):
            return _NOTHING
        return kind.model_validate(values)

    def _field(self, name: str, field: FieldInfo, known: Any) -> Any:
        if known is not _NOTHING:
            declared: Any = field.annotation
            try:
                return TypeAdapter(declared).validate_python(known)
            except ValidationError:
                # Definitions have examples of a wrong type, too.
                pass
        return self.make(field.annotation, name)


def _is_model(kind: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _examples_of(kind: type[BaseModel]) -> Mapping[str, Any]:
    """Return the definition's examples of a model's fields."""
    home = kind.__module__.rpartition(".")[0]
    if not home:
        return {}
    try:
        module = import_module(f"{home}._examples")
    except ModuleNotFoundError:
        return {}
    examples: Mapping[str, Mapping[str, Any]] = module.EXAMPLES
    return examples.get(kind.__name__, {})


def _text(name: str) -> str:
    last = name.rpartition("_")[2]
    for names, text in _TEXTS:
        if last in names:
            return text
    return name.strip("_").replace("_", " ") or "example"
