"""Webhooks: events that are posted to them, as their declared types."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import GenericAlias
from typing import Any, Generic, TypeVar, cast

from ..errors import ConnectorError

T = TypeVar("T")

Posted = bytes | bytearray | str | Mapping[str, Any] | Sequence[Any]
"""The body of a request to a webhook: JSON text, or the value that a web framework parsed from it."""


class WebhookError(ConnectorError):
    """A posted event that differs from its declared type."""

    where: str
    """The path of the first value that does not fit, such as `[3].createdAt`; empty for the whole body."""

    def __init__(self, message: str, *, operation: str, where: str = "") -> None:
        super().__init__(message, operation=operation)
        self.where = where


# No slots: CPython 3.11 cannot call `Webhook[Book](...)` with them.
@dataclass(frozen=True)
class Webhook(Generic[T]):
    """A webhook that receives one event per request."""

    operation: str
    """The `operationId` of the trigger."""
    kind: Callable[[], Any] = field(repr=False)
    """Returns the type of an event; a function, so that models are imported only when needed."""

    def parse(self, body: Posted, *, strict: bool = False) -> T:
        """Return the posted event; of a list with one event, that event.

        The sender is not verified. With `strict`, an event is refused if it would have to be
        converted to fit. Raises `WebhookError`.
        """
        content, kind = _content(self.operation, body), self.kind()
        if kind is Any or not content.startswith(b"["):
            return cast("T", _read(self.operation, content, kind, strict))
        events = _read(self.operation, content, GenericAlias(list, kind), strict)
        if len(events) != 1:
            raise _error(
                self.operation, "", f"the body must hold one event, not {len(events)}"
            )
        return cast("T", events[0])


@dataclass(frozen=True)
class BatchWebhook(Generic[T]):
    """A webhook that receives several events per request."""

    operation: str
    """The `operationId` of the trigger."""
    kind: Callable[[], Any] = field(repr=False)
    """Returns the type of an event; a function, so that models are imported only when needed."""

    def parse(self, body: Posted, *, strict: bool = False) -> list[T]:
        """Return the posted events; a list of one for an event that is not in a list.

        The sender is not verified. With `strict`, events are refused if they would have to be
        converted to fit. Raises `WebhookError`.
        """
        content, kind = _content(self.operation, body), self.kind()
        if content.startswith(b"["):
            return cast(
                "list[T]",
                _read(self.operation, content, GenericAlias(list, kind), strict),
            )
        return [cast("T", _read(self.operation, content, kind, strict))]


def _content(operation: str, body: Posted) -> bytes:
    """Return the JSON text of a body without byte order mark and surrounding white space."""
    try:
        if isinstance(body, str):
            content = body.encode()
        elif isinstance(body, bytes | bytearray):
            content = bytes(body)
        else:
            content = json.dumps(body, default=_plain).encode()
    except (TypeError, ValueError, RecursionError):
        raise _error(operation, "", "the body must be JSON") from None
    return content.removeprefix(b"\xef\xbb\xbf").strip()


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(cast("Mapping[object, object]", value))
    if isinstance(value, Sequence):
        return list(cast("Sequence[object]", value))
    raise TypeError(type(value).__name__)


def _read(operation: str, content: bytes, kind: Any, strict: bool) -> Any:
    """Return a body as a type, decoded like the responses of operations."""
    from ..decode.misfit import UndecodableError
    from ..decode.parsing import parse

    try:
        return parse(content, kind, strict=strict)
    except UndecodableError as error:
        raise _error(operation, error.where, str(error)) from error.__cause__


def _error(operation: str, where: str, problem: str) -> WebhookError:
    return WebhookError(f"{operation}: {problem}", operation=operation, where=where)
