"""The base class of models with dates, and the pydantic schema of dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NoReturn, Self, cast

from pydantic_core import PydanticCustomError, PydanticOmit
from pydantic_core.core_schema import (
    CoreSchema,
    any_schema,
    json_or_python_schema,
    lax_or_strict_schema,
    no_info_after_validator_function,
    plain_serializer_function_ser_schema,
    union_schema,
)

from ..decode import model
from ..decode.kinds import READERS, SCHEMAS
from ..decode.model import wire_names
from ..encode.days import date_only
from ..encode.text import text

if TYPE_CHECKING:
    from ..decode.walk import Reader

# pydantic reads digits as a count; within these limits, they cannot be a date such as 20261123.
_COUNTED = datetime(1973, 3, 3, 10, tzinfo=UTC), datetime(2286, 1, 1, tzinfo=UTC)


class Model(model.Model):
    """A JSON object with declared properties. It keeps unknown ones, and which ones were present.

    Properties that were received or passed are in `model_fields_set`; those that the definition
    does not declare are in `model_extra`. In a request, unset properties are not sent; `None` is
    sent as null.

    A received value of another type is converted if it has only one meaning there: "7" to an
    integer, 7 and true to text, 0 to false, any common form of a date; a time without a zone is
    UTC. Null is `None` in a field. In an array of objects and in a map it is left out; in an array
    of scalars it is `None`, as positions can matter; as a row of an array of arrays it is empty. If
    the text of a date field is not a date ("", "0000-00-00", "N/A"), the field is `None`; the text
    is kept in `model_extra` under its JSON name, and is sent back unchanged until the field is set.
    Among the dates of an array, such a text is `None`. In a request, too, a time without a zone is
    UTC.
    """

    # Hidden from type checkers, which would allow any attribute otherwise.
    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Return `None` for a field whose text is not a date; the text is in `model_extra`."""
            if wire_names(type(self)).get(name) in (self.__pydantic_extra__ or ()):
                return None
            return super().__getattr__(name)

        def __setattr__(self, name: str, value: object) -> None:
            super().__setattr__(name, value)
            if self.__pydantic_extra__:
                _replaced(self, name)

    def model_copy(
        self, *, update: Mapping[str, Any] | None = None, deep: bool = False
    ) -> Self:
        """Return a copy with changes by field name: see pydantic."""
        copied = super().model_copy(update=update, deep=deep)
        for name in update or ():
            _replaced(copied, name)
        return copied


def _replaced(model: Model, name: str) -> None:
    """Discard the text that was received for a field, once the field is set."""
    if model.model_extra and (wire := wire_names(type(model)).get(name)):
        model.model_extra.pop(wire, None)


def _date(node: dict[str, Any]) -> CoreSchema:
    day = node["type"] == "date"
    first, last = _COUNTED
    exact = node | {"strict": True, "ge": first, "le": last, "tz_constraint": "aware"}
    if day:
        exact = node | {"strict": True, "ge": first.date(), "le": last.date()}
    other = no_info_after_validator_function(
        _day if day else _moment,
        any_schema(),
        # A JSON Schema has only the declared form.
        metadata={"pydantic_js_functions": [_omitted]},
    )
    tolerant = union_schema([cast("CoreSchema", exact), other], mode="left_to_right")
    plain = cast("CoreSchema", node)
    # A value that is set later is not validated.
    sent = plain_serializer_function_ser_schema(
        _sent_day if day else _sent_moment, when_used="json"
    )
    return lax_or_strict_schema(
        json_or_python_schema(tolerant, plain), plain, serialization=sent
    )


def _sent_day(value: object) -> object:
    day = date_only(value)
    return text(day) if isinstance(day, date) else day


def _sent_moment(value: object) -> object:
    return text(value) if isinstance(value, date) else value


def _omitted(*_: object) -> NoReturn:
    raise PydanticOmit


def _moment(value: object) -> object:
    from .forms import read_datetime  # pydantic knows the common forms

    return _checked(read_datetime(value))


def _day(value: object) -> object:
    from .forms import read_date

    return _checked(read_date(value))


def _checked(value: object) -> object:
    if value is None:
        raise PydanticCustomError("date_form", "Input should be a date")
    return value


def _date_reader(kind: type[date]) -> Reader:
    from .readers import date_reader  # most responses need none

    return date_reader(kind)


def _object_reader(kind: type[Model]) -> Reader:
    from .readers import DatedObjectReader

    return DatedObjectReader(kind)


def register() -> None:
    """Register the schema and the readers of dates."""
    SCHEMAS["date"] = SCHEMAS["datetime"] = _date
    READERS[date] = READERS[datetime] = _date_reader
    READERS[Model] = _object_reader


register()
