"""The base class of models, where a discriminator says which model an object is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError
from pydantic_core.core_schema import CoreSchema, tagged_union_schema

from . import model
from .graph import graph_schema, named, reference
from .kinds import READERS, SCHEMAS
from .model import wire_names
from .readers import ObjectReader, reader
from .walk import MisfitError, Reader, Walk

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler


class Model(model.Model):
    """A JSON object with declared properties. It keeps unknown ones, and which ones were present.

    Properties that were received or passed are in `model_fields_set`; those that the definition
    does not declare are in `model_extra`. In a request, unset properties are not sent; `None` is
    sent as null.

    A received value of another type is converted if it has only one meaning there: "7" to an
    integer, 7 and true to text, 0 to false. Null is `None` in a field. In an array of objects and
    in a map it is left out; in an array of scalars it is `None`, as positions can matter; as a row
    of an array of arrays it is empty.

    A model with a discriminator sets it when it is created, and refuses the value of another
    model. What is received is the model that its discriminator names; if that is unknown or
    missing, it is the declared model.
    """

    # Annotated for type checkers only: pydantic would process these again for each model.
    if TYPE_CHECKING:
        __discriminators__: ClassVar[tuple[str, ...]]
        __ancestors__: ClassVar[tuple[type[Model], ...]]
        __variants__: ClassVar[dict[str, dict[str, type[Model]]]]
    else:
        __discriminators__ = ()
        __ancestors__ = ()
        __variants__ = {}

        def __init__(self, /, **data: Any) -> None:
            if self.__discriminators__:
                data = _Own(_tagged(type(self), data))
            self.__pydantic_validator__.validate_python(data, self_instance=self)

        # As that of pydantic: it is for callers, and not used for received data.
        __init__.__pydantic_base_init__ = True

    def __init_subclass__(
        cls,
        *,
        discriminator: str | None = None,
        variant_of: tuple[type[Model], ...] = (),
        **kwargs: Any,
    ) -> None:
        """Keep the JSON name of the discriminator, and make the model a variant of others.

        A model is a variant of those that it inherits, and of `variant_of`.
        """
        super().__init_subclass__(**kwargs)
        bases = [base for base in cls.__mro__[1:] if issubclass(base, Model)]
        for base in variant_of:
            bases += [base, *base.__ancestors__]
        cls.__ancestors__ = tuple(
            b for b in dict.fromkeys(bases) if b.__discriminators__
        )
        inherited = (name for base in bases for name in base.__discriminators__)
        own = () if discriminator is None else (discriminator,)
        cls.__discriminators__ = tuple(dict.fromkeys((*own, *inherited)))
        cls.__variants__ = {}
        if not cls.__discriminators__:
            return
        # What is inherited holds here, too.
        inherits = [base for base in cls.__bases__ if issubclass(base, Model)]
        cls.__required__ = frozenset(cls.__required__).union(
            *(base.__required__ for base in inherits)
        )
        cls.__nullable__ = frozenset(cls.__nullable__).union(
            *(base.__nullable__ for base in inherits)
        )
        # A subclass of the user is no variant.
        tags: Mapping[str, Any] = kwargs.get("sends") or {}
        for base in cls.__ancestors__:
            for name in base.__discriminators__:
                if name in tags:
                    base.__variants__.setdefault(name, {}).setdefault(tags[name], cls)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[BaseModel], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return graph_schema(source, handler, _named)


class _Own(dict[str, Any]):
    """The arguments for a model, which is not a variant of it, whatever they are."""


def variant(kind: type[Model], value: Mapping[str, Any]) -> type[Model] | None:
    """Return the model that an object is, of a kind and its variants; None if it is another one."""
    for name in kind.__discriminators__:
        tag = _tag(kind, name, value)
        if tag is None:
            continue
        if tag == kind.__sends__.get(name):
            return kind
        found = kind.__variants__.get(name, {}).get(tag)
        if found is not None:
            return found
        for base in kind.__ancestors__:
            known = base.__variants__.get(name, {})
            if tag in known or tag == base.__sends__.get(name):
                return None
    return kind


def _tag(kind: type[Model], name: str, value: Mapping[str, Any]) -> str | None:
    if name not in value:
        # As in pydantic, the name of the field is accepted as well.
        fields = (field for field, wire in wire_names(kind).items() if wire == name)
        name = next(fields, name)
    tag = value.get(name)
    return None if tag is None or isinstance(tag, dict | list) else str(tag)


def _tagged(kind: type[Model], data: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments with the discriminators of a model. Raises `ValidationError`."""
    missing: dict[str, Any] = {}
    for name in kind.__discriminators__:
        own, tag = kind.__sends__.get(name), _tag(kind, name, data)
        if tag is None:
            if own is not None:
                missing[name] = own
        elif tag != own and (not kind.__variants__ or variant(kind, data) is not kind):
            problem = PydanticCustomError(
                "discriminator",
                "Input should be that of {model}",
                {"model": kind.__name__},
            )
            details = InitErrorDetails(type=problem, loc=(name,), input=tag)
            raise ValidationError.from_exception_data(
                kind.__name__, [details], hide_input=True
            )
    if not missing:
        return data
    fields = {field for field, wire in wire_names(kind).items() if wire in missing}
    return {name: data[name] for name in data if name not in fields} | missing


_OWN = ":own"
"""The end of the name of a model's schema without its variants."""


_KINDS: dict[str, type[Model]] = {}
"""The models by the names of their schemas."""


def _without_variants(node: dict[str, Any]) -> CoreSchema:
    """Return a union without the variants of other members, which choose them by themselves."""
    kinds = [
        _KINDS.get(choice["schema_ref"]) if "schema_ref" in choice else None
        for choice in node["choices"]
    ]
    kept = [
        choice
        for choice, kind in zip(node["choices"], kinds, strict=True)
        if kind is None or not any(base in kinds for base in kind.__ancestors__)
    ]
    return kept[0] if len(kept) == 1 else cast("CoreSchema", node | {"choices": kept})


def _named(source: type[BaseModel], handler: GetCoreSchemaHandler) -> list[CoreSchema]:
    """Return the schema of a model, and the choice between it and its variants."""
    [own] = named(source, handler)
    kind = cast("type[Model]", source)
    _KINDS[cast("dict[str, Any]", own)["ref"]] = kind
    if not kind.__discriminators__:
        return [own]
    if own["type"] == "tagged-union":
        # The model was built before.
        return [own]
    schema = cast("dict[str, Any]", own)
    ref = schema["ref"]
    schema["ref"] = f"{ref}{_OWN}"
    variants = {v for known in kind.__variants__.values() for v in known.values()}
    ordered = sorted(variants, key=lambda model_: model_.__name__)
    choices = {found.__name__: reference(found) for found in ordered}

    def choose(value: object) -> str | None:
        if isinstance(value, dict) and not isinstance(value, _Own):
            found = variant(kind, cast("dict[str, Any]", value))
        else:
            found = next((v for v in ordered if isinstance(value, v)), kind)
        return None if found is None else found.__name__

    choice = tagged_union_schema(
        {**choices, kind.__name__: reference(kind, _OWN)},
        choose,
        custom_error_type="discriminator",
        custom_error_message=f"Input should be a {kind.__name__}, not another model",
        ref=ref,
    )
    return [own, choice]


def _reader(kind: type[Model]) -> Reader:
    above = kind.__mro__[kind.__mro__.index(Model) + 1 :]
    make = next((READERS[base] for base in above if base in READERS), ObjectReader)
    own = make(kind)
    if not kind.__discriminators__:
        return own

    def read(value: object, walk: Walk) -> object:
        if not isinstance(value, dict):
            return own(value, walk)
        members = cast("dict[str, Any]", value)
        found = variant(kind, members)
        if found is None:
            walk.trail.append(kind.__discriminators__[0])
            raise MisfitError(f"expected a {kind.__name__}, got another model")
        return own(members, walk) if found is kind else reader(found)(members, walk)

    return read


READERS[Model] = _reader
SCHEMAS["union"] = _without_variants
