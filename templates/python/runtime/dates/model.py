"""The base of models with dates, and the schema of a date."""

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
    union_schema,
)

from ..decode import model
from ..decode.kinds import READERS, SCHEMAS
from ..decode.model import wire_names

if TYPE_CHECKING:
    from ..decode.walk import Reader

# Between these two no text of digits that is a date lies, where it is read as a count.
_COUNTED = datetime(1973, 3, 3, 10, tzinfo=UTC), datetime(2286, 1, 1, tzinfo=UTC)


class Model(model.Model):
    """A JSON object with known properties. It keeps unknown ones, and which ones were present.

    Properties that came, or were given, are in `model_fields_set`; those that the definition does
    not know are in `model_extra`. As a body, what was never set is not sent, and `None` is null.

    What servers send is read in the declared type wherever it has one meaning there: "7" as an
    integer, 7 and true as text, 0 as false, a date in any common form; a time without a zone is
    UTC. Null is `None` in a field. Of an array of objects and of a map it is left out; among the
    scalars of an array `None` stays where it stands, because its position can matter; a null row
    is empty. Text in a date field that is no date ("", "0000-00-00", "N/A") leaves the field
    `None`; the text stays in `model_extra` under its name on the wire, and goes back out as it came
    until the field is set.
    """

    # Type checkers would believe that a model has any attribute.
    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """`None` for a field whose value is no date: what came is in `model_extra`."""
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
        """A copy, with changes by field name: see pydantic."""
        copied = super().model_copy(update=update, deep=deep)
        for name in update or ():
            _replaced(copied, name)
        return copied


def _replaced(model: Model, name: str) -> None:
    """Once a field is set, what a server sent in its place is of no use."""
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
        # In a JSON Schema there is the declared form alone.
        metadata={"pydantic_js_functions": [_left_out]},
    )
    ours = union_schema([cast("CoreSchema", exact), other], mode="left_to_right")
    plain = cast("CoreSchema", node)
    return lax_or_strict_schema(json_or_python_schema(ours, plain), plain)


def _left_out(*_: object) -> NoReturn:
    raise PydanticOmit


def _moment(value: object) -> object:
    from .forms import read_datetime  # most forms are known to pydantic

    return _found(read_datetime(value))


def _day(value: object) -> object:
    from .forms import read_date

    return _found(read_date(value))


def _found(value: object) -> object:
    if value is None:
        raise PydanticCustomError("date_form", "Input should be a date")
    return value


def _date_reader(kind: type[date]) -> Reader:
    from .readers import date_reader  # most answers need none

    return date_reader(kind)


def _object_reader(kind: type[Model]) -> Reader:
    from .readers import DatedObjectReader

    return DatedObjectReader(kind)


def register() -> None:
    """Have dates read in every form, wherever they are."""
    SCHEMAS["date"] = SCHEMAS["datetime"] = _date
    READERS[date] = READERS[datetime] = _date_reader
    READERS[Model] = _object_reader


register()
