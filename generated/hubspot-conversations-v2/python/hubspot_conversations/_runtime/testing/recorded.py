"""A call that a fake server received."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import httpx2


@dataclass(slots=True)
class RecordedCall:
    """A call that a `FakeServer` received, with its credentials masked."""

    operation: str | None
    """The `operationId`; `None` for a request without an operation."""
    method: str
    path: str
    """The path as it was sent: percent-encoded, with the path of the base URL."""
    query: httpx2.QueryParams
    headers: httpx2.Headers = field(repr=False)
    content: bytes = field(repr=False)
    """The body."""
    attempts: int = 1
    """The number of requests: more than one after a retry."""

    @property
    def json(self) -> Any:
        """The body as JSON. Raises `ValueError` if it is not JSON."""
        return json.loads(self.content)

    @property
    def text(self) -> str:
        """The body as text."""
        return self.content.decode()

    def __str__(self) -> str:
        query = f"?{self.query}" if self.query else ""
        return f"{self.operation or 'no operation'}: {self.method} {self.path}{query}"
