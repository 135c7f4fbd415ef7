"""JSON bodies."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Self

from ..encode.dumps import dumps
from ..encode.keywords import NO_NAMES
from ..unset import UNSET
from .body import Payload
from .members import either


@dataclass(frozen=True, slots=True)
class Json:
    """A JSON body. Members that are `UNSET` are left out at any depth; `Json(UNSET)` is no body."""

    value: object
    content_type: str = "application/json"

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
        content_type: str = "application/json",
    ) -> Self:
        """Return a body from the whole value or from its members: see `either`."""
        return cls(either(whole, members, needs, optional, names, also), content_type)

    def open(self, files: ExitStack) -> Payload:
        """Return the encoded body. Raises `TypeError` or `ValueError` if JSON has no form for a value."""
        if self.value is UNSET:
            return Payload()
        content = dumps(self.value).encode()
        return Payload(content=content, headers={"Content-Type": self.content_type})
