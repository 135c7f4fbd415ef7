"""Encoding of values as text, for queries and headers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import ClassVar, NamedTuple, cast
from urllib.parse import quote
from uuid import UUID

from ..unset import UNSET, Unset
from .keywords import about

_MAX_DIGITS = 400
"""Digits before or behind the point of a number; one with more has an exponent."""
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


@dataclass(frozen=True)
class Listed:
    """A list of values; the base of all kinds of `collectionFormat`."""

    values: Iterable[object] | Unset

    def texts(self) -> tuple[str, ...]:
        """Return the items as text; `UNSET` is left out."""
        if isinstance(self.values, Unset):
            return ()
        return tuple(text(value) for value in self.values if value is not UNSET)

    def pairs(self, name: str) -> Iterator[Pair]:
        """Yield the pairs to send under a name."""
        raise NotImplementedError


class Joined(Listed):
    """A list that is joined as one text."""

    separator: ClassVar[str] = ","

    def pairs(self, name: str) -> Iterator[Pair]:
        """Yield one pair; none if the list is empty."""
        if texts := self.texts():
            yield Pair(name, texts, self.separator)


class Csv(Joined):
    """A list that is joined by commas, the default."""


class Placeholder(str):
    """The argument of an operation that only its id is needed of: it fits any pattern."""

    __slots__ = ()


def text(value: object) -> str:
    """Return a value as text: `true`, `1.5`, `2026-11-23T10:00:00Z`.

    A `datetime` without a zone is UTC, as in responses. Raises `ValueError` for `None`, infinity and
    NaN, `TypeError` for other types.
    """
    if isinstance(value, Enum):
        return text(value.value)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | UUID):
        return str(value)
    if isinstance(value, float | Decimal):
        return _number(value)
    if isinstance(value, datetime | time):
        return _time(value).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if value is None:
        raise ValueError("None cannot be sent here; leave it out, or pass UNSET")
    raise TypeError(f"{type(value).__name__} cannot be sent as text")


def _time(value: datetime | time) -> datetime | time:
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    return value


def _number(value: float | Decimal) -> str:
    if not math.isfinite(value):
        raise ValueError("infinity and NaN cannot be sent")
    if isinstance(value, Decimal):
        # A large exponent would become as many digits.
        is_short = abs(value.adjusted()) <= _MAX_DIGITS
        return format(value, "f") if is_short else str(value)
    value = float(value)
    # An API that expects an integer may refuse 5.0.
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


class Pair(NamedTuple):
    """A name, and its value as one or more texts with their separator."""

    name: str
    texts: tuple[str, ...]
    separator: str = ","

    @property
    def joined(self) -> str:
        """The value as one text."""
        return self.separator.join(self.texts)


def pairs(
    values: Mapping[str, object], names: Mapping[str, str] | None = None
) -> Iterator[Pair]:
    """Yield the values as text. `UNSET` and empty lists are left out.

    Raises `ValueError` or `TypeError` for a value that cannot be sent as text, with its argument:
    `names` has those that cannot be derived, and is `None` if there are no arguments.
    """
    for name, value in values.items():
        if value is UNSET:
            continue
        if type(value) is str:
            yield Pair(name, (value,))
            continue
        try:
            yield from _pairs(name, value)
        except (TypeError, ValueError) as error:
            raise about(name, error, names) from None


def _pairs(name: str, value: object) -> Iterator[Pair]:
    if isinstance(value, list | tuple | set | frozenset):
        value = Csv(cast("Iterable[object]", value))
    if isinstance(value, Listed):
        yield from value.pairs(name)
    else:
        yield Pair(name, (text(value),))


def query_string(
    values: Mapping[str, object], names: Mapping[str, str] | None = None
) -> str:
    """Return the query of a URL without `?`; `names` as of `pairs`.

    List items are encoded before they are joined.
    """
    return "&".join(
        f"{quote(pair.name, safe='')}={_query_value(pair)}"
        for pair in pairs(values, names)
    )


def _query_value(pair: Pair) -> str:
    return quote(pair.separator, safe=",").join(quote(t, safe="") for t in pair.texts)


def header_fields(
    values: Mapping[str, object], names: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the headers as text; `names` as of `pairs`.

    Raises `ValueError` for control characters, which could add a line.
    """
    fields: dict[str, str] = {}
    for pair in pairs(values, names):
        value = fields[pair.name] = pair.joined.strip(" \t")
        if _CONTROL.search(value):
            error = ValueError("a header must not hold a control character")
            raise about(pair.name, error, names)
    return fields
