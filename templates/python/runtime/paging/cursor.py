"""Paging by a token in each page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ..operation import Operation, Page, Place
from .parameter import Parameter, with_parameter
from .walk import token_at


@dataclass(frozen=True, slots=True)
class Cursor:
    """Paging by a token, which a page has and the next request repeats."""

    parameter: Parameter
    next: Place
    items: Place
    number: bool = False
    """True if the token is sent as a number in the JSON body."""

    def at(self, operation: Operation[Page], token: str) -> Operation[Page]:
        """Return the request with the token."""
        value = int(token) if self.number else token
        return with_parameter(operation, self.parameter, value)

    def after(self, operation: Operation[Any], page: Any, count: int) -> str | None:
        """Return the token of a page; `None` if it is missing, null, empty or not a number."""
        token = token_at(page, self.next)
        return None if self.number and not _is_number(token) else token


def _is_number(token: str | None) -> bool:
    # `int` raises for longer texts.
    return token is not None and re.fullmatch("-?[0-9]{1,1000}", token) is not None
