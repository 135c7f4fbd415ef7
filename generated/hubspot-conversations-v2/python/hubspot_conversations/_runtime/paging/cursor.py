"""Pages that hold a token for the next one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ..operation import Operation, Page, Place
from .parameter import Parameter, with_parameter
from .walk import token_at


@dataclass(frozen=True, slots=True)
class Cursor:
    """A page holds a token, and the next request repeats it."""

    parameter: Parameter
    next: Place
    items: Place
    number: bool = False
    """Whether the token is a number in the JSON body."""

    def at(self, operation: Operation[Page], token: str) -> Operation[Page]:
        """The same request, with the token."""
        value = int(token) if self.number else token
        return with_parameter(operation, self.parameter, value)

    def after(self, operation: Operation[Any], page: Any, count: int) -> str | None:
        """The token in the page; none where it is missing, null, empty or no number."""
        token = token_at(page, self.next)
        return None if self.number and not _is_number(token) else token


def _is_number(token: str | None) -> bool:
    # `int` would raise for a longer one.
    return token is not None and re.fullmatch("-?[0-9]{1,1000}", token) is not None
