"""How the polls of a trigger follow one another, without I/O."""

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
"""Text, and places in the JSON of an answer, in the order in which they are put together."""

_MOST_SEEN = 1000
"""How many items are remembered at least, to tell new ones apart."""


@dataclass(frozen=True, slots=True)
class Polling:
    """How a polling trigger is asked again."""

    items: Place | None = None
    """Where the events of an answer are; `None` where the whole answer is one."""
    state: Mapping[str, Template] = field(default_factory=dict[str, Template])
    """Query parameters of the next poll, made of the last answer: its items are newest first."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a poll ended."""

    link: str | None = None
    query: Mapping[str, str | int | float] = field(
        default_factory=dict[str, "str | int | float"]
    )
    seen: tuple[str, ...] = ()


class Polls:
    """Where a row of polls stands: says what to ask, is told the answer, and gives its events.

    An answer that names a `Location` keeps the books itself: all that it holds are events, and the
    next poll goes there. Where none does, an event is an item that no earlier answer had, and what
    the first one holds was there before. A 202 holds nothing.
    """

    def __init__(
        self, operation: Operation[Any], polling: Polling, cursor: str | None
    ) -> None:
        self._polling = polling
        # A 202 says that there is nothing, whatever its declaration and its body say.
        answers = {**operation.answers, 202: None}
        self._first = dataclasses.replace(operation, answers=answers)
        self._mark = None if cursor is None else _read_cursor(cursor)

    @property
    def request(self) -> Operation[Any]:
        """What to send. Its link is followed on the same origin only."""
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
        """Where the next poll starts, as text; `None` before the first."""
        return None if self._mark is None else _write_cursor(self._mark)

    def take(self, response: Response[Any]) -> list[Any]:
        """The events of the answer, the oldest first where the order is known."""
        items = [] if response.data is None else self._items(response.data)
        link = located(response)
        if link is not None:
            self._mark = _Mark(link)
            return items
        before = self._mark
        mark = before or _Mark()
        digests = [_digest(item) for item in items]
        known = set(mark.seen)
        fresh = [i for i, d in zip(items, digests, strict=True) if d not in known]
        now = set(digests)
        older = (digest for digest in mark.seen if digest not in now)
        seen = (*dict.fromkeys(digests), *older)[: max(_MOST_SEEN, len(digests))]
        self._mark = _Mark(mark.link, {**mark.query, **self._state(response)}, seen)
        if before is None:
            return []
        return fresh[::-1] if self._polling.state else fresh

    def _items(self, page: object) -> list[Any]:
        if self._polling.items is None:
            return [page]
        found = dig(page, self._polling.items)
        return cast("list[object]", found) if isinstance(found, list) else []

    def _state(self, response: Response[Any]) -> dict[str, str | int | float]:
        """The query parameters for which the answer has all that they are made of."""
        if response.data is None or not self._polling.state:
            return {}
        try:
            # As it came: a date that was read and written again may be another text.
            root: object = json.loads(response.http.content)
        except (ValueError, RecursionError):
            return {}
        made = {name: _filled(t, root) for name, t in self._polling.state.items()}
        return {name: value for name, value in made.items() if value is not None}


def _filled(template: Template, root: object) -> str | int | float | None:
    """The value that a template makes; `None` where something in it is missing."""
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
        return None  # 1e999: no request can say it again
    return root if isinstance(root, str | int | float) else None


def _text(value: str | float) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _digest(item: object) -> str:
    """What tells items apart, short: a cursor holds many of them."""
    canonical = json.dumps(wire(item), sort_keys=True).encode()
    return hashlib.blake2b(canonical, digest_size=8).hexdigest()


def _write_cursor(mark: _Mark) -> str:
    members = {"link": mark.link, "query": mark.query, "seen": mark.seen}
    said = {name: value for name, value in members.items() if value}
    return json.dumps(said, separators=(",", ":"))


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
    raise ValueError("after: this is no cursor of a poller")
