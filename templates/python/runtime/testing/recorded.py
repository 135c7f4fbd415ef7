"""A call that came to a fake server."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import httpx2


@dataclass(slots=True)
class RecordedCall:
    """One call that came to a `FakeServer`, with its credentials masked."""

    operation: str | None
    """The `operationId`; `None` for a request that no operation made."""
    method: str
    path: str
    """As it came over the wire: with the path of the base URL, percent-encoded."""
    query: httpx2.QueryParams
    headers: httpx2.Headers = field(repr=False)
    content: bytes = field(repr=False)
    """The body."""
    attempts: int = 1
    """Requests that were sent for it: more than one after a retry."""

    @property
    def json(self) -> Any:
        """The body as JSON. Raises `ValueError` where it is none."""
        return json.loads(self.content)

    @property
    def text(self) -> str:
        """The body as text."""
        return self.content.decode()

    def __str__(self) -> str:
        query = f"?{self.query}" if self.query else ""
        return f"{self.operation or 'no operation'}: {self.method} {self.path}{query}"
