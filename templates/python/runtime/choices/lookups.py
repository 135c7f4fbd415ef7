"""What only a call can tell: the values that an argument can take, and schemas of open objects."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from ..decode.place import dig
from ..encode.text import text
from ..http.resource import AsyncResource, Resource
from ..http.settings import CallOptions
from ..operation import Operation, Place

T = TypeVar("T")
V_co = TypeVar("V_co", covariant=True)


# No slots: `Choice[str](...)` could not be written then (CPython 3.11).
@dataclass(frozen=True)
class Choice(Generic[V_co]):
    """One value that an argument can take."""

    value: V_co
    """What to pass."""
    title: str
    """What to show to a person; the value as text where the API gives no title."""


@dataclass(frozen=True, slots=True)
class ChoicePlaces:
    """Where an answer holds choices, by the names on the wire."""

    items: Place
    """The way to the list in an answer; empty where the answer is the list."""
    value: Place
    title: Place = ()
    """The ways in an item; an item that is no object is a value itself."""

    def choices(self, answer: object) -> Iterator[Choice[Any]]:
        """The choices in an answer. An item without a value is none."""
        for item in self._list(answer):
            plain = isinstance(item, str | int | float)
            value = item if plain else dig(item, self.value)
            if value is not None:
                title = None if plain or not self.title else dig(item, self.title)
                yield Choice(value, _shown(value if title is None else title))

    def _list(self, answer: object) -> list[object]:
        found = dig(answer, self.items)
        if not self.items and not isinstance(found, list):
            # What OData calls it, where nothing was declared.
            found = dig(found, ("value",))
        return cast("list[object]", found) if isinstance(found, list) else []


def _shown(value: object) -> str:
    try:
        return text(value)
    except (TypeError, ValueError):
        return str(value)


def with_query(operation: Operation[T], query: Mapping[str, object]) -> Operation[T]:
    """The operation with other values for query parameters that no caller gives."""
    return dataclasses.replace(operation, query={**operation.query, **query})


def _as_json(operation: Operation[Any]) -> Operation[Any]:
    """The operation, answered as it stands: a schema is no model."""
    answers: Any = {"default": Any}
    return dataclasses.replace(operation, answers=answers)


def _schema(answer: object, place: Place) -> dict[str, Any]:
    found = dig(answer, place)
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


class Lookups(Resource):
    """Calls of a blocking client that tell choices or schemas."""

    def _choices(
        self, operation: Operation[Any], places: ChoicePlaces, options: CallOptions
    ) -> list[Choice[Any]]:
        return list(places.choices(self._call(operation, options)))

    def _schema(
        self, operation: Operation[Any], place: Place, options: CallOptions
    ) -> dict[str, Any]:
        return _schema(self._call(_as_json(operation), options), place)


class AsyncLookups(AsyncResource):
    """Calls of an awaited client that tell choices or schemas."""

    async def _choices(
        self, operation: Operation[Any], places: ChoicePlaces, options: CallOptions
    ) -> list[Choice[Any]]:
        return list(places.choices(await self._call(operation, options)))

    async def _schema(
        self, operation: Operation[Any], place: Place, options: CallOptions
    ) -> dict[str, Any]:
        return _schema(await self._call(_as_json(operation), options), place)
