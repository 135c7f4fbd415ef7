"""Bodies of type `application/x-www-form-urlencoded`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Self, cast
from urllib.parse import quote_plus

from ..encode.dumps import dumps
from ..encode.keywords import NO_NAMES
from ..encode.text import pairs
from ..encode.wire import wire
from ..unset import UNSET
from .body import Payload
from .members import either, has_members


@dataclass(frozen=True, slots=True)
class Form:
    """A body of type `application/x-www-form-urlencoded`: a mapping or a model; `UNSET` for no body."""

    value: object
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    """The arguments for fields, where they cannot be derived."""

    @classmethod
    def either(
        cls,
        whole: object,
        members: Mapping[str, object],
        *,
        needs: Iterable[str] = (),
        names: Mapping[str, str] = NO_NAMES,
        also: Collection[str] | None = (),
        optional: bool = False,
    ) -> Self:
        """Return a body from the whole value or from its members: see `either`."""
        return cls(either(whole, members, needs, optional, names, also), names)

    def open(self, files: ExitStack) -> Payload:
        """Return the encoded body. Raises `TypeError` or `ValueError` if a value has no text form."""
        if self.value is UNSET:
            return Payload()
        encoded = form(_plain(_members(self.value)), self.names).encode()
        content_type = "application/x-www-form-urlencoded"
        return Payload(content=encoded, headers={"Content-Type": content_type})


def _members(value: object) -> Mapping[str, object]:
    # A mapping keeps types that JSON lacks: lists with a `collectionFormat`.
    if isinstance(value, Mapping):
        return cast("Mapping[str, object]", value)
    dumped = wire(value)
    if isinstance(dumped, dict):
        return cast("Mapping[str, object]", dumped)
    raise TypeError(f"{type(value).__name__} cannot be sent as a form")


def _plain(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: flat(value) for name, value in fields.items()}


def flat(value: object) -> object:
    """Return the value of a form field; an object as JSON text, as forms cannot nest."""
    return dumps(value) if _is_object(value) else value


def _is_object(value: object) -> bool:
    if isinstance(value, list | tuple):
        return any(map(_is_object, cast("Iterable[object]", value)))
    return has_members(value)


def form(values: Mapping[str, object], names: Mapping[str, str] | None = None) -> str:
    """Return the text of a body of type `application/x-www-form-urlencoded`; `names` as of `pairs`."""
    return "&".join(
        f"{quote_plus(pair.name)}={quote_plus(pair.joined)}"
        for pair in pairs(values, names)
    )
