"""Operations as values: a request, and the types of its responses. There is no I/O here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Literal, Protocol, TypeVar

if TYPE_CHECKING:
    from .bodies.body import Body

T_co = TypeVar("T_co", covariant=True)
Page = TypeVar("Page")

Status = int | Literal["default"]
Answers = Mapping[Status, Any]
"""The type of the body for each declared status. For `None` the body is ignored; for `object` it
is what the server sends: JSON, text or bytes by its content type, `None` if empty."""
Place = tuple[str, ...]
"""A path of JSON property names, from the root of a body; empty for the root itself."""


# No slots: CPython 3.11 cannot call `Operation[Book](...)` with them.
@dataclass(frozen=True, kw_only=True)
class Operation(Generic[T_co]):
    """One call, with its arguments. Its repr shows neither arguments nor body."""

    id: str
    """The `operationId` in the definition."""
    method: str
    path: str
    """The path below the base URL, with the arguments filled in and percent-encoded: see `path`."""
    query: Mapping[str, object] = field(default_factory=dict[str, object], repr=False)
    """The values by their names in the definition; `UNSET` is left out."""
    headers: Mapping[str, object] = field(default_factory=dict[str, object], repr=False)
    """The values by their names in the definition; `UNSET` is left out."""
    names: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict[str, Mapping[str, str]], repr=False
    )
    """The arguments for values of `query` and of `headers`, where they cannot be derived: for errors."""
    body: Body | None = field(default=None, repr=False)
    answers: Answers = field(default_factory=dict["int | Any", Any], repr=False)
    """The type of the body for each success status."""
    errors: Answers = field(default_factory=dict["int | Any", Any], repr=False)
    """The type of the body for each declared error status."""
    paging: Paging | None = field(default=None, repr=False)
    link: str | None = field(default=None, repr=False)
    """A URL from the server, on the same origin, which is sent in place of path and query."""


class Paging(Protocol):
    """A kind of paging. A token is text that identifies the start of a page."""

    @property
    def items(self) -> Place:
        """The path to the items of a page."""
        ...

    def at(self, operation: Operation[Page], token: str) -> Operation[Page]:
        """Return the operation that requests the page at a token."""
        ...

    def after(self, operation: Operation[Any], page: Any, count: int) -> str | None:
        """Return the token of the page after this one, which has `count` items; `None` after the last page."""
        ...
