"""Lookups: calls that fetch the values of an argument, or the schema of an open object."""

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


# No slots: CPython 3.11 cannot call `Choice[str](...)` with them.
@dataclass(frozen=True)
class Choice(Generic[V_co]):
    """A value that an argument can take."""

    value: V_co
    """The value to pass."""
    title: str
    """The title to display; the value as text if the API gives no title."""


@dataclass(frozen=True, slots=True)
class ChoicePlaces:
    """The paths to choices in a response, in JSON names."""

    items: Place
    """The path to the list in a response; empty if the response is the list."""
    value: Place
    title: Place = ()
    """The paths in an item; an item that is not an object is itself the value."""

    def choices(self, body: object) -> Iterator[Choice[Any]]:
        """Yield the choices in a response. Items without a value are skipped."""
        for item in self._list(body):
            is_scalar = isinstance(item, str | int | float)
            value = item if is_scalar else dig(item, self.value)
            if value is not None:
                title = None if is_scalar or not self.title else dig(item, self.title)
                yield Choice(value, _as_text(value if title is None else title))

    def _list(self, body: object) -> list[object]:
        value = dig(body, self.items)
        if not self.items and not isinstance(value, list):
            # The OData name of the list, if no path is declared.
            value = dig(value, ("value",))
        return cast("list[object]", value) if isinstance(value, list) else []


def _as_text(value: object) -> str:
    try:
        return text(value)
    except (TypeError, ValueError):
        return str(value)


def with_query(operation: Operation[T], query: Mapping[str, object]) -> Operation[T]:
    """Return the operation with more query parameters, which override its own."""
    return dataclasses.replace(operation, query={**operation.query, **query})


def _as_json(operation: Operation[Any]) -> Operation[Any]:
    """Return the operation with an untyped response: a schema has no model."""
    answers: Any = {"default": Any}
    return dataclasses.replace(operation, answers=answers)


def _schema(body: object, place: Place) -> dict[str, Any]:
    value = dig(body, place)
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


class Lookups(Resource):
    """The base of lookups of a blocking client."""

    def _choices(
        self, operation: Operation[Any], places: ChoicePlaces, options: CallOptions
    ) -> list[Choice[Any]]:
        return list(places.choices(self._call(operation, options)))

    def _schema(
        self, operation: Operation[Any], place: Place, options: CallOptions
    ) -> dict[str, Any]:
        return _schema(self._call(_as_json(operation), options), place)


class AsyncLookups(AsyncResource):
    """The base of lookups of an async client."""

    async def _choices(
        self, operation: Operation[Any], places: ChoicePlaces, options: CallOptions
    ) -> list[Choice[Any]]:
        return list(places.choices(await self._call(operation, options)))

    async def _schema(
        self, operation: Operation[Any], place: Place, options: CallOptions
    ) -> dict[str, Any]:
        return _schema(await self._call(_as_json(operation), options), place)
