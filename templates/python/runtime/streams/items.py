"""The items of a stream: lines of JSON, JSON text sequences, or server-sent events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Generic, TypeVar

import httpx2

from ..decode.answers import declared
from ..decode.misfit import UndecodableError
from ..http.client import undecodable
from ..http.downloads import AsyncDownload, Download
from ..operation import Operation
from .events import Events, ServerSentEvent
from .lines import Lines

Item = TypeVar("Item")

_END = "[DONE]"
"""The data of the last event of some APIs, which is no JSON."""


class Items(Generic[Item]):
    """The items of one response, without I/O. Raises `DecodeError`."""

    def __init__(
        self, operation: Operation[Item], body: Download | AsyncDownload
    ) -> None:
        self._operation = operation
        self._body = body
        self._kind: Any = declared(body.http.status_code, operation.answers)
        kind = _essence(body.http)
        self._events = Events() if kind == "text/event-stream" else None
        self._lines = Lines(b"\x1e" if kind == "application/json-seq" else b"\n")
        self._count = 0
        self.is_complete = False
        """True after the last item, if the server says which one it is."""

    def read(self, data: bytes) -> Iterator[Item]:
        """Yield the items that are complete with some more data."""
        try:
            if self._events is not None:
                for event in self._events.read(data):
                    if event.data == _END and self._kind is not ServerSentEvent:
                        self.is_complete = True
                        return
                    yield self._event(event)
            else:
                for line in self._lines.read(data):
                    yield self._item(line)
        except UndecodableError as error:
            raise self._error(error) from error.__cause__

    def rest(self) -> Iterator[Item]:
        """Yield the item whose end is that of the response. An event that is cut short is none."""
        if self._events is not None:
            return
        try:
            for line in self._lines.rest():
                yield self._item(line)
        except UndecodableError as error:
            raise self._error(error) from error.__cause__

    def _event(self, event: ServerSentEvent) -> Any:
        if self._kind is ServerSentEvent:
            self._count += 1
            return event
        if self._kind is str:
            self._count += 1
            return event.data
        return self._item(event.data.encode())

    def _item(self, content: bytes) -> Any:
        from ..decode.parsing import parse  # importing pydantic is slow

        kind = Any if self._kind in (object, None, ServerSentEvent) else self._kind
        try:
            item = parse(content, kind, strict=self._body.call.strict)
        except UndecodableError:
            if kind is not str:
                raise
            item = content.decode("utf-8", "replace")
        self._count += 1
        return item

    def _error(self, error: UndecodableError) -> Exception:
        place = f"[{self._count}]"
        where = f"{place}.{error.where}" if error.where else place
        found = UndecodableError(where, error.problem)
        return undecodable(self._body.call, self._body.http, found)


def _essence(response: httpx2.Response) -> str:
    return response.headers.get("content-type", "").partition(";")[0].strip().lower()
