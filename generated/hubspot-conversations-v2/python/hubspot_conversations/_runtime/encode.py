"""Values to text: path, query, header, form and JSON."""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import ClassVar, NamedTuple, TypeGuard, TypeVar, cast
from urllib.parse import quote, quote_plus
from uuid import UUID

from .unset import UNSET, Unset

T = TypeVar("T")

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Joined:
    """A list as one text; the base of the kinds of `collectionFormat`."""

    values: Iterable[object] | Unset
    separator: ClassVar[str] = ","


class Csv(Joined):
    """Joined by commas: what a list is by default."""

    __slots__ = ()


class Ssv(Joined):
    """Joined by spaces."""

    __slots__ = ()
    separator = " "


class Tsv(Joined):
    """Joined by tabs."""

    __slots__ = ()
    separator = "\t"


class Pipes(Joined):
    """Joined by `|`."""

    __slots__ = ()
    separator = "|"


@dataclass(frozen=True, slots=True)
class Multi:
    """Sent once for each item."""

    values: Iterable[object] | Unset


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a path that is percent-encoded already."""

    encoded: str


def listed(name: str, value: T) -> T:
    """An argument that has to be a list. Raises `TypeError` for one text or one mapping."""
    if isinstance(value, str | bytes | dict):
        kind = type(cast("object", value)).__name__
        raise TypeError(
            f"{name}: a list is needed, not a {kind}; for one value, [value]"
        )
    return value


def text(value: object) -> str:
    """One value as text: `true`, `1.5`, `2026-11-23T10:00:00Z`.

    Raises `ValueError` for `None` and for numbers that are none, `TypeError` for anything that has
    no one text.
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
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if value is None:
        raise ValueError("None cannot be sent here; leave it out, or pass UNSET")
    raise TypeError(f"{type(value).__name__} cannot be sent as text")


def _number(value: float | Decimal) -> str:
    if not math.isfinite(value):
        raise ValueError("infinity and NaN cannot be sent")
    if isinstance(value, Decimal):
        return format(value, "f")
    value = float(value)
    # 5.0 to an API that counts is 5.
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


class Pair(NamedTuple):
    """A name, and the texts of its value with what goes between them."""

    name: str
    texts: tuple[str, ...]
    separator: str = ","

    @property
    def joined(self) -> str:
        """The value as one text."""
        return self.separator.join(self.texts)


def pairs(values: Mapping[str, object]) -> Iterator[Pair]:
    """What is given of the values. `UNSET` and empty lists are left out.

    Raises `ValueError` or `TypeError`, with the name, for a value that cannot be sent as text.
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
            kind = TypeError if isinstance(error, TypeError) else ValueError
            raise kind(f"{name}: {error}") from None


def _pairs(name: str, value: object) -> Iterator[Pair]:
    if isinstance(value, list | tuple | set | frozenset):
        value = Csv(cast("Iterable[object]", value))
    if isinstance(value, Joined | Multi) and value.values is UNSET:
        return
    if isinstance(value, Multi):
        yield from (Pair(name, (item,)) for item in _texts(value.values))
    elif isinstance(value, Joined):
        texts = _texts(value.values)
        if texts:
            yield Pair(name, texts, value.separator)
    else:
        yield Pair(name, (text(value),))


def _texts(values: Iterable[object] | Unset) -> tuple[str, ...]:
    if isinstance(values, Unset):
        return ()
    return tuple(text(value) for value in values if value is not UNSET)


def query_string(values: Mapping[str, object]) -> str:
    """The query of a URL, without `?`. Items of a list are encoded before they are joined."""
    return "&".join(
        f"{quote(pair.name, safe='')}={_query_value(pair)}" for pair in pairs(values)
    )


def _query_value(pair: Pair) -> str:
    return quote(pair.separator, safe=",").join(quote(t, safe="") for t in pair.texts)


def form(values: Mapping[str, object]) -> str:
    """A body of type `application/x-www-form-urlencoded`."""
    return "&".join(
        f"{quote_plus(pair.name)}={quote_plus(pair.joined)}" for pair in pairs(values)
    )


def header_fields(values: Mapping[str, object]) -> dict[str, str]:
    """The headers that are given. Raises `ValueError` for a value that would break out of its line."""
    fields: dict[str, str] = {}
    for pair in pairs(values):
        value = fields[pair.name] = pair.joined.strip(" \t")
        if _CONTROL.search(value):
            raise ValueError(f"{pair.name}: a header holds no control character")
    return fields


def once(value: object) -> Segment:
    """A path parameter, percent-encoded (`x-ms-url-encoding: single`, the default)."""
    if isinstance(value, list | tuple):
        value = Csv(cast("Iterable[object]", value))
    if isinstance(value, Joined):
        separator = quote(value.separator, safe=",")
        return Segment(separator.join(quote(t, safe="") for t in _texts(value.values)))
    if value is UNSET:
        raise ValueError("a path parameter cannot be left out")
    if value is None:
        raise ValueError("a path parameter cannot be None")
    return Segment(quote(text(value), safe=""))


def twice(value: object) -> Segment:
    """A path parameter, percent-encoded twice (`x-ms-url-encoding: double`)."""
    return Segment(quote(once(value).encoded, safe=""))


def path(template: str, values: Mapping[str, object]) -> str:
    """The template with its `{placeholders}` filled in; each value is encoded once unless it is a `Segment`.

    A value can neither add a segment nor remove one: raises `ValueError`, with the name, where a
    value is empty or makes a whole segment `.` or `..`, and where a placeholder has no value;
    `{@...}` is left for a policy.
    """

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        if name not in values:
            if name.startswith("@"):  # a policy fills it in
                return match[0]
            raise ValueError(f"{name}: the path needs a value")
        try:
            value = values[name]
            segment = value if isinstance(value, Segment) else once(value)
        except (TypeError, ValueError) as error:
            kind = TypeError if isinstance(error, TypeError) else ValueError
            raise kind(f"{name}: {error}") from None
        if not segment.encoded:
            raise ValueError(f"{name}: a part of the path cannot be empty")
        return segment.encoded

    parts = template.split("/")
    return "/".join([_segment(part, fill) if "{" in part else part for part in parts])


def _segment(template: str, fill: Callable[[re.Match[str]], str]) -> str:
    filled, count = _PLACEHOLDER.subn(fill, template)
    if count and filled in (".", ".."):
        name = ", ".join(_PLACEHOLDER.findall(template))
        raise ValueError(f"{name}: a part of the path cannot be {filled!r}")
    return filled


def wire(value: object) -> object:
    """What `json` writes for a value: models by wire name with what was set, no `UNSET` at any depth.

    Raises `TypeError` for a value that JSON has no form for.
    """
    if isinstance(value, Enum):
        return wire(value.value)
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Mapping):
        members = cast("Mapping[object, object]", value)
        return {str(k): wire(v) for k, v in members.items() if v is not UNSET}
    if isinstance(value, list | tuple | set | frozenset):
        return [wire(v) for v in cast("Iterable[object]", value) if v is not UNSET]
    if isinstance(value, date | time | UUID):
        return text(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return _dumped(value)


def _dumped(value: object) -> object:
    from pydantic import BaseModel

    if isinstance(value, BaseModel):
        # A property that drifted from its type is still the person's to send.
        dumped = value.model_dump(
            mode="json", by_alias=True, exclude_unset=True, warnings=False
        )
        return _completed(value, dumped)
    raise TypeError(f"{type(value).__name__} cannot be sent as JSON")


def _completed(value: object, dumped: object) -> object:
    """A dump, with what each model in it sends by itself and was not given."""
    from .model import Model, members

    if _is_list(dumped) and _is_list(value):
        return [_completed(*both) for both in zip(value, dumped, strict=True)]
    if not _is_object(dumped):
        return dumped
    inside: Mapping[str, object] = {}
    always: Mapping[str, object] = {}
    if isinstance(value, Model):
        inside, always = members(value), type(value).__sends__
    elif isinstance(value, Mapping):
        inside = cast("Mapping[str, object]", value)
    made = {name: _completed(inside.get(name), one) for name, one in dumped.items()}
    return made | {name: one for name, one in always.items() if name not in made}


def _is_list(value: object) -> TypeGuard[list[object] | tuple[object, ...]]:
    return isinstance(value, list | tuple)


def _is_object(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)
