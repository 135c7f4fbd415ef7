"""An operation is a value: what to send, and how to read the answer. It does no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .bodies import Body, Bytes, File, Form, Json, Multipart
from .encode import Csv, Multi, Pipes, Ssv, Tsv, once, path, twice
from .paging import Cursor, NextLink, Offset, PageNumber, Paging

if TYPE_CHECKING:
    from .answers import Answers

T_co = TypeVar("T_co", covariant=True)

__all__ = [
    "Bytes",
    "Csv",
    "Cursor",
    "File",
    "Form",
    "Json",
    "Multi",
    "Multipart",
    "NextLink",
    "Offset",
    "Operation",
    "PageNumber",
    "Pipes",
    "Ssv",
    "Tsv",
    "once",
    "path",
    "twice",
]


# No slots: `Operation[Book](...)` could not be written then (CPython 3.11).
@dataclass(frozen=True, kw_only=True)
class Operation(Generic[T_co]):
    """One call, with its arguments. Its repr shows neither arguments nor body."""

    id: str
    """The `operationId` on the wire."""
    method: str
    path: str
    """Below the base URL, with the arguments filled in and percent-encoded: see `path`."""
    query: Mapping[str, object] = field(default_factory=dict[str, object], repr=False)
    """By wire name; `UNSET` is left out."""
    headers: Mapping[str, object] = field(default_factory=dict[str, object], repr=False)
    """By wire name; `UNSET` is left out."""
    body: Body | None = field(default=None, repr=False)
    answers: Answers = field(default_factory=dict["int | Any", Any], repr=False)
    """The type of the body for each success."""
    errors: Answers = field(default_factory=dict["int | Any", Any], repr=False)
    """The type of the body for each declared error."""
    paging: Paging | None = field(default=None, repr=False)
    link: str | None = field(default=None, repr=False)
    """A whole URL that takes the place of path and query, as a server gave it; same origin only."""
