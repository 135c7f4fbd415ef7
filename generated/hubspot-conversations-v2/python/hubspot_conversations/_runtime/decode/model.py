"""The base of every model."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Unpack

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


def Wire(name: str) -> Any:  # noqa: N802 - in an annotation it reads like a class
    """The name of a property in JSON, where it is not that of the field.

    In `Annotated`, so that type checkers see the field's own name in the constructor and its
    default as it stands.
    """
    return Field(validation_alias=name, serialization_alias=name)


class Model(BaseModel):
    """A JSON object with known properties. It keeps unknown ones, and which ones were present.

    Properties that came, or were given, are in `model_fields_set`; those that the definition does
    not know are in `model_extra`. As a body, what was never set is not sent, and `None` is null.

    What servers send is read in the declared type wherever it has one meaning there: "7" as an
    integer, 7 and true as text, 0 as false. Null is `None` in a field. Of an array of objects and
    of a map it is left out; among the scalars of an array `None` stays where it stands, because its
    position can matter; a null row is empty.
    """

    # Annotated out of sight of pydantic, which would read these anew for every model.
    if TYPE_CHECKING:
        model_config: ClassVar[ConfigDict]
        __sends__: ClassVar[Mapping[str, Any]]
        __required__: ClassVar[AbstractSet[str]]
        __nullable__: ClassVar[AbstractSet[str]]
    else:
        __sends__ = {}
        __required__ = frozenset()
        __nullable__ = frozenset()

    model_config = ConfigDict(
        extra="allow",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        # Servers send 7 for "7"; nothing is lost by reading it so.
        coerce_numbers_to_str=True,
        # JSON has no such numbers.
        allow_inf_nan=False,
        # Models are many and most are never used in one run.
        defer_build=True,
        # What a server sent is no business of a log.
        hide_input_in_errors=True,
        protected_namespaces=(),
    )

    def __init_subclass__(
        cls,
        *,
        sends: Mapping[str, Any] | None = None,
        required: AbstractSet[str] | None = None,
        nullable: AbstractSet[str] | None = None,
        **kwargs: Unpack[ConfigDict],
    ) -> None:
        """What the definition says beyond the fields, by wire name.

        `sends` holds what is in every body of this kind by itself. Answers have what is
        `required`, and null only where it is `nullable`: a strict client insists on that.
        """
        super().__init_subclass__(**kwargs)
        if sends is not None:
            cls.__sends__ = sends
        if required is not None:
            cls.__required__ = required
        if nullable is not None:
            cls.__nullable__ = nullable

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[BaseModel], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from .tolerance import tolerant_model

        return tolerant_model(source, handler)

    def __repr_args__(self) -> Any:
        """What is set alone: a page of absent properties hides the few that came."""
        return (
            (name, value)
            for name, value in super().__repr_args__()
            if name is None or name in self.model_fields_set
        )


@cache
def wire_names(kind: type[BaseModel]) -> Mapping[str, str]:
    """The name on the wire of each field of a model."""
    # Where an annotation names a later class, what it says is known when that one is.
    if not kind.__pydantic_fields_complete__:
        kind.model_rebuild()
    return {
        name: alias if isinstance(alias := field.validation_alias, str) else name
        for name, field in kind.model_fields.items()
    }


def members(model: Model) -> dict[str, object]:
    """What is set of a model, unknown members too, by the names on the wire."""
    names = wire_names(type(model))
    known: dict[str, object] = {
        wire: getattr(model, name)
        for name, wire in names.items()
        if name in model.model_fields_set
    }
    return known | (model.model_extra or {})
