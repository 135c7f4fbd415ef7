"""The error of a list that does not end."""

from __future__ import annotations

from ..errors import ConnectorError


class PagingError(ConnectorError):
    """A list with too many empty pages one after another; `next_cursor` is that of the last one."""
