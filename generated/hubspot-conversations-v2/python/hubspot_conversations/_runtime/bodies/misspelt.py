"""The check for a misspelt keyword, which is why a required one is missing. Imported when needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..http.settings import check_options
from ..http.unexpected import calling

if TYPE_CHECKING:
    from ..http.settings import CallOptions


def refuse_unexpected() -> None:
    """Raise the error for an unknown keyword of the method that is being called, if there is one."""
    frame = calling()
    if frame is not None:
        options: CallOptions = frame.f_locals["options"]
        check_options(options)
