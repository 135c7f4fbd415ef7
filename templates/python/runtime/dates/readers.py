"""Readers of dates, and of models with text in date fields that is not a date.

The forms are those of `forms`; other text is kept in `model_extra`.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import cast

from ..decode.model import Model, wire_names
from ..decode.readers import Member, ObjectReader, expected, kind_of
from ..decode.walk import MisfitError, Reader, Step, UnreadableError, Walk
from .forms import is_rfc3339, read_date, read_datetime


def date_reader(kind: type[date]) -> Reader:
    """Return the reader of a date or a date-time."""
    read_any = read_datetime if kind is datetime else read_date
    what = "a date-time" if kind is datetime else "a date"

    def read(value: object, walk: Walk) -> object:
        found = read_any(value)
        if found is None:
            wrong = UnreadableError if isinstance(value, str) else MisfitError
            raise wrong(str(expected(what, value)))
        if walk.strict and not (isinstance(value, str) and is_rfc3339(value, kind)):
            raise MisfitError(f"expected {what} of RFC 3339, got {kind_of(value)}")
        return found.isoformat()

    return read


class DatedObjectReader(ObjectReader):
    """A reader of the JSON of a model with dates: text that is not a date is kept in `model_extra`."""

    def member(
        self, known: Member, value: object, walk: Walk, result: dict[str, object]
    ) -> None:
        """Read one member."""
        depth = len(walk.trail)
        try:
            super().member(known, value, walk, result)
        except UnreadableError:
            inside = len(walk.trail) > depth
            if walk.strict or walk.choosing or inside or not known.optional:
                raise
            place = (*walk.trail[:-1], known.wire)
            walk.later.append(partial(_restore, place, value))


def _restore(place: tuple[Step, ...], value: object, result: object) -> None:
    """Keep a text that is not a date in the model that it was received for."""
    *parents, last = place
    holder = result
    for step in parents:
        holder = _inside(holder, step)
    if isinstance(holder, Model) and isinstance(last, str):
        _keep(holder, last, value)


def _inside(holder: object, step: Step) -> object:
    if isinstance(step, tuple):
        return cast("list[object]", holder)[step[1]]
    if isinstance(holder, Model):
        names = wire_names(type(holder)).items()
        return getattr(holder, next((n for n, wire in names if wire == step), step))
    return cast("dict[str, object]", holder)[step]


def _keep(model: Model, wire: str, value: object) -> None:
    """Keep a text that a field cannot hold in `model_extra`, like an unknown property."""
    attribute = next(name for name, w in wire_names(type(model)).items() if w == wire)
    # Without a value the field is left out of dumps, so that the name is not repeated.
    vars(model).pop(attribute, None)
    assert model.__pydantic_extra__ is not None, "models allow unknown members"
    model.__pydantic_extra__[wire] = value
    model.model_fields_set.add(wire)
