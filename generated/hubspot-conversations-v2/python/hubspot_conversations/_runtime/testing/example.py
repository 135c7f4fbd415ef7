"""Example values for tests: valid, deterministic, with all fields set."""

from __future__ import annotations

import types
from collections import Counter
from collections.abc import Mapping, Sequence, Set
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

from ..decode.model import Model, complete_fields, wire_names

M = TypeVar("M")

_MAX_INSTANCES = 10
"""Instances of one model in an example; more are left out, as recursive models grow exponentially."""
_MAX_MODELS = 1_000
"""Instances of all models in an example; more are left out."""
_MAX_DEPTH = 60
"""Models inside each other in an example; what is deeper is left out."""

_NOTHING: Any = object()
_NONE: Any = type(None)
_PLAIN: Mapping[Any, object] = {
    bool: True,
    int: 1,
    float: 1.5,
    bytes: b"example",
    Decimal: Decimal("1.5"),
    date: date(2026, 1, 31),
    datetime: datetime(2026, 1, 31, 12, tzinfo=UTC),
    _NONE: None,
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
    value = _Maker(whole=True).make(model, "", fields)
    if value is _NOTHING:
        value = _Maker(whole=False).make(model, "", fields)
    if value is _NOTHING:
        raise TypeError(f"{model!r} has no finite example: it always contains another")
    if not _is_model(model):
        return TypeAdapter(model).validate_python(value)
    result: Any = model.model_validate(value)
    return cast("M", result)


class _Maker:
    """Values of types, with mappings in place of models.

    If `whole`, a model that would lack a required member is left out.
    """

    def __init__(self, *, whole: bool) -> None:
        self._whole = whole
        self._open: set[type[BaseModel]] = set()
        self._instances: Counter[type[BaseModel]] = Counter()

    def make(self, kind: Any, name: str, given: Mapping[str, Any] | None = None) -> Any:
        """Return a value of a type for the field `name`; `_NOTHING` if it would be infinite."""
        if _is_model(kind):
            values = (self._model(m, given or {}) for m in _choices(kind, given or {}))
            return next((value for value in values if value is not _NOTHING), _NOTHING)
        if given:
            raise TypeError(f"{kind!r} has no fields")
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self.make(arguments[0], name)
        if origin is Literal:
            return arguments[0]
        if origin in (Union, types.UnionType):
            for member in arguments:
                value = _NOTHING if member is _NONE else self.make(member, name)
                if value is not _NOTHING:
                    return value
            return _NOTHING
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
        if (
            kind in self._open
            or len(self._open) >= _MAX_DEPTH
            or self._instances[kind] >= _MAX_INSTANCES
            or self._instances.total() >= _MAX_MODELS
        ):
            return _NOTHING
        self._instances[kind] += 1
        if unknown := given.keys() - kind.model_fields.keys():
            raise TypeError(f"{kind.__name__} has no field {min(unknown)!r}")
        known, names, fields = (
            _examples_of(kind),
            wire_names(kind),
            complete_fields(kind),
        )
        required: Set[str] = kind.__required__ if issubclass(kind, Model) else set()
        values: dict[str, Any] = {}
        self._open.add(kind)
        for name, field in kind.model_fields.items():
            if name in given:
                value = given[name]
            else:
                value = self._field(
                    name, fields[name].annotation, known.get(name, _NOTHING)
                )
            if value is not _NOTHING:
                values[names[name]] = value
            elif field.is_required() and _NONE in get_args(fields[name].annotation):
                values[names[name]] = None
            elif field.is_required() or (self._whole and names[name] in required):
                break
        else:
            self._add_extra(kind, values)
            self._open.remove(kind)
            return values
        self._open.remove(kind)
        return _NOTHING

    def _add_extra(self, kind: type[BaseModel], values: dict[str, Any]) -> None:
        extras = kind.__extras__() if issubclass(kind, Model) else Any
        value = _NOTHING if extras is Any else self.make(extras, "key")
        if value is not _NOTHING:
            values.setdefault("key", value)

    def _field(self, name: str, declared: Any, known: Any) -> Any:
        if known is not _NOTHING:
            try:
                return TypeAdapter(declared).validate_python(known)
            except ValidationError:
                # Definitions have examples of a wrong type, too.
                pass
        return self.make(declared, name)


def _choices(
    kind: type[BaseModel], given: Mapping[str, Any]
) -> Sequence[type[BaseModel]]:
    """Return the models of which an example can be one of a model: itself, or its variants."""
    # Only models with discriminators have variants: see `decode/variants.py`.
    known: Mapping[str, Mapping[str, Any]] = getattr(kind, "__variants__", {})
    fields = {wire: name for name, wire in wire_names(kind).items()}
    for wire, variants in known.items():
        tag = given.get(fields.get(wire, wire))
        if isinstance(tag, str) and tag in variants:
            return [variants[tag]]
        if tag is None and issubclass(kind, Model) and wire not in kind.__sends__:
            return [*variants.values()]
    return [kind]


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
