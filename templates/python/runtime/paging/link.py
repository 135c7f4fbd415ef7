"""Pages that hold the URL of the next one."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from ..operation import Operation, Page, Place
from .walk import token_at


@dataclass(frozen=True, slots=True)
class NextLink:
    """A page holds the URL of the next one, as `x-ms-pageable` declares."""

    next: Place
    items: Place

    def at(self, operation: Operation[Page], token: str) -> Operation[Page]:
        """A GET of the link as it stands."""
        # The query is not sent: it is there for policies that refer to it.
        return dataclasses.replace(operation, method="GET", link=token, body=None)

    def after(self, operation: Operation[Any], page: Any, count: int) -> str | None:
        """The link in the page; none where it is missing, null or empty."""
        return token_at(page, self.next)
