"""The base class of models."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from inspect import get_annotations
from sys import modules
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar, Unpack, get_type_hints

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from .depth import with_room

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


def Wire(name: str) -> Any:  # noqa: N802 - it reads like a class in annotations
    """Return a field with the JSON name of its property, if that differs from the field's name.

    It is used in `Annotated`, so that type checkers see the field's own name and default.
    """
    return Field(validation_alias=name, serialization_alias=name)


class Model(BaseModel):
    """A JSON object with declared properties. It keeps unknown ones, and which ones were present.

    Properties that were received or passed are in `model_fields_set`; those that the definition
    does not declare are in `model_extra`. In a request, unset properties are not sent; `None` is
    sent as null.

    A received value of another type is converted if it has only one meaning there: "7" to an
    integer, 7 and true to text, 0 to false. Null is `None` in a field. In an array of objects and
    in a map it is left out; in an array of scalars it is `None`, as positions can matter; as a row
    of an array of arrays it is empty.
    """

    # Annotated for type checkers only: pydantic would process these again for each model.
    if TYPE_CHECKING:
        model_config: ClassVar[ConfigDict]
        __extras__: ClassVar[staticmethod[[], Any]]
        __sends__: ClassVar[Mapping[str, Any]]
        __required__: ClassVar[AbstractSet[str]]
        __nullable__: ClassVar[AbstractSet[str]]
        __open__: ClassVar[bool]
    else:
        __extras__ = staticmethod(lambda: Any)
        __sends__ = {}
        __required__ = frozenset()
        __nullable__ = frozenset()
        __open__ = False

    model_config = ConfigDict(
        extra="allow",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        # Servers send 7 for "7"; nothing is lost by this conversion.
        coerce_numbers_to_str=True,
        # JSON has no such numbers.
        allow_inf_nan=False,
        # There may be many models, of which a program uses a few.
        defer_build=True,
        # Received data must not get into logs.
        hide_input_in_errors=True,
        protected_namespaces=(),
    )

    def __init_subclass__(
        cls,
        *,
        extras: Callable[[], Any] | None = None,
        sends: Mapping[str, Any] | None = None,
        required: AbstractSet[str] | None = None,
        nullable: AbstractSet[str] | None = None,
        is_open: bool = False,
        **kwargs: Unpack[ConfigDict],
    ) -> None:
        """Keep what the definition declares beyond the fields, by JSON name.

        `extras` returns the type of members that are not declared. `sends` has the constant
        members, which are part of each request body. `required` and `nullable` are checked in
        responses if a client is strict. `is_open` is true if a request can have other members, too.
        """
        super().__init_subclass__(**kwargs)
        if extras is not None:
            cls.__extras__ = staticmethod(extras)
        if sends is not None:
            cls.__sends__ = sends
        if required is not None:
            cls.__required__ = required
        if nullable is not None:
            cls.__nullable__ = nullable
        if is_open or extras is not None:
            cls.__open__ = True

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[BaseModel], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from .graph import graph_schema

        return graph_schema(source, handler)

    @classmethod
    def model_rebuild(cls, **options: Any) -> bool | None:
        """Build the model, as pydantic does, for a chain of models of any length."""
        # Names that are not found are looked up in the frame of the caller.
        depth = options.pop("_parent_namespace_depth", 2) + 3
        build = super().model_rebuild
        return with_room(lambda: build(_parent_namespace_depth=depth, **options))

    def __repr__(self) -> str:
        """Return the properties that are set; of models nested too deeply, the name only."""
        try:
            return super().__repr__()
        except RecursionError:
            return f"{type(self).__name__}(...)"

    def __repr_args__(self) -> Any:
        """Return only the properties that are set: many models have a long list of others."""
        return (
            (name, value)
            for name, value in super().__repr_args__()
            if name is None or name in self.model_fields_set
        )


@cache
def wire_names(kind: type[BaseModel]) -> Mapping[str, str]:
    """Return the JSON names of a model's fields."""
    return {
        name: alias if isinstance(alias := field.validation_alias, str) else name
        for name, field in complete_fields(kind).items()
    }


@cache
def complete_fields(kind: type[BaseModel]) -> Mapping[str, FieldInfo]:
    """Return a model's fields with their annotations, without building the models in them."""
    if kind.__pydantic_fields_complete__:
        return kind.model_fields
    # An annotation that names a later class is resolved once that class exists.
    try:
        hints = _hints(kind)
    except NameError:  # a class in a function
        kind.model_rebuild()
        return kind.model_fields
    return {name: FieldInfo.from_annotation(hints[name]) for name in kind.model_fields}


def _hints(kind: type[BaseModel]) -> Mapping[str, Any]:
    hints: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            own = get_annotations(base)
            found = {name: own[name] for name in own if name in kind.model_fields}
            holder = SimpleNamespace(__annotations__=found)
            scope = vars(modules[base.__module__])
            hints |= get_type_hints(holder, scope, include_extras=True)
    return hints


def members(model: Model) -> dict[str, object]:
    """Return the members of a model that are set, with unknown ones, by their JSON names."""
    names = wire_names(type(model))
    known: dict[str, object] = {
        wire: getattr(model, name)
        for name, wire in names.items()
        if name in model.model_fields_set
    }
    return known | (model.model_extra or {})
