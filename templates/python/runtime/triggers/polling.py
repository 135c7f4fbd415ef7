"""The sequence of polls of a trigger, without I/O."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from ..decode.place import dig
from ..encode.wire import wire
from ..operation import Place
from .location import located

if TYPE_CHECKING:
    from ..http.client import Response
    from ..operation import Operation

Template: TypeAlias = tuple[str | tuple[str | int, ...], ...]
"""Text, and paths in the JSON of a response, in the order in which they are joined."""

_MAX_SEEN = 1000
"""Items to remember to recognise new ones, unless the last response has more; the oldest are dropped."""


@dataclass(frozen=True, slots=True)
class Polling:
    """The definition of a polling trigger."""

    items: Place | None = None
    """The path to the events in a response; `None` if the whole response is one event."""
    state: Mapping[str, Template] = field(default_factory=dict[str, Template])
    """Query parameters of the next poll, taken from the last response, whose items are newest first."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """The position after a poll."""

    link: str | None = None
    query: Mapping[str, str | int | float] = field(
        default_factory=dict[str, "str | int | float"]
    )
    seen: tuple[str, ...] = ()


class Polls:
    """The state of a sequence of polls: it gives the next request, and takes the events from a response.

    If a response has a `Location`, the server keeps track: all its items are events, and the next
    poll goes there. Otherwise an item is an event if no earlier response had it, and the items of
    the first response are no events. A 202 has no items.
    """

    def __init__(
        self, operation: Operation[Any], polling: Polling, cursor: str | None
    ) -> None:
        self._polling = polling
        # A 202 means no events, whatever its declaration and its body.
        answers = {**operation.answers, 202: None}
        self._first = dataclasses.replace(operation, answers=answers)
        self._mark = None if cursor is None else _read_cursor(cursor)

    @property
    def request(self) -> Operation[Any]:
        """The next request. Its link is followed on the same origin only."""
        mark = self._mark
        if mark is None:
            return self._first
        if mark.link is not None:
            return dataclasses.replace(
                self._first, method="GET", link=mark.link, query={}, body=None
            )
        query = {**self._first.query, **mark.query}
        return dataclasses.replace(self._first, query=query)

    @property
    def cursor(self) -> str | None:
        """The start of the next poll as text; `None` before the first poll."""
        return None if self._mark is None else _write_cursor(self._mark)

    def take(self, response: Response[Any]) -> list[Any]:
        """Return the events of a response, oldest first if the order is known."""
        items = [] if response.data is None else self._items(response.data)
        link = located(response)
        if link is not None:
            self._mark = _Mark(link)
            return items
        before = self._mark
        mark = before or _Mark()
        digests = [_digest(item) for item in items]
        known = set(mark.seen)
        new = [i for i, d in zip(items, digests, strict=True) if d not in known]
        current = set(digests)
        older = (digest for digest in mark.seen if digest not in current)
        seen = (*dict.fromkeys(digests), *older)[: max(_MAX_SEEN, len(digests))]
        self._mark = _Mark(mark.link, {**mark.query, **self._state(response)}, seen)
        if before is None:
            return []
        return new[::-1] if self._polling.state else new

    def _items(self, page: object) -> list[Any]:
        if self._polling.items is None:
            return [page]
        found = dig(page, self._polling.items)
        return cast("list[object]", found) if isinstance(found, list) else []

    def _state(self, response: Response[Any]) -> dict[str, str | int | float]:
        """Return the query parameters whose templates can be filled from the response."""
        if response.data is None or not self._polling.state:
            return {}
        try:
            # The raw JSON: a date that is decoded and encoded again may have another form.
            root: object = json.loads(response.http.content)
        except (ValueError, RecursionError):
            return {}
        values = {name: _filled(t, root) for name, t in self._polling.state.items()}
        return {name: value for name, value in values.items() if value is not None}


def _filled(template: Template, root: object) -> str | int | float | None:
    """Return the value of a template; `None` if a part is missing."""
    found = [p if isinstance(p, str) else _value(root, p) for p in template]
    if len(found) == 1:
        return found[0]
    parts = [_text(value) for value in found if value is not None]
    return "".join(parts) if len(parts) == len(found) else None


def _value(root: object, place: tuple[str | int, ...]) -> str | int | float | None:
    for step in place:
        if isinstance(step, int):
            items = cast("list[object]", root) if isinstance(root, list) else []
            root = items[step] if -len(items) <= step < len(items) else None
        else:
            is_object = isinstance(root, Mapping)
            root = cast("Mapping[str, object]", root).get(step) if is_object else None
    if isinstance(root, float) and not math.isfinite(root):
        return None  # such as 1e999, which cannot be sent
    return root if isinstance(root, str | int | float) else None


def _text(value: str | float) -> str:
    return value if isinstance(value, str) else json.dumps(value, default=str)


def _digest(item: object) -> str:
    """Return a short digest that identifies an item: a cursor holds many of them."""
    canonical = json.dumps(wire(item), sort_keys=True, default=str).encode()
    return hashlib.blake2b(canonical, digest_size=8).hexdigest()


def _write_cursor(mark: _Mark) -> str:
    members = {"link": mark.link, "query": mark.query, "seen": mark.seen}
    present = {name: value for name, value in members.items() if value}
    return json.dumps(present, separators=(",", ":"))


def _read_cursor(text: str) -> _Mark:
    try:
        read: Any = json.loads(text)
        link, query, seen = (
            read.get("link"),
            read.get("query", {}),
            read.get("seen", ()),
        )
        if (
            isinstance(link, str | None)
            and all(isinstance(value, str | int | float) for value in query.values())
            and all(isinstance(digest, str) for digest in seen)
        ):
            return _Mark(link, query, tuple(seen))
    except (ValueError, TypeError, AttributeError, RecursionError):
        pass
    raise ValueError("after must be a cursor of a poller")
