"""Paging by a link in each page."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from ..operation import Operation, Page, Place
from .walk import token_at


@dataclass(frozen=True, slots=True)
class NextLink:
    """Paging by the URL of the next page, as `x-ms-pageable` declares."""

    next: Place
    items: Place

    def at(self, operation: Operation[Page], token: str) -> Operation[Page]:
        """Return a GET of the link."""
        # The query is not sent; it is kept for policies that refer to it.
        return dataclasses.replace(operation, method="GET", link=token, body=None)

    def after(self, operation: Operation[Any], page: Any, count: int) -> str | None:
        """Return the link of a page; `None` if it is missing, null or empty."""
        return token_at(page, self.next)
