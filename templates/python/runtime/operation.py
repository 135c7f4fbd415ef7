"""An operation is a value: what to send, and how to read the answer. It does no I/O."""

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
"""For each declared status, the type of its body; `None` answers `None` whatever the body is."""
Place = tuple[str, ...]
"""A path of property names on the wire, from the root of a page; empty for the root itself."""


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


class Paging(Protocol):
    """A way from one page to the next. A token is text that says where a page starts."""

    @property
    def items(self) -> Place:
        """Where the items of a page are."""
        ...

    def at(self, operation: Operation[Page], token: str) -> Operation[Page]:
        """The operation that gets the page at a token."""
        ...

    def after(self, operation: Operation[Any], page: Any, count: int) -> str | None:
        """The token of the page after this one, which has `count` items; `None` after the last."""
        ...
